package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkHostdev refuses what libvirt refuses (virDomainHostdevDefValidate and
// qemuValidateDomainDeviceDefHostdev).
func (r *resolver) checkHostdev(h *domain.Hostdev) {
	if h.Mode.V() == "capabilities" {
		r.Diag.Error(source.Invalid, h.Mode.Ref(), "QEMU takes no host device by its capabilities").WithHint("write mode='subsystem'")
		return
	}
	r.checkHostdevAddress(h)
	r.checkTeaming(&h.Teaming)
	if h.Type.V() != domain.HostdevSCSI {
		r.scsiOnly("sgio", h.SCSI.SGIO.Ref())
		r.scsiOnly("rawio", h.SCSI.RawIO.Ref())
	}
	switch h.Type.V() {
	case domain.HostdevPCI:
		r.checkPCIHostdev(h)
	case domain.HostdevUSB:
		r.checkUSBHostdev(h)
	case domain.HostdevSCSI:
		r.checkSCSIHostdev(&h.SCSI)
	case domain.HostdevSCSIHost:
		r.checkSCSIHost(h)
	case domain.HostdevMdev:
		r.checkMdev(h)
	}
}

func (r *resolver) checkSCSIHostdev(s *domain.SCSISource) {
	if source.Is(s.SGIO, "unfiltered") {
		r.refuse("it is left out", source.Unsupported, s.SGIO.Ref(), "unfiltered sgio is no longer supported by Linux")
	}
	if other := s.ISCSI.OtherHost; !other.IsZero() {
		r.refuse("it is passed over", source.Invalid, other, "an iSCSI device has one host").Inside(other)
	}
	if a := s.ISCSI.Auth; a != nil && a.Secret.Type.V() != "iscsi" {
		r.Diag.Error(source.Invalid, source.First(a.Secret.Type.Ref(), a.Ref), "a secret of type %s can't log in to iscsi", a.Secret.Type.V()).WithHint("write type='iscsi'")
	}
}

// scsiOnly refuses what only SCSI devices of the host have, on others
// (virDomainHostdevDefParseXMLSubsys).
func (r *resolver) scsiOnly(name string, ref source.Ref) {
	if !ref.IsZero() {
		r.refuse("it is left out", source.Invalid, ref, "only a SCSI device of the host has %s", name)
	}
}

// hostdevAddresses are the types of guest address that each kind of host device
// can have.
func hostdevAddresses(h *domain.Hostdev) []string {
	switch h.Type.V() {
	case domain.HostdevPCI:
		return []string{domain.AddressPCI, domain.AddressUnassigned}
	case domain.HostdevUSB:
		return []string{domain.AddressUSB}
	case domain.HostdevSCSI:
		return []string{domain.AddressDrive}
	case domain.HostdevSCSIHost:
		return []string{domain.AddressPCI, domain.AddressCCW}
	}
	switch h.Mdev.Model.V() {
	case "vfio-pci":
		return []string{domain.AddressPCI}
	case "vfio-ccw":
		return []string{domain.AddressCCW}
	}
	return nil
}

func (r *resolver) checkHostdevAddress(h *domain.Hostdev) {
	t, allowed := h.Address.Type, hostdevAddresses(h)
	if !t.IsSet() || !h.Type.IsSet() || slices.Contains(allowed, t.V()) {
		return
	}
	g := r.Diag.Error(source.Invalid, t.Ref(), "a host device of type %s can't have an address of type %s", h.Type.V(), t.V())
	if len(allowed) > 0 {
		g.WithHint("it can have one of type %s", strings.Join(allowed, " or "))
	}
}

func (r *resolver) checkPCIHostdev(h *domain.Hostdev) {
	if h.PCI.Driver.IsSet() && h.PCI.Driver.V() != "vfio" {
		r.refusePCIDriver(h.PCI.Driver)
	}
	if h.PCI.WriteFiltering.IsSet() {
		r.Diag.Error(source.Invalid, h.PCI.WriteFiltering.Ref(), "write filtering is a matter of Xen")
	}
	r.checkPCISource(&h.PCI)
	r.checkDisplay(h.PCI.Display, h.PCI.RAMFB)
}

// checkPCISource refuses a device of the host that has no place there.
func (r *resolver) checkPCISource(p *domain.PCISource) {
	if !p.Ref.IsZero() && isNowhere(&p.Address) {
		r.Diag.Error(source.MissingValue, p.Ref, "<source> names no PCI device of the host").
			WithHint("write <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>, as lspci -D shows it")
	}
}

func (r *resolver) refusePCIDriver(driver source.Val[string]) {
	r.Diag.Error(source.Invalid, driver.Ref(), "PCI devices of the host can't be handed over by %s", driver.V()).WithHint("write <driver name='vfio'/>")
}

// checkDisplay refuses a device that shows its screen where nobody looks at it.
func (r *resolver) checkDisplay(display, ramfb source.Val[bool]) {
	if source.Is(display, true) && len(r.dom.Devices.Graphics) == 0 {
		r.Diag.Error(source.Invalid, display.Ref(), "there is no <graphics> to show the device's display")
	}
	if source.Is(ramfb, true) && !source.Is(display, true) {
		r.Diag.Error(source.Invalid, ramfb.Ref(), "a boot framebuffer needs display='on'")
	}
}

func (r *resolver) checkUSBHostdev(h *domain.Hostdev) {
	u := &h.USB
	switch {
	case u.Ref.IsZero():
	case !u.Bus.IsSet() && !u.Vendor.IsSet():
		r.Diag.Error(source.MissingValue, u.Ref, "<source> names no USB device").
			WithHint("write <vendor id='0x1234'/><product id='0x5678'/>, or <address bus='1' device='2'/>")
	case u.Vendor.IsSet() && !u.Product.IsSet():
		r.Diag.Error(source.MissingValue, u.Ref, "a vendor alone doesn't name a USB device").WithHint("add <product id='0x5678'/>")
	case source.Is(u.Vendor, 0):
		r.Diag.Error(source.OutOfRange, u.Vendor.Ref(), "no vendor of USB devices has the id 0")
	}
}

func (r *resolver) checkSCSIHost(h *domain.Hostdev) {
	s := &h.SCSIHost
	if h.Boot.Order.IsSet() {
		r.Diag.Error(source.Invalid, h.Boot.Order.Ref(), "nothing boots from a vhost target")
	}
	if s.Ref.IsZero() {
		return
	}
	if !s.Protocol.IsSet() {
		r.refuse("it is vhost", source.MissingValue, s.Ref, "<source> needs the attribute protocol").WithHint("write protocol='vhost'")
	}
	wwpn := s.WWPN.V()
	digits, ok := strings.CutPrefix(wwpn, "naa.")
	if !ok || len(digits) != 16 || strings.Trim(strings.ToLower(digits), "0123456789abcdef") != "" {
		ref := s.Ref
		if s.WWPN.IsSet() {
			ref = s.WWPN.Ref()
		}
		r.Diag.Error(source.BadValue, ref, "%q is no WWPN", wwpn).WithHint("write wwpn='naa.' and 16 hexadecimal digits")
	}
}

func (r *resolver) checkMdev(h *domain.Hostdev) {
	m := &h.Mdev
	if m.Model.IsSet() && m.Model.V() != "vfio-pci" {
		for _, v := range []source.Val[bool]{m.Display, m.RAMFB} {
			if v.IsSet() {
				r.Diag.Error(source.Invalid, v.Ref(), "a mediated device of model %s shows nothing", m.Model.V())
			}
		}
	}
	if model := m.Model.V(); h.Boot.Order.IsSet() && (model == "vfio-ap" || model == "vfio-pci") {
		r.refuse("it is left out", source.Invalid, h.Boot.Order.Ref(), "nothing boots from a mediated device of model %s", model)
		h.Boot.Order = source.Val[uint64]{}
	}
	switch m.Model.V() {
	case "vfio-pci":
		r.checkDisplay(m.Display, m.RAMFB)
	case "vfio-ap":
		r.oneAdapter(h)
	}
}

// oneAdapter refuses all crypto adapters but the first
// (qemuValidateDomainMdevDefVFIOAP).
func (r *resolver) oneAdapter(h *domain.Hostdev) {
	for _, other := range r.dom.Devices.Hostdevs {
		if other == h {
			return
		}
		if other.Mdev.Model.V() == "vfio-ap" {
			r.Diag.Error(source.Conflict, h.Ref, "a guest has one mediated device of model vfio-ap only")
			return
		}
	}
}
