package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func hostdev(c Cursor) *domain.Hostdev {
	h := &domain.Hostdev{
		Device:  device(c),
		Mode:    c.Enum("mode", "subsystem", "capabilities"),
		Managed: c.YesNo("managed"),
		Teaming: teaming(c.Child("teaming")),
	}
	if !c.Str("mode").IsSet() {
		c.Require("mode")
	}
	if flag := c.Child("readonly"); flag.Ok() {
		h.ReadOnly = flag.Ref()
	}
	if flag := c.Child("shareable"); flag.Ok() {
		h.Shareable = flag.Ref()
	}
	if h.Mode.V() == "capabilities" {
		h.Type = c.Enum("type", "storage", "misc", "net")
		return h
	}
	h.Type = c.mustEnum("type", domain.HostdevUSB, domain.HostdevPCI, domain.HostdevSCSI, domain.HostdevSCSIHost, domain.HostdevMdev)
	hostdevSource(c, h)
	h.SCSI.SGIO, h.SCSI.RawIO = c.Enum("sgio", "filtered", "unfiltered"), c.YesNo("rawio")
	return h
}

func hostdevSource(c Cursor, h *domain.Hostdev) {
	s := c.Child("source")
	if !s.Ok() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<hostdev> needs a <source>")
		return
	}
	switch h.Type.V() {
	case domain.HostdevUSB:
		h.USB = usbSource(s)
	case domain.HostdevPCI:
		h.PCI = pciSource(s)
		h.PCI.Driver, h.PCI.DriverModel = pciDriver(c.Child("driver"))
		h.PCI.Managed = h.Managed
		h.PCI.Display, h.PCI.RAMFB = c.OnOff("display"), c.OnOff("ramfb")
	case domain.HostdevSCSI:
		h.SCSI = scsiSource(s)
	case domain.HostdevSCSIHost:
		h.SCSIHost = domain.SCSIHostSource{
			Ref:      s.Ref(),
			Protocol: s.Enum("protocol", "vhost"),
			WWPN:     s.Str("wwpn"),
			Model:    c.Enum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		}
	case domain.HostdevMdev:
		h.Mdev = mdevSource(c, s)
	}
}

func pciSource(s Cursor) domain.PCISource {
	p := domain.PCISource{Ref: s.Ref(), WriteFiltering: s.YesNo("writeFiltering")}
	if a := s.Child("address"); a.Ok() {
		p.Address = pciAddress(a)
		// The type of a source's address is allowed, and says nothing new.
		a.Enum("type", domain.AddressPCI)
	}
	return p
}

// pciDriver reads the <driver> of a PCI device: the way it is handed over, and
// the kernel driver for that.
func pciDriver(c Cursor) (name, model source.Val[string]) {
	return c.Enum("name", "kvm", "vfio", "xen"), c.Str("model")
}

func usbSource(s Cursor) domain.USBSource {
	vendor, product, a := s.Child("vendor"), s.Child("product"), s.Child("address")
	u := domain.USBSource{
		Ref:           s.Ref(),
		Vendor:        vendor.Hex("id", 0xffff),
		Product:       product.Hex("id", 0xffff),
		Bus:           a.UintMax("bus", 1<<32-1),
		Device:        a.UintMax("device", 1<<32-1),
		StartupPolicy: s.Enum("startupPolicy", "mandatory", "requisite", "optional"),
		GuestReset:    s.Enum("guestReset", "off", "uninitialized", "on"),
	}
	for _, need := range []struct {
		in   Cursor
		name string
	}{{vendor, "id"}, {product, "id"}, {a, "bus"}, {a, "device"}} {
		if need.in.Ok() {
			need.in.Require(need.name)
		}
	}
	return u
}

func scsiSource(s Cursor) domain.SCSISource {
	scsi := domain.SCSISource{Ref: s.Ref(), Protocol: s.Enum("protocol", "adapter", "iscsi").Or("default: SCSI host device protocol", "adapter")}
	if scsi.Protocol.V() == "iscsi" {
		scsi.ISCSI = iscsiSource(s)
		return scsi
	}
	adapter, a := s.Child("adapter"), s.Child("address")
	if !adapter.Ok() || !a.Ok() {
		s.r.diag.Error(source.MissingValue, s.Ref(), "<source> needs an <adapter> and an <address>").
			WithHint("name the host's SCSI device as <adapter name='scsi_host0'/><address bus='0' target='0' unit='0'/>")
		return scsi
	}
	scsi.Adapter = adapter.Require("name")
	scsi.Bus, scsi.Target, scsi.Unit = a.UintMax("bus", 1<<32-1), a.UintMax("target", 1<<32-1), a.UintMax("unit", 1<<64-1)
	for _, name := range []string{"bus", "target", "unit"} {
		a.Require(name)
	}
	return scsi
}

func iscsiSource(s Cursor) domain.ISCSISource {
	host := s.Child("host")
	i := domain.ISCSISource{
		Name:      s.Require("name"),
		Port:      host.UintMax("port", 1<<16-1),
		Initiator: s.Child("initiator").Child("iqn").Str("name"),
	}
	if !host.Ok() {
		s.r.diag.Error(source.MissingValue, s.Ref(), "<source> needs the <host> of the iSCSI target")
		return i
	}
	i.Host = host.Require("name")
	for other := range s.Children("host") {
		other.Str("name")
		other.Str("port")
		if other.Ref() != host.Ref() {
			i.OtherHost = other.Ref()
		}
	}
	if auth := s.Child("auth"); auth.Ok() {
		i.Auth = storageAuth(auth)
	}
	return i
}

func mdevSource(c, s Cursor) domain.MdevSource {
	m := domain.MdevSource{
		Ref:     s.Ref(),
		Model:   c.mustEnum("model", "vfio-pci", "vfio-ccw", "vfio-ap"),
		Display: c.OnOff("display"),
		RAMFB:   c.OnOff("ramfb"),
	}
	a := s.Child("address")
	if !a.Ok() {
		s.r.diag.Error(source.MissingValue, s.Ref(), "<source> needs the <address> of a mediated device")
		return m
	}
	m.UUID = a.r.uuid(a.Require("uuid"))
	return m
}
