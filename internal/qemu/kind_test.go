package qemu

import "testing"

func TestKind(t *testing.T) {
	for _, c := range []struct {
		arch    Arch
		machine string
		want    Kind
	}{
		{X86_64, "pc", KindI440FX},
		{X86_64, "pc-i440fx-9.2", KindI440FX},
		{X86_64, "pc-0.12", KindI440FX},
		{I686, "pc-q35-rhel9.4.0", KindQ35},
		{X86_64, "isapc", KindOther},
		{X86_64, "virt", KindOther},
		{AArch64, "virt-9.1", KindARMVirt},
		{AArch64, "virtual", KindOther},
		{RISCV64, "virt", KindRISCVVirt},
		{LoongArch64, "virt", KindLoongArchVirt},
		{PPC64LE, "pseries-8.2", KindPSeries},
		{PPC64, "powernv9", KindOther},
		{S390X, "s390-ccw-virtio-9.1", KindS390CCW},
	} {
		target := &Target{Version: Newest, Arch: c.arch}
		if got := target.Kind(c.machine); got != c.want {
			t.Errorf("%s on %s is kind %d, want %d", c.machine, c.arch, got, c.want)
		}
	}
}
