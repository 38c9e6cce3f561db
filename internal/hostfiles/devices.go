package hostfiles

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// devices adds device nodes and folders that follow from what an option asks for.
func (l *list) devices(o *cmdline.Option) {
	switch o.Flag {
	case "accel", "machine":
		l.accelerator(o)
	case "object":
		l.object(o)
	case "device":
		l.device(o)
	case "netdev", "net":
		l.network(o)
	case "audiodev":
		l.audio(o)
	case "fsdev", "virtfs":
		l.shared(o, "path", o.Get("readonly") == "on")
	}
}

// accelerator adds the door to the kernel's hypervisor.
func (l *list) accelerator(o *cmdline.Option) {
	for name := range strings.SplitSeq(o.Get("accel"), ":") {
		if name == "kvm" {
			l.add(Path{Name: cmp.Or(o.Get("device"), "/dev/kvm"), Kind: Device, Use: Writes, From: o.Origin("accel")})
		}
	}
}

func (l *list) object(o *cmdline.Option) {
	switch o.Get("qom-type") {
	case "memory-backend-file":
		l.memory(o)
	case "memory-backend-epc":
		l.implied(o, "/dev/sgx_vepc", Device, Writes)
	case "sev-guest", "sev-snp-guest":
		l.add(Path{Name: cmp.Or(o.Get("sev-device"), "/dev/sev"), Kind: Device, Use: Writes, From: o.Origin("qom-type")})
	case "iommufd":
		if o.Get("fd") == "" {
			l.implied(o, "/dev/iommu", Device, Writes)
		}
	}
}

// memory adds the file that memory lies in. A folder is taken for huge pages,
// where QEMU makes a file that nobody sees.
func (l *list) memory(o *cmdline.Option) {
	name := o.Get("mem-path")
	use := Creates
	if o.Get("readonly") == "on" {
		use = Reads
	}
	kind := File
	if l.inHugePages(name) || l.Host.IsDir(name) {
		kind, use = Folder, Writes
	}
	l.property(o, "mem-path", kind, use)
}

func (l *list) inHugePages(name string) bool {
	for _, m := range l.Host.HugePages().Mounts {
		if name == m.Path || strings.HasPrefix(name, m.Path+"/") {
			return true
		}
	}
	return strings.HasPrefix(name, "/dev/hugepages")
}

func (l *list) device(o *cmdline.Option) {
	switch driver := o.Get("driver"); {
	case strings.HasPrefix(driver, "vfio-"):
		l.vfio(o, path.Base(cmp.Or(o.Get("sysfsdev"), o.Get("host"))))
	case driver == "usb-host" && o.Get("hostdevice") == "":
		l.usbHost(o)
	case driver == "usb-mtp":
		l.shared(o, "rootdir", o.Get("readonly") != "off")
	case strings.HasPrefix(driver, "vhost-vsock-") && o.Get("vhostfd") == "":
		l.implied(o, "/dev/vhost-vsock", Device, Writes)
	case strings.HasPrefix(driver, "vhost-scsi") && o.Get("vhostfd") == "":
		l.implied(o, "/dev/vhost-scsi", Device, Writes)
	}
}

// vfio adds what QEMU opens for the device called name, if it is given to the
// guest without iommufd: the group that the device is in.
func (l *list) vfio(o *cmdline.Option, name string) {
	if o.Get("iommufd") != "" || o.Get("fd") != "" {
		return
	}
	l.implied(o, "/dev/vfio/vfio", Device, Writes)
	if strings.Count(name, ":") == 1 {
		name = "0000:" + name // QEMU takes an address without its domain
	}
	if group, ok := l.Host.IOMMUGroup(name); ok {
		l.implied(o, "/dev/vfio/"+group, Device, Writes)
	}
}

// usbHost adds the node of a USB device, or where it is looked for by what it is,
// the folder of all.
func (l *list) usbHost(o *cmdline.Option) {
	bus, errBus := strconv.ParseUint(o.Get("hostbus"), 10, 16)
	device, errDevice := strconv.ParseUint(o.Get("hostaddr"), 10, 16)
	if errBus != nil || errDevice != nil {
		l.implied(o, "/dev/bus/usb", Folder, Writes)
		return
	}
	l.add(Path{Name: fmt.Sprintf("/dev/bus/usb/%03d/%03d", bus, device), Kind: Device, Use: Writes, From: o.Origin("hostaddr")})
}

// shared adds a folder that the guest sees.
func (l *list) shared(o *cmdline.Option, key string, readOnly bool) {
	use := Writes
	if readOnly {
		use = Reads
	}
	l.property(o, key, Folder, use)
}

// network adds what a TAP device takes. Those that were opened before have their
// descriptors.
func (l *list) network(o *cmdline.Option) {
	if o.Get("fd") != "" || o.Get("fds") != "" {
		return
	}
	switch kind := o.Get("type"); {
	case kind == "bridge" || kind == "tap" && o.Get("helper") != "":
		l.property(o, "helper", File, Runs)
	case kind == "tap":
		l.implied(o, "/dev/net/tun", Device, Writes)
		l.script(o, "script")
		l.script(o, "downscript")
		if o.Get("vhost") == "on" && o.Get("vhostfd") == "" && o.Get("vhostfds") == "" {
			l.add(Path{Name: "/dev/vhost-net", Kind: Device, Use: Writes, From: o.Origin("vhost")})
		}
	}
}

func (l *list) script(o *cmdline.Option, key string) {
	if o.Get(key) != "off" { // which no is read as
		l.property(o, key, File, Runs)
	}
}

// audio adds the sound devices that an audio back end names by their paths.
func (l *list) audio(o *cmdline.Option) {
	for _, key := range []string{"in.dev", "out.dev"} {
		if strings.HasPrefix(o.Get(key), "/") {
			l.property(o, key, File, Writes)
		}
	}
}
