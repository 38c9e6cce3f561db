package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// hostdevs are all devices of the host. Interfaces that are some come first: in
// libvirt's definition they stand before those that are nothing else.
func (b *builder) hostdevs() []*option.Option {
	opts := each(b, b.dom.Devices.Interfaces, b.interfaceHostdev)
	return append(opts, each(b, b.dom.Devices.Hostdevs, b.hostdev)...)
}

// interfaceHostdev is an interface that is a PCI device of the host. libvirt
// sets its MAC address and VLAN on the device itself before it hands it over.
func (b *builder) interfaceHostdev(n *domain.Interface) []*option.Option {
	if n.Kind() != domain.InterfaceHostdev {
		return nil
	}
	o := b.vfioPCI(&n.Source.HostDevice, &n.Device, &n.Teaming)
	o.Cite(n.Type.Ref())
	if !n.Model.Ref().IsZero() {
		b.Diag.Note(source.RunTime, n.Model.Ref(), "the guest sees the host's device itself, whatever the model")
	}
	if n.MAC.Ref().Rule() == "" {
		b.hostMAC(n)
	}
	b.interfaceOutside(n)
	return []*option.Option{o}
}

// hostMAC accounts for the MAC address of a device of the host.
func (b *builder) hostMAC(n *domain.Interface) {
	if b.Profile.PassFDs {
		b.Diag.Note(source.RunTime, n.MAC.Ref(), "libvirt sets the MAC address on the host's device")
		return
	}
	b.Diag.Warn(source.NeedsLibvirt, n.MAC.Ref(), "the MAC address stays that of the host's device").
		WithHint("set it before the start: ip link set DEVICE vf N mac %s", n.MAC.V())
}

func (b *builder) hostdev(h *domain.Hostdev) []*option.Option {
	if h.Address.Is(domain.AddressUnassigned) {
		// Taken from the host, but not given to the guest: a function of a device
		// whose other functions are.
		a := &h.PCI.Address
		b.Diag.Note(source.RunTime, h.Address.Type.Ref(), "the guest does not see this device").
			Accounting(h.Ref, h.Mode.Ref(), h.Type.Ref(), h.Managed.Ref(), h.PCI.Ref, a.Domain.Ref(), a.Bus.Ref(), a.Slot.Ref(), a.Function.Ref(), h.PCI.Driver.Ref())
		return nil
	}
	switch h.Type.V() {
	case domain.HostdevPCI:
		return []*option.Option{b.vfioPCI(&h.PCI, &h.Device, &h.Teaming).Cite(h.Mode.Ref(), h.Type.Ref())}
	case domain.HostdevUSB:
		return []*option.Option{b.usbHost(h)}
	case domain.HostdevSCSI:
		return b.scsiHostdev(h)
	case domain.HostdevSCSIHost:
		return []*option.Option{b.vhostSCSI(h)}
	case domain.HostdevMdev:
		return []*option.Option{b.mdev(h)}
	}
	return nil
}

// vfioPCI is the -device for a PCI device of the host.
func (b *builder) vfioPCI(p *domain.PCISource, d *domain.Device, t *domain.Teaming) *option.Option {
	a := &p.Address
	name := fmt.Sprintf("%04x:%02x:%02x.%d", a.Domain.V(), a.Bus.V(), a.Slot.V(), a.Function.V())
	b.needsFile(source.Of("/sys/bus/pci/devices/"+name, p.Ref), "PCI device")
	o := option.Device(vfioDriver(p.RAMFB), d.Ref, p.Driver.Ref(), p.RAMFB.Ref())
	o.Str("host", name, p.Ref, a.Domain.Ref(), a.Bus.Ref(), a.Slot.Ref(), a.Function.Ref())
	if t.Type.V() == "transient" {
		o.Str("failover_pair_id", t.Persistent.V(), t.Type.Ref(), t.Persistent.Ref())
	}
	o.OnOffVal("display", p.Display)
	if source.Is(p.RAMFB, true) {
		o.Bool("ramfb", true, p.RAMFB.Ref())
	}
	b.hostBinding(p, name)
	return b.finish(o, d)
}

// vfioDriver is the driver of a PCI device: a boot framebuffer can't be
// unplugged.
func vfioDriver(ramfb source.Val[bool]) string {
	if source.Is(ramfb, true) {
		return "vfio-pci-nohotplug"
	}
	return "vfio-pci"
}

// hostBinding accounts for who binds a device of the host to vfio.
func (b *builder) hostBinding(p *domain.PCISource, name string) {
	ref := source.First(p.Managed.Ref(), p.DriverModel.Ref(), p.Ref)
	if b.Profile.PassFDs {
		if p.DriverModel.IsSet() || p.Managed.IsSet() {
			b.Diag.Note(source.RunTime, ref, "libvirt binds the device to vfio").Accounting(p.DriverModel.Ref())
		}
		return
	}
	b.Diag.Note(source.RunTime, ref, "the host's device has to be bound to vfio before the start").Accounting(p.DriverModel.Ref()).
		WithHint("driverctl set-override %s vfio-pci", name)
}

// usbHost is the -device for a USB device of the host.
func (b *builder) usbHost(h *domain.Hostdev) *option.Option {
	u := &h.USB
	o := option.Device("usb-host", h.Ref, h.Mode.Ref(), h.Type.Ref())
	switch {
	case !u.Bus.IsSet():
		// libvirt looks up where the device is plugged in when it starts the
		// guest; QEMU can look for it as well.
		o.Add("vendorid", option.Uint(u.Vendor.V()), u.Vendor.Ref()).Add("productid", option.Uint(u.Product.V()), u.Product.Ref())
	case b.Profile.PassFDs && b.Target.Has("usb-host.hostdevice"):
		o.Str("hostdevice", usbNode(u), u.Ref, u.Bus.Ref(), u.Device.Ref())
	default:
		b.needsFile(source.Of(usbNode(u), u.Ref), "USB device")
		o.UintVal("hostbus", u.Bus).UintVal("hostaddr", u.Device)
	}
	b.usbPresence(h)
	switch u.GuestReset.V() {
	case "off":
		o.Bool("guest-reset", false, u.GuestReset.Ref())
	case "uninitialized":
		o.Bool("guest-reset", true, u.GuestReset.Ref()).Bool("guest-resets-all", false, u.GuestReset.Ref())
	case "on":
		o.Bool("guest-reset", true, u.GuestReset.Ref()).Bool("guest-resets-all", true, u.GuestReset.Ref())
	}
	return b.finish(o, &h.Device)
}

// usbNode is the device node of a USB device of the host.
func usbNode(u *domain.USBSource) string {
	return fmt.Sprintf("/dev/bus/usb/%03d/%03d", u.Bus.V(), u.Device.V())
}

// usbPresence accounts for a policy about a device that is not plugged in: QEMU
// starts without it and takes it when it comes.
func (b *builder) usbPresence(h *domain.Hostdev) {
	policy, vendor := h.USB.StartupPolicy, h.USB.Vendor
	if policy.IsSet() {
		b.Diag.Note(source.RunTime, policy.Ref(), "whether the device is there is looked at by libvirt, not by QEMU")
	}
	if vendor.IsSet() && h.USB.Bus.IsSet() {
		b.Diag.Note(source.RunTime, vendor.Ref(), "the place of the device decides; libvirt checks its vendor").Accounting(h.USB.Product.Ref())
	}
}

// vhostSCSI is the -device for a vhost target of the host.
func (b *builder) vhostSCSI(h *domain.Hostdev) *option.Option {
	s := &h.SCSIHost
	o := b.virtio("vhost-scsi", &h.Device, s.Model).Cite(h.Mode.Ref(), h.Type.Ref(), s.Protocol.Ref())
	o.StrVal("wwpn", s.WWPN)
	if b.Profile.PassFDs {
		o.Str("vhostfd", b.fd(), h.Type.Ref())
	} else {
		b.needsFile(source.Of("/dev/vhost-scsi", h.Type.Ref()), "vhost device")
	}
	return b.finish(o, &h.Device)
}

// mdev is the -device for a mediated device of the host.
func (b *builder) mdev(h *domain.Hostdev) *option.Option {
	m := &h.Mdev
	driver := m.Model.V()
	if driver == "vfio-pci" {
		driver = vfioDriver(m.RAMFB)
	}
	o := option.Device(driver, h.Ref, h.Mode.Ref(), h.Type.Ref(), m.Model.Ref(), m.RAMFB.Ref())
	path := source.Of("/sys/bus/mdev/devices/"+m.UUID.V(), m.UUID.Ref())
	b.needsFile(path, "mediated device", m.UUID.Ref())
	o.Str("sysfsdev", path.V(), m.Ref, m.UUID.Ref())
	o.OnOffVal("display", m.Display)
	if source.Is(m.RAMFB, true) {
		o.Bool("ramfb", true, m.RAMFB.Ref())
	}
	return b.finish(o, &h.Device)
}
