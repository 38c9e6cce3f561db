package parse

import (
	"bytes"
	"encoding/binary"
)

// The header of an image that virsh save and virsh managedsave write. Source:
// libvirt's struct virQEMUSaveHeader (qemu_saveimage.h): a magic of 16 bytes,
// the version, the length of the XML and 17 further numbers of 32 bits.
const (
	saveMagic      = "LibvirtQemudSave"
	saveIncomplete = "LibvirtQemudPart"
	saveHeader     = 16 + 19*4
	saveVersions   = 255 // a larger number is of the other byte order
)

// IsSaveImage tells whether data begins a saved guest.
func IsSaveImage(data []byte) bool {
	return bytes.HasPrefix(data, []byte(saveMagic)) || bytes.HasPrefix(data, []byte(saveIncomplete))
}

// SavedXML is the domain that a saved guest was; ok is false where data doesn't
// hold all of it. The guest's memory, which follows, is not looked at.
func SavedXML(data []byte) (xml []byte, ok bool) {
	if len(data) < saveHeader {
		return nil, false
	}
	var order binary.ByteOrder = binary.LittleEndian
	if order.Uint32(data[16:]) > saveVersions {
		order = binary.BigEndian
	}
	rest := data[saveHeader:]
	if n := uint64(order.Uint32(data[20:])); n <= uint64(len(rest)) {
		rest = rest[:n]
	} else {
		return nil, false
	}
	xml, _, _ = bytes.Cut(rest, []byte{0})
	return xml, true
}
