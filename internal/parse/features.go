package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// state is the attribute state, on or off; an element without it says on.
func (c Cursor) state() source.Val[bool] {
	if v := c.Str("state"); v.IsSet() || !c.Ok() {
		return c.OnOff("state")
	}
	return c.present()
}

// mustState is the attribute state, which an element of this name must have.
func (c Cursor) mustState() source.Val[bool] {
	if !c.Ok() {
		return source.Val[bool]{}
	}
	c.Require("state")
	return c.OnOff("state")
}

func features(c Cursor) domain.Features {
	apic := c.Child("apic")
	return domain.Features{
		Ref:      c.Ref(),
		ACPI:     c.Child("acpi").present(),
		PAE:      c.Child("pae").present(),
		Viridian: c.Child("viridian").present(),
		PrivNet:  c.Child("privnet").present(),
		APIC:     domain.APIC{Wanted: apic.present(), EOI: apic.OnOff("eoi")},

		HAP:           c.Child("hap").state(),
		PMU:           c.Child("pmu").state(),
		PVSpinlock:    c.Child("pvspinlock").state(),
		VMPort:        c.Child("vmport").state(),
		VMCoreInfo:    c.Child("vmcoreinfo").state(),
		HTM:           c.Child("htm").mustState(),
		NestedHV:      c.Child("nested-hv").mustState(),
		CCFAssist:     c.Child("ccf-assist").mustState(),
		RAS:           c.Child("ras").mustState(),
		PS2:           c.Child("ps2").mustState(),
		AsyncTeardown: enabled(c.Child("async-teardown")),

		SMM:    smm(c.Child("smm")),
		GIC:    gic(c.Child("gic")),
		HPT:    hpt(c.Child("hpt")),
		IOAPIC: c.Child("ioapic").mustEnum("driver", "kvm", "qemu"),
		MSRs:   c.Child("msrs").mustEnum("unknown", "ignore", "fault"),
		CFPC:   c.Child("cfpc").mustEnum("value", "broken", "workaround", "fixed"),
		SBBC:   c.Child("sbbc").mustEnum("value", "broken", "workaround", "fixed"),
		IBS:    c.Child("ibs").mustEnum("value", "broken", "workaround", "fixed-ibs", "fixed-ccd", "fixed-na"),
		AIA:    c.Child("aia").mustEnum("value", "none", "aplic", "aplic-imsic"),
		TCG:    c.Child("tcg").Child("tb-cache").KiB(),
		HyperV: hyperV(c.Child("hyperv")),
		KVM:    kvmFeatures(c.Child("kvm")),
	}
}

// enabled is the attribute enabled, yes or no; an element without it says yes.
func enabled(c Cursor) source.Val[bool] {
	if v := c.Str("enabled"); v.IsSet() || !c.Ok() {
		return c.YesNo("enabled")
	}
	return c.present()
}

func smm(c Cursor) domain.SMM {
	// The unit of tseg is MiB by default.
	return domain.SMM{State: c.state(), TSEG: c.Child("tseg").Scaled(1 << 20)}
}

func gic(c Cursor) domain.GIC {
	return domain.GIC{Wanted: c.present(), Version: c.Enum("version", "2", "3", "host")}
}

func hpt(c Cursor) domain.HPT {
	return domain.HPT{
		Wanted:      c.present(),
		Resizing:    c.Enum("resizing", "enabled", "disabled", "required"),
		MaxPageSize: c.Child("maxpagesize").KiB(),
	}
}

func kvmFeatures(c Cursor) domain.KVMFeatures {
	ring := c.Child("dirty-ring")
	k := domain.KVMFeatures{
		Ref:           c.Ref(),
		Hidden:        c.Child("hidden").mustState(),
		HintDedicated: c.Child("hint-dedicated").mustState(),
		PollControl:   c.Child("poll-control").mustState(),
		PVIPI:         c.Child("pv-ipi").mustState(),
		DirtyRing:     domain.DirtyRing{State: ring.mustState()},
	}
	if source.Is(k.DirtyRing.State, true) {
		k.DirtyRing.Size = dirtyRingSize(ring)
	}
	return k
}

// dirtyRingSize reads the size of KVM's dirty ring; the limits are KVM's.
func dirtyRingSize(c Cursor) source.Val[uint64] {
	c.Require("size")
	size := c.UintMax("size", 1<<32-1)
	if n, ok := size.Get(); ok && (n < 1024 || n > 65536 || n&(n-1) != 0) {
		c.r.diag.Error(source.OutOfRange, size.Ref(), "a dirty ring can't have %d entries", n).
			WithHint("give a power of 2 from 1024 to 65536")
		return source.Val[uint64]{}
	}
	return size
}

func keywrap(c Cursor) domain.Keywrap {
	var k domain.Keywrap
	seen := map[string]bool{}
	for cipher := range c.Children("cipher") {
		x := domain.Cipher{Ref: cipher.Ref(), Name: cipher.mustEnum("name", "aes", "dea"), State: cipher.mustState()}
		if seen[x.Name.V()] {
			c.r.diag.Error(source.Duplicate, x.Name.Ref(), "the cipher %s is given twice", x.Name.V())
			continue
		}
		seen[x.Name.V()] = x.Name.IsSet()
		k.Ciphers = append(k.Ciphers, x)
	}
	return k
}
