package argv

import (
	"fmt"
	"path"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
)

// fileParams open a file or a device of the host.
func (b *builder) fileParams(im *image) []option.Param {
	driver := "file"
	if im.Is(domain.StorageBlock) {
		driver = "host_device"
		if im.cdrom && b.isCDROM(im.Path.V()) {
			driver = "host_cdrom"
		}
	}
	o := (&option.Option{}).Str("driver", driver, im.Type.Ref()).StrVal("filename", im.Path).StrVal("aio", im.driver.IO)
	if r := im.Reservations; r != nil {
		o.Str("pr-manager", reservationManager(im), r.Ref)
	}
	return o.Params
}

// isCDROM tells whether a device of the host is a CD drive. libvirt asks the
// device; the names that distributions give to the drive must do here, and those
// of the kernel where there is such a device.
func (b *builder) isCDROM(device string) bool {
	dir, name := path.Split(device)
	if dir != "/dev/" {
		return false
	}
	switch strings.TrimRight(name, "0123456789") {
	case "cdrom", "cdrw", "dvd", "dvdrw":
		return true
	case "sr", "scd":
		return b.Host.Exists(device)
	}
	return false
}

// vvfatParams show a directory as a FAT disk.
func vvfatParams(im *image) []option.Param {
	o := (&option.Option{}).Str("driver", "vvfat", im.Type.Ref()).StrVal("dir", im.Path).Bool("floppy", im.floppy)
	return o.Bool("rw", !im.ReadOnly.V(), im.ReadOnly.Ref()).Params
}

// nvmeParams drive an NVMe disk of the host.
func nvmeParams(im *image) []option.Param {
	a := &im.NVMe.Address
	device := fmt.Sprintf("%04x:%02x:%02x.%x", a.Domain.V(), a.Bus.V(), a.Slot.V(), a.Function.V())
	o := (&option.Option{}).Str("driver", "nvme", im.Type.Ref())
	o.Str("device", device, a.Domain.Ref(), a.Bus.Ref(), a.Slot.Ref(), a.Function.Ref())
	return o.UintVal("namespace", im.NVMe.Namespace).Params
}

// vdpaParams drive a vDPA disk of the host, which libvirt opens for QEMU.
func (b *builder) vdpaParams(im *image) ([]option.Param, []*option.Option) {
	o := (&option.Option{}).Str("driver", "virtio-blk-vhost-vdpa", im.Type.Ref())
	if !b.Profile.PassFDs {
		return o.StrVal("path", im.Path).Params, nil
	}
	set, fds := b.fdSet(im.name+"-storage-vdpa", im.Path.Ref())
	return o.Str("path", set, im.Path.Ref()).Params, []*option.Option{fds}
}
