package explain

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// charNames are the elements of the character devices of d: nothing else tells
// them apart. The console that is the first serial device by another name has
// none.
func charNames(d *domain.Devices) map[domain.AnyDevice]string {
	names := map[domain.AnyDevice]string{}
	for name, list := range map[string][]*domain.CharDevice{"serial": d.Serials, "parallel": d.Parallels, "channel": d.Channels, "console": d.Consoles} {
		for _, c := range list {
			if name != "console" || !source.Is(c.Target.Type, "serial") {
				names[c] = name
			}
		}
	}
	return names
}

// newBox is the box of one device.
func newBox(dev domain.AnyDevice, chars map[domain.AnyDevice]string) *box {
	family, model := name(dev)
	if c, ok := dev.(*domain.CharDevice); ok {
		family, model = chars[c], charModel(c)
	}
	info := dev.Info()
	b := &box{title: strings.TrimSpace(family + " " + model), alias: info.Alias.V(), ref: info.Ref}
	b.place, b.order = place(&info.Address)
	return b
}

// isThere tells whether the guest has dev: "none" stands for its absence.
func isThere(dev domain.AnyDevice, chars map[domain.AnyDevice]string) bool {
	switch d := dev.(type) {
	case *domain.Controller:
		return !source.Is(d.Model, "none")
	case *domain.Memballoon:
		return !source.Is(d.Model, "none")
	case *domain.Video:
		return !source.Is(d.Model, "none")
	case *domain.CharDevice:
		return chars[d] != ""
	}
	return true
}

// name is what dev is, by libvirt's names: its element and its model.
func name(dev domain.AnyDevice) (family, model string) {
	switch d := dev.(type) {
	case *domain.Disk:
		return d.Kind.V(), d.Target.Dev.V()
	case *domain.Controller:
		return controllerName(d)
	case *domain.Filesystem:
		return "filesystem", d.Driver.Type.V()
	case *domain.Interface:
		return "interface", d.Model.V()
	case *domain.Smartcard:
		return "smartcard", d.Mode.V()
	case *domain.Input:
		return "input", d.Type.V()
	case *domain.Hostdev:
		return "hostdev", d.Type.V()
	case *domain.Hub:
		return "hub", d.Type.V()
	case *domain.NVRAMDevice:
		return "nvram", ""
	case *domain.Pstore:
		return "pstore", ""
	case *domain.Redirdev:
		return "redirdev", d.Source.Type.V()
	}
	return modelled(dev)
}

// modelled is the name of the devices that are told apart by a model.
func modelled(dev domain.AnyDevice) (family, model string) {
	switch d := dev.(type) {
	case *domain.TPM:
		return "tpm", d.Model.V()
	case *domain.Video:
		return "video", d.Model.V()
	case *domain.Sound:
		return "sound", d.Model.V()
	case *domain.Watchdog:
		return "watchdog", d.Model.V()
	case *domain.Memballoon:
		return "memballoon", d.Model.V()
	case *domain.RNG:
		return "rng", d.Model.V()
	case *domain.Shmem:
		return "shmem", d.Model.V()
	case *domain.MemoryDevice:
		return "memory", d.Model.V()
	case *domain.Panic:
		return "panic", d.Model.V()
	case *domain.IOMMU:
		return "iommu", d.Model.V()
	case *domain.Vsock:
		return "vsock", d.Model.V()
	case *domain.Crypto:
		return "crypto", d.Model.V()
	}
	return fmt.Sprintf("%T", dev), ""
}

func controllerName(c *domain.Controller) (family, model string) {
	kind := c.Type.V()
	if kind == "pci" {
		return c.Model.Or("", kind).V(), "#" + strconv.FormatUint(c.Index.V(), 10)
	}
	return kind, c.Model.V()
}

// charModel is what the guest knows a character device by.
func charModel(c *domain.CharDevice) string {
	for _, v := range []source.Val[string]{c.Target.Name, c.Target.Model, c.Target.Type} {
		if v.IsSet() {
			return v.V()
		}
	}
	return ""
}

// place is where on its bus a says that a device sits, in words and in numbers.
func place(a *domain.Address) (words string, order [2]uint64) {
	switch a.Type.V() {
	case domain.AddressPCI:
		slot, function := a.PCI.Slot.V(), a.PCI.Function.V()
		return fmt.Sprintf("%02x.%x", slot, function), [2]uint64{slot, function}
	case domain.AddressDrive:
		d := &a.Drive
		return fmt.Sprintf("%d:%d:%d", d.Bus.V(), d.Target.V(), d.Unit.V()), [2]uint64{d.Bus.V()<<32 | d.Target.V(), d.Unit.V()}
	case domain.AddressVirtioSerial, domain.AddressCCID:
		port := a.VirtioSerial.Port.V()
		return fmt.Sprintf("port %d", port), [2]uint64{port}
	case domain.AddressUSB:
		port := a.USB.Port.V()
		last, _ := strconv.ParseUint(port[strings.LastIndexByte(port, '.')+1:], 10, 64)
		return "port " + port, [2]uint64{last}
	case domain.AddressCCW:
		c := &a.CCW
		return fmt.Sprintf("%x.%x.%04x", c.CSSID.V(), c.SSID.V(), c.DevNo.V()), [2]uint64{c.SSID.V(), c.DevNo.V()}
	case domain.AddressSpaprVIO:
		return fmt.Sprintf("reg %#x", a.SpaprVIO.Reg.V()), [2]uint64{a.SpaprVIO.Reg.V()}
	case domain.AddressISA:
		return isaPlace(&a.ISA), [2]uint64{a.ISA.IOBase.V()}
	case domain.AddressDIMM:
		return fmt.Sprintf("slot %d", a.DIMM.Slot.V()), [2]uint64{a.DIMM.Slot.V()}
	}
	return "", order
}

func isaPlace(a *domain.ISAAddress) string {
	if !a.IOBase.IsSet() {
		return ""
	}
	return fmt.Sprintf("port %#x", a.IOBase.V())
}
