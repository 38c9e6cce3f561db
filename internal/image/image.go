// Package image reads the headers of disk images: what format they are in, and
// which other files they are made of.
//
// Images may come from anywhere: every length and offset in them is bounded, and
// nothing but the headers is read.
package image

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Info is what the header of an image says.
type Info struct {
	// Format is QEMU's name of it: raw where no other is known by its header.
	Format string
	// Backing is the image that this is an overlay of, as the header has it: a
	// path, relative to this image's folder, or a protocol, or json:. "" for none.
	Backing string
	// BackingFormat is the format of Backing; "" where the header doesn't say.
	BackingFormat string
	// Parts are further files with this image's data, by their paths.
	Parts []string
}

// probeSize is how much of an image tells its format.
const probeSize = 512

// format knows one format by its header.
type format struct {
	name  string
	at    int
	magic string
	read  func(r io.ReaderAt, head []byte) (Info, error) // nil where the name is all
}

// formats are the formats that QEMU knows by their headers.
// Source: the bdrv_probe functions of QEMU's block drivers.
func formats() []format {
	return []format{
		{"qcow2", 0, "QFI\xfb\x00\x00\x00\x02", readQcow2},
		{"qcow2", 0, "QFI\xfb\x00\x00\x00\x03", readQcow2},
		{"qcow", 0, "QFI\xfb\x00\x00\x00\x01", readQcow},
		{"qed", 0, "QED\x00", readQED},
		{"vmdk", 0, "KDMV", readSparseVMDK},
		{"vmdk", 0, "COWD", nil},
		{"vmdk", 0, vmdkText, readTextVMDK},
		{"vdi", 64, "\x7f\x10\xda\xbe", nil},
		{"vhdx", 0, "vhdxfile", nil},
		{"vpc", 0, "conectix", nil},
		{"parallels", 0, "WithoutFreeSpace", nil},
		{"parallels", 0, "WithouFreSpacExt", nil},
		{"luks", 0, "LUKS\xba\xbe", nil},
		{"bochs", 0, "Bochs Virtual HD Image", nil},
	}
}

// Knows tells whether the format called name is known by its header, or is raw,
// which has none.
func Knows(name string) bool {
	return name == "raw" || slices.ContainsFunc(formats(), func(f format) bool { return f.name == name })
}

// Read reads the header of the image r. An error says that the header is broken;
// the format is known all the same.
func Read(r io.ReaderAt) (Info, error) {
	head := make([]byte, probeSize)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return Info{}, err
	}
	for _, f := range formats() {
		if n < f.at || !bytes.HasPrefix(head[f.at:n], []byte(f.magic)) {
			continue
		}
		if f.read == nil {
			return Info{Format: f.name}, nil
		}
		info, err := f.read(r, head)
		info.Format = f.name
		if err != nil {
			err = fmt.Errorf("the %s header is broken: %w", f.name, err)
		}
		return info, err
	}
	return Info{Format: "raw"}, nil
}

// maxName is the longest name that is read: QEMU allows 1023 bytes.
const maxName = 1023

// readName reads a file name of the given length.
func readName(r io.ReaderAt, offset uint64, length uint32) (string, error) {
	if length == 0 || offset == 0 {
		return "", nil
	}
	if length > maxName {
		return "", fmt.Errorf("a name of %d bytes", length)
	}
	name, err := readAt(r, offset, int(length))
	name, _, _ = bytes.Cut(name, []byte{0})
	return string(name), err
}

// maxOffset is beyond what any header points to: QEMU's images end there.
const maxOffset = 1 << 60

// readAt reads length bytes, all of them.
func readAt(r io.ReaderAt, offset uint64, length int) ([]byte, error) {
	if offset > maxOffset {
		return nil, fmt.Errorf("it points to byte %d", offset)
	}
	data := make([]byte, length)
	if _, err := r.ReadAt(data, int64(offset)); err != nil {
		return nil, fmt.Errorf("it points beyond the end: %w", err)
	}
	return data, nil
}

// readQED reads the header of QED.
// Source: QEMU's docs/interop/qed_spec.rst.
func readQED(r io.ReaderAt, head []byte) (Info, error) {
	const hasBacking, backingIsRaw = 1 << 0, 1 << 2
	features := binary.LittleEndian.Uint64(head[16:])
	if features&hasBacking == 0 {
		return Info{}, nil
	}
	name, err := readName(r, uint64(binary.LittleEndian.Uint32(head[56:])), binary.LittleEndian.Uint32(head[60:]))
	info := Info{Backing: name}
	if features&backingIsRaw != 0 {
		info.BackingFormat = "raw"
	}
	return info, err
}
