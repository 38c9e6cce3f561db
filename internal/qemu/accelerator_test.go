package qemu

import "testing"

// Before QEMU knew KVM, its guests ran on forks.
func TestAssumeFork(t *testing.T) {
	for _, c := range []struct {
		version, accelerator string
		want                 bool
	}{{"0.9.1", "kvm", true}, {"0.9.1", "qemu", false}, {"0.10", "kvm", false}, {"9.2", "kvm", false}} {
		tgt := target(c.version, X86_64)
		tgt.AssumeFork(c.accelerator)
		if tgt.Fork.Assumed != c.want || tgt.Fork.KVM != c.want {
			t.Errorf("%s on QEMU %s: %+v", c.accelerator, c.version, tgt.Fork)
		}
		if _, ok := tgt.CheckAccelerator(c.accelerator); !ok && c.accelerator == "kvm" {
			t.Errorf("QEMU %s runs no KVM guests", c.version)
		}
	}
}
