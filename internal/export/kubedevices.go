package export

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// devices are those that are there once or not at all, and the inputs.
func (k kube) devices() kubeDevices {
	d := &k.Domain.Devices
	k.place(d.Ref)
	k.diag.Info(source.NoMeaning, d.Emulator.Ref(), "KubeVirt brings a QEMU of its own")
	list := kubeDevices{Graphics: len(d.Graphics) > 0, Serial: len(d.Serials)+len(d.Consoles) > 0, Balloon: k.balloon()}
	if len(d.Graphics) > 0 && source.Is(d.Graphics[0].Type, domain.GraphicsVNC) {
		// KubeVirt's own screen is VNC on a socket of its choice.
		v := d.Graphics[0]
		k.place(v.Ref, v.Type.Ref(), v.AutoPort.Ref())
	}
	if len(d.RNGs) > 0 && source.Is(d.RNGs[0].Backend.Model, "random") {
		r := d.RNGs[0]
		k.place(r.Ref, r.Model.Ref(), r.Backend.Ref, r.Backend.Model.Ref())
		if source.Is(r.Backend.Path, "/dev/urandom") {
			k.place(r.Backend.Path.Ref()) // what KubeVirt takes
		}
		list.RNG = &struct{}{}
	}
	for _, t := range d.TPMs {
		if source.Is(t.Backend.Type, "emulator") && !source.Is(t.Backend.Emulator.Version, "1.2") {
			k.place(t.Ref, t.Backend.Ref, t.Backend.Type.Ref(), t.Backend.Emulator.Version.Ref())
			if source.Is(t.Model, "tpm-crb") {
				k.place(t.Model.Ref()) // what KubeVirt makes of a persistent one
			}
			list.TPM = &kubeTPM{Persistent: true}
		}
	}
	for _, w := range d.Watchdogs {
		if a := w.Action.V(); source.Is(w.Model, "i6300esb") && (a == "reset" || a == "shutdown" || a == "poweroff") {
			k.place(w.Ref, w.Model.Ref(), w.Action.Ref())
			list.Watchdog = &kubeWatchdog{Name: "watchdog", I6: kubeAction{a}}
		}
	}
	for _, i := range d.Inputs {
		if bus := i.Bus.V(); source.Is(i.Type, "tablet") && (bus == "usb" || bus == "virtio") {
			k.place(i.Ref, i.Type.Ref(), i.Bus.Ref())
			list.Inputs = append(list.Inputs, kubeInput{fmt.Sprintf("tablet%d", len(list.Inputs)), "tablet", bus})
		}
	}
	return list
}

func (k kube) balloon() bool {
	b := k.Domain.Devices.Memballoon
	if b == nil {
		return false
	}
	k.place(b.Ref, b.Model.Ref())
	return b.Model.V() != "none"
}

// disks are the disks that are images on the host. KubeVirt reads raw images
// only.
func (k kube) disks(s *kubeSpec) {
	for _, d := range k.Domain.Devices.Disks {
		bus, kind := d.Target.Bus.V(), d.Kind.V()
		known := bus == "virtio" || bus == "sata" || bus == "scsi" || bus == "usb"
		if !d.Source.Is(domain.StorageFile) || d.Source.Path.V() == "" || !known || kind != "disk" && kind != "cdrom" {
			continue
		}
		k.place(d.Ref, d.Kind.Ref(), d.Source.Type.Ref(), d.Source.Ref, d.Source.Path.Ref(), d.Source.Format.Ref(), d.Driver.Ref, d.Driver.Name.Ref(), d.Target.Ref, d.Target.Dev.Ref(), d.Target.Bus.Ref())
		if f := d.Source.Format; f.V() != "raw" && kind == "disk" {
			k.diag.Warn(source.NotTranslated, source.First(f.Ref(), d.Ref), "KubeVirt reads raw images only; %s is of format %s", d.Source.Path.V(), f.V()).
				WithHint("convert it with qemu-img, or import it into a volume with virtctl image-upload and name that volume")
			continue
		}
		name := label(d.Target.Dev.V())
		disk := kubeDisk{Name: name, BootOrder: use(k, d.Boot.Order), Serial: use(k, d.Serial)}
		target := &kubeTarget{Bus: bus, ReadOnly: use(k, d.ReadOnly)}
		if kind == "cdrom" {
			disk.CDROM = target
		} else {
			disk.Disk = target
		}
		if c := d.Driver.Cache.V(); c == "none" || c == "writethrough" || c == "writeback" {
			disk.Cache = use(k, d.Driver.Cache)
		}
		s.Domain.Devices.Disks = append(s.Domain.Devices.Disks, disk)
		s.Volumes = append(s.Volumes, kubeVolume{name, kubeHostDisk{d.Source.Path.V(), "Disk"}})
	}
}

// interfaces are those on the network of the pod, which the first of a user's or
// of libvirt's default network becomes, and those on a network of Multus'.
func (k kube) interfaces(s *kubeSpec) {
	for i, n := range k.Domain.Devices.Interfaces {
		name, network := fmt.Sprintf("net%d", i), n.Source.Network.V()
		face := kubeInterface{Name: name}
		on := kubeNetwork{Name: name}
		switch {
		case (n.Type.V() == domain.InterfaceUser || network == "default") && !s.Domain.Devices.Pod:
			s.Domain.Devices.Pod = true
			face.Masquerade, on.Pod = &struct{}{}, &struct{}{}
		case n.Type.V() == domain.InterfaceNetwork, n.Type.V() == domain.InterfaceBridge:
			if network == "" {
				network = n.Source.Bridge.V()
			}
			ref := source.First(n.Source.Network.Ref(), n.Source.Bridge.Ref(), n.Ref)
			k.diag.Note(source.Assumed, ref, "a NetworkAttachmentDefinition called %s must be there", label(network))
			face.Bridge, on.Multus = &struct{}{}, &kubeMultus{label(network)}
		default:
			continue
		}
		switch n.Model.V() {
		case "virtio", "e1000", "e1000e", "ne2k_pci", "pcnet", "rtl8139":
			face.Model = use(k, n.Model)
		}
		face.MAC, face.BootOrder = use(k, n.MAC), use(k, n.Boot.Order)
		k.place(n.Ref, n.Type.Ref(), n.Source.Ref, n.Source.Network.Ref(), n.Source.Bridge.Ref())
		s.Domain.Devices.Interfaces = append(s.Domain.Devices.Interfaces, face)
		s.Networks = append(s.Networks, on)
	}
}
