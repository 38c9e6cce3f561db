package qemu

import "testing"

// TestMemoryFit holds that what is given instead is taken, and what is taken is
// left alone.
func TestMemoryFit(t *testing.T) {
	for _, c := range []struct {
		machine string
		arch    Arch
		kib     uint64
		want    uint64
	}{
		{"versatilepb", ARMv7L, 128 * mib, 128 * mib},
		{"versatilepb", AArch64, 4 * gib, 256 * mib},
		{"raspi3b", AArch64, 1, 1 * gib},
		{"raspi3b", AArch64, 8 * gib, 1 * gib},
		{"cubieboard", ARMv7L, 700 * mib, 512 * mib},
		{"cubieboard", ARMv7L, 64 * mib, 512 * mib},
		{"romulus-bmc", ARMv7L, 3 * gib, 1 * gib},
		{"romulus-bmc", ARMv7L, 256 * mib, 256 * mib},
		{"powernv9", PPC64, 256 * mib, 1 * gib},
		{"powernv9", PPC64, 64 * gib, 64 * gib},
		{"virt", LoongArch64, 512 * mib, 1 * gib},
		{"virt", AArch64, 512 * mib, 512 * mib},
		{"malta", MIPSEL, 4 * gib, 2 * gib},
		{"SS-5", SPARC, 1 * gib, 256 * mib},
		{"SS-20", SPARC, 1 * gib, 1 * gib},
		{"q35", X86_64, 1 << 40, 1 << 40},
	} {
		got := Memory(c.machine, c.arch).Fit(c.kib)
		if got != c.want {
			t.Errorf("%s of %s: %d KiB became %d, want %d", c.machine, c.arch, c.kib, got, c.want)
		}
		if again := Memory(c.machine, c.arch).Fit(got); again != got {
			t.Errorf("%s of %s: %d KiB fit, and became %d", c.machine, c.arch, got, again)
		}
	}
}
