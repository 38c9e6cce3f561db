package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// virtualCSS is the channel subsystem of virtio devices.
// Source: VIRTUAL_CSSID in QEMU's include/hw/s390x/css.h.
const virtualCSS = 0xfe

// ccwPlace is an address on a channel: subsystem, subchannel set, device.
type ccwPlace struct{ css, set, dev uint64 }

// channelAddresses puts the virtio devices of IBM Z guests on channels, and
// numbers them. Source: qemuDomainAssignS390Addresses.
func (r *resolver) channelAddresses() {
	if !r.is(qemu.IsS390CCW) {
		return
	}
	const rule = "address: next free channel device"
	for d := range r.dom.Devices.All() {
		if unplaced(d.Info()) && (isVirtio(d) || onChannelOnly(d)) {
			d.Info().Address.Type = source.Default(rule, domain.AddressCCW)
		}
	}
	taken := r.givenChannels()
	next := ccwPlace{css: virtualCSS}
	for d := range r.dom.Devices.All() {
		a := &d.Info().Address
		if !a.Is(domain.AddressCCW) || a.CCW.DevNo.IsSet() {
			continue
		}
		for taken[next] {
			next.increment()
		}
		taken[next] = true
		a.CCW = domain.CCWAddress{CSSID: source.Default(rule, next.css), SSID: source.Default(rule, next.set), DevNo: source.Default(rule, next.dev)}
	}
}

func (p *ccwPlace) increment() {
	if p.dev++; p.dev > 0xffff {
		p.dev = 0
		p.set++
	}
}

// givenChannels are the places that the XML gives.
func (r *resolver) givenChannels() map[ccwPlace]bool {
	taken := map[ccwPlace]bool{}
	for d := range r.dom.Devices.All() {
		a := &d.Info().Address
		if !a.Is(domain.AddressCCW) || !a.CCW.DevNo.IsSet() {
			continue
		}
		at := ccwPlace{a.CCW.CSSID.V(), a.CCW.SSID.V(), a.CCW.DevNo.V()}
		if taken[at] {
			r.Diag.Error(source.Duplicate, a.Ref, "the channel device %x.%x.%04x is taken already", at.css, at.set, at.dev).
				WithHint("leave the address out to have a free one chosen")
		}
		taken[at] = true
	}
	return taken
}

// isVirtio tells whether d is a virtio device that may sit on a channel or on
// the platform bus instead of PCI. Source: qemuDomainPrimeVirtioDeviceAddresses.
func isVirtio(d domain.AnyDevice) bool {
	switch d := d.(type) {
	case *domain.Disk:
		return d.Target.Bus.V() == "virtio"
	case *domain.Interface:
		return d.IsVirtio()
	case *domain.Video:
		return d.Model.V() == "virtio"
	case *domain.Sound:
		return d.Model.V() == "virtio"
	case *domain.Input:
		return d.Bus.V() == "virtio"
	case *domain.Controller:
		return d.Type.V() == "virtio-serial" || d.Type.V() == "scsi"
	case *domain.Hostdev:
		return d.Type.V() == domain.HostdevSCSIHost
	case *domain.Memballoon:
		return d.Model.V() != "none"
	case *domain.MemoryDevice:
		return d.Model.V() == "virtio-mem" || d.Model.V() == "virtio-pmem"
	case *domain.RNG, *domain.Crypto:
		return true
	}
	return false
}

// onChannelOnly tells whether d is a device for which libvirt knows channels,
// but no platform bus.
func onChannelOnly(d domain.AnyDevice) bool {
	switch d := d.(type) {
	case *domain.Filesystem:
		return d.Driver.Type.V() != "mtp"
	case *domain.Vsock:
		return true
	case *domain.Hostdev:
		return d.Type.V() == domain.HostdevMdev && d.Mdev.Model.V() == "vfio-ccw"
	}
	return false
}
