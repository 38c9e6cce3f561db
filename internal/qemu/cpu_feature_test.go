package qemu

import (
	"slices"
	"testing"
)

func TestCPUFeature(t *testing.T) {
	for _, c := range []struct {
		version    string
		arch       Arch
		name, want string
	}{
		{"9.2", X86_64, "lahf_lm", "lahf-lm"},
		{"9.2", X86_64, "pclmuldq", "pclmulqdq"},
		{"9.2", X86_64, "avx512-vpopcntdq", "avx512-vpopcntdq"},
		{"2.3", X86_64, "tsc-deadline", "tsc_deadline"},
		{"9.2", S390X, "msa9_pckmo", "msa9_pckmo"},
	} {
		if got := target(c.version, c.arch).CPUFeature(c.name); got != c.want {
			t.Errorf("QEMU %s for %s: CPUFeature(%q) = %q, want %q", c.version, c.arch, c.name, got, c.want)
		}
	}
}

func TestCPUFeaturesAreSortedOnPCs(t *testing.T) {
	names := X86_64.CPUFeatures()
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("the CPU features of the PC are out of order, or given twice")
	}
}

func TestLacksCPU(t *testing.T) {
	for _, c := range []struct {
		arch  Arch
		model string
		want  bool
	}{
		{X86_64, "EPYC-Milan", false},
		{X86_64, "EPYC-Milan-v2", false},
		{X86_64, "EPYC-Mlan", true},
		{X86_64, "EPYC-Mlan-v2", true},
		{AArch64, "cortex-a99", false},
	} {
		if got := target("9.2", c.arch).LacksCPU(c.model); got != c.want {
			t.Errorf("%s: LacksCPU(%q) = %t", c.arch, c.model, got)
		}
	}
}

func TestOverride(t *testing.T) {
	tgt := target("9.2", X86_64)
	if tgt.Override("no-such-feature", true) {
		t.Error("a feature that is none was overridden")
	}
	if !tgt.Override("netdev.json", false) || tgt.Has("netdev.json") {
		t.Error("the target still has what was taken from it")
	}
	if tgt.Override("hyperv.avic", true); !tgt.Has("hyperv.avic") {
		t.Error("the target lacks what was given to it")
	}
}
