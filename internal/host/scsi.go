package host

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// SCSIGeneric is the device node of a SCSI device of this host, such as
// /dev/sg0. adapter is the host bus adapter's name, such as scsi_host0. ok is
// false where there is no such device.
// Source: libvirt's virSCSIDeviceGetSgName.
func (f *Facts) SCSIGeneric(adapter string, bus, target, unit uint64) (node string, ok bool) {
	number, isHost := strings.CutPrefix(adapter, "scsi_host")
	if _, err := strconv.ParseUint(number, 10, 32); f == nil || !isHost || err != nil {
		return "", false
	}
	dir := fmt.Sprintf("sys/bus/scsi/devices/%s:%d:%d:%d/scsi_generic", number, bus, target, unit)
	entries, err := fs.ReadDir(f.root, dir)
	if err != nil || len(entries) == 0 {
		return "", false
	}
	return "/dev/" + entries[0].Name(), true
}
