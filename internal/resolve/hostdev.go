package resolve

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (r *resolver) hostdevs() {
	seen := map[string]bool{}
	ramfb := false
	for _, h := range r.dom.Devices.Hostdevs {
		r.hostdevDefaults(h)
		r.checkHostdev(h)
		if id := hostdevIdentity(h); id != "" && seen[id] {
			r.Diag.Error(source.Duplicate, h.Ref, "this device of the host is handed over already")
		} else {
			seen[id] = true
		}
		if fb := hostdevRAMFB(h); source.Is(fb, true) {
			if ramfb {
				r.Diag.Error(source.Duplicate, fb.Ref(), "another device has the boot framebuffer already")
			}
			ramfb = true
		}
	}
}

// hostdevDefaults settles what libvirt does not leave to QEMU: a mediated GPU
// shows nothing unless it is told to (qemuDomainHostdevDefMdevPostParse).
func (r *resolver) hostdevDefaults(h *domain.Hostdev) {
	if h.Type.V() == domain.HostdevSCSI {
		r.scsiHostdev(h)
	}
	if h.Mdev.Model.V() == "vfio-pci" && r.Target.Has("vfio-pci.display") {
		h.Mdev.Display.SetDefault("default: mediated device shows nothing", false)
	}
}

// hostdevIdentity says which device of the host h is, "" where that is open.
func hostdevIdentity(h *domain.Hostdev) string {
	switch h.Type.V() {
	case domain.HostdevPCI:
		if isNowhere(&h.PCI.Address) {
			return ""
		}
		return "pci " + pciName(&h.PCI.Address)
	case domain.HostdevUSB:
		return usbIdentity(&h.USB)
	case domain.HostdevSCSI:
		if s := &h.SCSI; s.Adapter.IsSet() {
			return fmt.Sprintf("scsi %s %d %d %d", s.Adapter.V(), s.Bus.V(), s.Target.V(), s.Unit.V())
		}
		return "iscsi " + h.SCSI.ISCSI.Host.V() + " " + h.SCSI.ISCSI.Name.V()
	case domain.HostdevSCSIHost:
		return "scsi_host " + h.SCSIHost.WWPN.V()
	case domain.HostdevMdev:
		return "mdev " + h.Mdev.UUID.V()
	}
	return ""
}

// usbIdentity tells USB devices of the host apart by where they are, else by
// what they are.
func usbIdentity(u *domain.USBSource) string {
	switch {
	case u.Bus.IsSet():
		return fmt.Sprintf("usb %d %d", u.Bus.V(), u.Device.V())
	case u.Vendor.IsSet():
		return fmt.Sprintf("usb %x:%x", u.Vendor.V(), u.Product.V())
	}
	return ""
}

// isNowhere tells whether nothing of a is given.
func isNowhere(a *domain.PCIAddress) bool {
	return !a.Domain.IsSet() && !a.Bus.IsSet() && !a.Slot.IsSet() && !a.Function.IsSet()
}

// pciName is the name of a PCI device of the host, as sysfs has it.
func pciName(a *domain.PCIAddress) string {
	return fmt.Sprintf("%04x:%02x:%02x.%d", a.Domain.V(), a.Bus.V(), a.Slot.V(), a.Function.V())
}

// hostdevRAMFB is whether h shows the guest's screen before its driver does.
func hostdevRAMFB(h *domain.Hostdev) source.Val[bool] {
	if h.PCI.RAMFB.IsSet() {
		return h.PCI.RAMFB
	}
	return h.Mdev.RAMFB
}
