package resolve

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// aliasRule made every alias that the user didn't choose.
const aliasRule = "alias: type and number of the device"

// aliases names each device as libvirt does, unless the user has named it.
// Source: qemuAssignDeviceAliases.
func (r *resolver) aliases() {
	d := &r.dom.Devices
	for _, disk := range d.Disks {
		name(&disk.Device, r.diskAlias(disk))
	}
	r.hostdevAliases()
	inTurn("fs", d.Filesystems)
	inTurn("rng", d.RNGs)
	byPlace("sound", d.Sounds)
	byPlace("redir", d.Redirdevs)
	byPlace("video", d.Videos)
	for _, c := range d.Controllers {
		name(&c.Device, r.controllerAlias(c))
	}
	byPlace("input", d.Inputs)
	byPlace("parallel", d.Parallels)
	byPlace("serial", d.Serials)
	byPlace("channel", d.Channels)
	byPlace("console", d.Consoles)
	byPlace("hub", d.Hubs)
	byPlace("shmem", d.Shmems)
	byPlace("smartcard", d.Smartcards)
	byPlace("watchdog", d.Watchdogs)
	byPlace("tpm", d.TPMs)
	byPlace("iommu", d.IOMMUs)
	inTurn("crypto", d.Cryptos)
	r.memoryAliases()
	r.onlyAliases()
	r.duplicateAliases()
}

// name gives d an alias unless it has one.
func name(d *domain.Device, alias string) { d.Alias.SetDefault(aliasRule, alias) }

// byPlace numbers the devices of a family by their place in it.
func byPlace[T domain.AnyDevice](prefix string, family []T) {
	for i, d := range family {
		name(d.Info(), prefix+strconv.Itoa(i))
	}
}

// inTurn numbers those devices of a family that the user hasn't named.
func inTurn[T domain.AnyDevice](prefix string, family []T) {
	n := 0
	for _, d := range family {
		if !d.Info().Alias.IsSet() {
			name(d.Info(), prefix+strconv.Itoa(n))
			n++
		}
	}
}

// onlyAliases names the devices of which there is one.
func (r *resolver) onlyAliases() {
	d := &r.dom.Devices
	if d.Memballoon != nil && d.Memballoon.Model.V() != "none" {
		name(&d.Memballoon.Device, "balloon0")
	}
	if d.Vsock != nil {
		name(&d.Vsock.Device, "vsock0")
	}
	if d.Pstore != nil {
		name(&d.Pstore.Device, "pstore0")
	}
}

// hostdevAliases names interfaces and host devices. An interface that is a host
// device is counted as such.
func (r *resolver) hostdevAliases() {
	nets, hostdevs := 0, 0
	next := func(d *domain.Device, prefix string, n *int) {
		if !d.Alias.IsSet() {
			name(d, prefix+strconv.Itoa(*n))
			*n++
		}
	}
	for _, n := range r.dom.Devices.Interfaces {
		if n.Type.V() == domain.InterfaceHostdev {
			next(&n.Device, "hostdev", &hostdevs)
		} else {
			next(&n.Device, "net", &nets)
		}
	}
	for _, h := range r.dom.Devices.Hostdevs {
		next(&h.Device, "hostdev", &hostdevs)
	}
}

// diskAlias is bus and place of a disk on a controller, such as ide0-1-0, or
// else bus and number of its name, such as virtio-disk1.
func (r *resolver) diskAlias(d *domain.Disk) string {
	bus, a := d.Target.Bus.V(), &d.Address.Drive
	if !d.Address.Is(domain.AddressDrive) {
		index, _, _ := domain.DiskName(d.Target.Dev.V())
		return bus + "-disk" + strconv.FormatUint(index, 10)
	}
	c := r.at.At("scsi", a.Controller.V())
	if bus != "scsi" || c != nil && c.Model.V() == "lsilogic" {
		return fmt.Sprintf("%s%d-%d-%d", bus, a.Controller.V(), a.Bus.V(), a.Unit.V())
	}
	return fmt.Sprintf("%s%d-%d-%d-%d", bus, a.Controller.V(), a.Bus.V(), a.Target.V(), a.Unit.V())
}

// controllerAlias is type and index of a controller, but for those that QEMU
// names itself. Source: qemuAssignDeviceControllerAlias.
func (r *resolver) controllerAlias(c *domain.Controller) string {
	kind, index := c.Type.V(), c.Index.V()
	switch {
	case kind == "pci":
		return r.pciAlias(c)
	case index == 0 && (kind == "ide" && r.is(qemu.HasIDE) || kind == "sata" && r.is(qemu.IsQ35)):
		return "ide"
	case index == 0 && kind == "usb" && r.builtinUSB(c):
		return "usb-bus"
	case index == 0 && kind == "usb":
		return "usb"
	case index == 0 && kind == "scsi" && c.Model.V() == "ncr53c90":
		return "scsi"
	}
	return kind + strconv.FormatUint(index, 10)
}

func (r *resolver) pciAlias(c *domain.Controller) string {
	switch {
	case !r.is(qemu.HasPCIMultibus):
		return "pci"
	case c.Model.V() == domain.PCIeRoot:
		return "pcie." + strconv.FormatUint(c.Index.V(), 10)
	}
	return "pci." + strconv.FormatUint(c.Index.V(), 10)
}

// memoryAliases names memory devices: modules by their slots, others in turn.
func (r *resolver) memoryAliases() {
	next := map[string]int{}
	for _, m := range r.dom.Devices.MemoryDevices {
		prefix := memoryPrefix(m.Model.V())
		switch {
		case m.Alias.IsSet():
		case prefix == "dimm" || prefix == "nvdimm":
			name(&m.Device, fmt.Sprintf("%s%d", prefix, m.Address.DIMM.Slot.V()))
		default:
			name(&m.Device, prefix+strconv.Itoa(next[prefix]))
			next[prefix]++
		}
	}
}

func memoryPrefix(model string) string {
	if model == "sgx-epc" {
		return "epc"
	}
	return strings.ReplaceAll(model, "-", "")
}

// duplicateAliases reports aliases that the user has given twice.
func (r *resolver) duplicateAliases() {
	seen := map[string]bool{}
	for d := range r.dom.Devices.All() {
		alias := d.Info().Alias
		if !strings.HasPrefix(alias.V(), "ua-") {
			continue
		}
		if seen[alias.V()] {
			r.Diag.Error(source.Duplicate, alias.Ref(), "the alias %q is used twice", alias.V())
		}
		seen[alias.V()] = true
	}
}
