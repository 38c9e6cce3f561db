package image

import (
	"encoding/binary"
	"errors"
	"io"
	"strings"
)

// vmdkText is what the text that describes a VMDK begins with.
const vmdkText = "# Disk DescriptorFile"

// maxVMDKText is how much of that text QEMU reads.
const maxVMDKText = 1<<20 - 1

// readSparseVMDK reads an image that holds its own text.
// Source: VMware's Virtual Disk Format 1.1, SparseExtentHeader.
func readSparseVMDK(r io.ReaderAt, head []byte) (Info, error) {
	const sector = 512
	at, sectors := binary.LittleEndian.Uint64(head[28:]), binary.LittleEndian.Uint64(head[36:])
	if at == 0 || sectors == 0 {
		return Info{}, nil
	}
	if at > maxOffset/sector || sectors > maxVMDKText/sector {
		return Info{}, errors.New("its description is too far off or too long")
	}
	text, err := readAt(r, at*sector, int(sectors*sector))
	info := readVMDK(string(text))
	info.Parts = nil // the only one is this file
	return info, err
}

// readTextVMDK reads a text that describes an image in other files.
func readTextVMDK(r io.ReaderAt, _ []byte) (Info, error) {
	text := make([]byte, maxVMDKText)
	n, err := r.ReadAt(text, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return readVMDK(string(text[:n])), err
}

// readVMDK reads the text: lines such as
//
//	parentFileNameHint="base.vmdk"
//	RW 4192256 SPARSE "disk-s001.vmdk"
func readVMDK(text string) Info {
	var info Info
	text, _, _ = strings.Cut(text, "\x00")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if hint, ok := strings.CutPrefix(line, "parentFileNameHint="); ok {
			info.Backing, info.BackingFormat = strings.Trim(hint, `"`), "vmdk"
			continue
		}
		if !strings.HasPrefix(line, "RW ") && !strings.HasPrefix(line, "RDONLY ") {
			continue
		}
		if _, rest, ok := strings.Cut(line, `"`); ok {
			name, _, _ := strings.Cut(rest, `"`)
			info.Parts = append(info.Parts, name)
		}
	}
	return info
}
