package argv

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// accel is what runs the guest's code.
func (b *builder) accel() []*option.Option {
	t := b.dom.Type
	if lack, ok := b.Target.CheckAccelerator(b.accelerator()); t.IsSet() && !ok {
		b.Diag.Error(source.NeedsQEMU, t.Ref(), "%s", lack.Why).WithHint("write <domain type='kvm'>, or 'qemu' for emulation")
		return nil
	}
	switch t.V() {
	case "qemu":
		return b.accelTCG(t)
	case "kvm":
		return b.accelKVM(t)
	case "kqemu":
		return b.accelKQEMU(t)
	case "hvf":
		return []*option.Option{option.New("accel", t.Ref()).StrVal("accel", t)}
	}
	return nil
}

// accelerator is QEMU's name of what runs the guest.
func (b *builder) accelerator() string {
	if source.Is(b.dom.Type, "qemu") {
		return "tcg"
	}
	return b.dom.Type.V()
}

// accelTCG asks for emulation where that is not what QEMU does by itself: a
// build with kqemu uses it, until 0.11 turned that round.
func (b *builder) accelTCG(t source.Val[string]) []*option.Option {
	switch {
	case b.Target.HasFlag("accel"):
		o := option.New("accel", t.Ref()).Str("accel", "tcg", t.Ref())
		if cache := b.dom.Features.TCG; cache.V() > 0 {
			o.Str("tb-size", strconv.FormatUint(cache.V()/1024, 10), cache.Ref())
		}
		return []*option.Option{o}
	}
	return b.notByDefault(t)
}

// notByDefault keeps QEMU from what it was built to use without being asked:
// kqemu, or KVM in its forks.
func (b *builder) notByDefault(t source.Val[string]) []*option.Option {
	var opts []*option.Option
	if b.Target.KQEMU && b.Target.HasFlag("no-kqemu") {
		opts = append(opts, option.New("no-kqemu", t.Ref()))
	}
	if b.Target.Fork.KVM && b.Target.HasFlag("no-kvm") {
		opts = append(opts, option.New("no-kvm", t.Ref()))
	}
	if opts == nil {
		b.asDefault("what QEMU does unasked", t.Ref())
	}
	return opts
}

func (b *builder) accelKVM(t source.Val[string]) []*option.Option {
	ring := &b.dom.Features.KVM.DirtyRing
	switch {
	case b.Target.HasFlag("accel") && (!b.Profile.ShortMachine || ring.State.V()):
		o := option.New("accel", t.Ref()).Str("accel", "kvm", t.Ref())
		if ring.State.V() {
			o.Uint("dirty-ring-size", ring.Size.V(), ring.State.Ref(), ring.Size.Ref())
		}
		return []*option.Option{o}
	case b.Target.HasFlag("enable-kvm") && !b.machineSaysAccel():
		return []*option.Option{option.New("enable-kvm", t.Ref())}
	}
	if b.Target.Fork.KVM {
		b.asDefault("the forks for KVM use it by themselves", t.Ref())
	}
	return nil
}

// accelKQEMU asks for kqemu, which only a QEMU built with it has.
func (b *builder) accelKQEMU(t source.Val[string]) []*option.Option {
	switch {
	case !b.Target.KQEMU:
		b.Diag.Error(source.NeedsQEMU, t.Ref(), "this QEMU %s was built without kqemu", b.Target.Version).
			WithHint("write <domain type='qemu'> for emulation")
	case b.Target.HasFlag("enable-kqemu"):
		return []*option.Option{option.New("enable-kqemu", t.Ref())}
	}
	b.asDefault("what QEMU does unasked", t.Ref())
	return nil
}

// machineSaysAccel tells whether -machine names the accelerator, as libvirt had
// it before there was a switch for that.
func (b *builder) machineSaysAccel() bool {
	return !b.Profile.ShortMachine && b.Target.Has("machine.accel") && !b.Target.HasFlag("accel")
}

// accelMachine adds the accelerator to the -machine o.
func (b *builder) accelMachine(o *option.Option) {
	if b.machineSaysAccel() {
		o.Str("accel", b.accelerator(), b.dom.Type.Ref())
	}
}
