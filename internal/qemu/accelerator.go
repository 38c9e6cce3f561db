package qemu

import "slices"

// acceleratorRow is an accelerator, and what to write where it is gone.
type acceleratorRow struct {
	row
	instead string
}

// accelerators are all that ever were. Source: QEMU's accel/ and
// docs/about/removed-features.rst. qvm86 never was part of QEMU: its patches
// ended with 0.8.
var accelerators = [...]acceleratorRow{
	{row{"hax", v2_9, v8_2, onX86}, "-accel whpx on Windows, -accel hvf on macOS"},
	{row{"hvf", v2_12, still, onX86}, ""},
	{row{"hvf", v6_2, still, onAArch64}, ""},
	{row{"kqemu", ever, v0_12, onX86}, "-accel kvm"},
	{row{"kvm", v0_10, still, all}, ""},
	{row{"mshv", v10_2, still, onX86}, ""},
	{row{"nitro", v11_1, still, onX86 | onAArch64}, ""},
	{row{"nvmm", v6_1, still, onX86}, ""},
	{row{"qtest", v1_1, still, all}, ""},
	{row{"qvm86", ever, v0_9, onX86}, "-accel kvm"},
	{row{"tcg", ever, still, all}, ""},
	{row{"whpx", v2_12, still, onX86}, ""},
	{row{"xen", v0_11, still, onX86 | onARMs}, ""},
}

// CheckAccelerator tells what is wrong with running a guest by the accelerator
// called name on t.
func (t *Target) CheckAccelerator(name string) (l Lack, ok bool) {
	l = Lack{Why: "QEMU has no accelerator " + name}
	for _, a := range accelerators {
		switch {
		case a.name != name:
		case a.span().holds(t) || name == "kvm" && t.Fork.KVM:
			return Lack{}, true
		default:
			l = a.span().lack(t, "accelerator "+name, a.instead)
		}
	}
	return l, false
}

func isAccelerator(name string) bool {
	return slices.ContainsFunc(accelerators[:], func(a acceleratorRow) bool { return a.name == name })
}
