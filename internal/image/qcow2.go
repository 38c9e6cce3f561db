package image

import (
	"encoding/binary"
	"io"
)

// Header extensions of qcow2.
// Source: QEMU's docs/interop/qcow2.txt.
const (
	qcow2End           = 0
	qcow2BackingFormat = 0xe2792aca
	qcow2DataFile      = 0x44415441
	// qcow2Extensions is how many bytes of them are looked at: they end before the
	// name of the backing file, or with the first cluster, of 64 KiB in most images.
	qcow2Extensions = 64 << 10
)

// readQcow reads the header of the first version.
func readQcow(r io.ReaderAt, head []byte) (Info, error) {
	name, err := readName(r, binary.BigEndian.Uint64(head[8:]), binary.BigEndian.Uint32(head[16:]))
	return Info{Backing: name}, err
}

// readQcow2 reads the header of versions 2 and 3.
func readQcow2(r io.ReaderAt, head []byte) (Info, error) {
	info, err := readQcow(r, head)
	if err != nil {
		return info, err
	}
	start := uint64(72)
	if version := binary.BigEndian.Uint32(head[4:]); version >= 3 {
		start = uint64(binary.BigEndian.Uint32(head[100:]))
	}
	end := start + qcow2Extensions
	if backing := binary.BigEndian.Uint64(head[8:]); backing != 0 {
		end = min(end, backing)
	}
	return info, info.readExtensions(r, start, end)
}

// readExtensions reads the header extensions between offset and end.
func (info *Info) readExtensions(r io.ReaderAt, offset, end uint64) error {
	for offset < end {
		head, err := readAt(r, offset, 8)
		if err != nil {
			return err
		}
		kind, length := binary.BigEndian.Uint32(head), binary.BigEndian.Uint32(head[4:])
		if kind == qcow2End {
			return nil
		}
		offset += 8
		if err := info.readExtension(r, kind, offset, length); err != nil {
			return err
		}
		const align = 8
		offset += (uint64(length) + align - 1) / align * align
	}
	return nil
}

func (info *Info) readExtension(r io.ReaderAt, kind uint32, offset uint64, length uint32) error {
	if kind != qcow2BackingFormat && kind != qcow2DataFile {
		return nil
	}
	name, err := readName(r, offset, length)
	if kind == qcow2BackingFormat {
		info.BackingFormat = name
	} else if name != "" {
		info.Parts = append(info.Parts, name)
	}
	return err
}
