package parse

import (
	"slices"

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

// featureNames are all features, those of other hypervisors as well
// (virDomainFeature).
var featureNames = []string{
	"acpi", "aia", "apic", "async-teardown", "capabilities", "ccf-assist", "cfpc", "gic", "hap", "hpt", "htm", "hyperv", "ibs",
	"ioapic", "kvm", "msrs", "nested-hv", "pae", "pmu", "privnet", "ps2", "pvspinlock", "ras", "sbbc", "smm", "tcg", "viridian",
	"vmcoreinfo", "vmport", "xen",
}

// Those of one hypervisor (virDomainHyperv, virDomainKVM and virDomainXen).
var (
	hyperVNames = []string{
		"avic", "emsr_bitmap", "evmcs", "frequencies", "ipi", "reenlightenment", "relaxed", "reset", "runtime", "spinlocks",
		"stimer", "synic", "tlbflush", "vapic", "vendor_id", "vpindex", "xmm_input",
	}
	kvmNames = []string{"dirty-ring", "hidden", "hint-dedicated", "poll-control", "pv-ipi"}
	xenNames = []string{"e820_host", "passthrough"}
)

// unknownFeatures are the elements inside <features> that stand for none.
func unknownFeatures(c Cursor) []source.Ref {
	list := others(c, featureNames)
	// Where all that the host has of Hyper-V is wanted, libvirt reads no names.
	if h := c.Child("hyperv"); !source.Is(h.Str("mode"), "passthrough") {
		list = append(list, others(h, hyperVNames)...)
	}
	list = append(list, others(c.Child("kvm"), kvmNames)...)
	return append(list, others(c.Child("xen"), xenNames)...)
}

// others are the elements under c with none of the names known.
func others(c Cursor, known []string) (list []source.Ref) {
	for child := range c.Children("") {
		if !slices.Contains(known, child.Name()) {
			list = append(list, child.Ref())
		}
	}
	return list
}

// features reads each feature where it stands last, as libvirt does
// (virDomainFeaturesDefParse).
func features(c Cursor) domain.Features {
	return domain.Features{
		Ref:      c.Ref(),
		Unknown:  unknownFeatures(c),
		ACPI:     c.Child("acpi").present(),
		PAE:      c.Child("pae").present(),
		Viridian: c.Child("viridian").present(),
		PrivNet:  c.Child("privnet").present(),
		APIC:     lastOf(c, "apic", apic),

		HAP:           lastOf(c, "hap", Cursor.state),
		PMU:           lastOf(c, "pmu", Cursor.state),
		PVSpinlock:    lastOf(c, "pvspinlock", Cursor.state),
		VMPort:        lastOf(c, "vmport", Cursor.state),
		VMCoreInfo:    lastOf(c, "vmcoreinfo", Cursor.state),
		HTM:           lastOf(c, "htm", Cursor.mustState),
		NestedHV:      lastOf(c, "nested-hv", Cursor.mustState),
		CCFAssist:     lastOf(c, "ccf-assist", Cursor.mustState),
		RAS:           lastOf(c, "ras", Cursor.mustState),
		PS2:           lastOf(c, "ps2", Cursor.mustState),
		AsyncTeardown: lastOf(c, "async-teardown", enabled),

		SMM:    lastOf(c, "smm", smm),
		GIC:    lastOf(c, "gic", gic),
		HPT:    lastOf(c, "hpt", hpt),
		IOAPIC: lastOf(c, "ioapic", ioapic),
		MSRs:   lastOf(c, "msrs", wanted("unknown", "ignore", "fault")),
		CFPC:   lastOf(c, "cfpc", wanted("value", "broken", "workaround", "fixed")),
		SBBC:   lastOf(c, "sbbc", wanted("value", "broken", "workaround", "fixed")),
		IBS:    lastOf(c, "ibs", wanted("value", "broken", "workaround", "fixed-ibs", "fixed-ccd", "fixed-na")),
		AIA:    lastOf(c, "aia", wanted("value", "none", "aplic", "aplic-imsic")),
		TCG:    c.Child("tcg").Child("tb-cache").KiB(),
		HyperV: hyperV(c.Child("hyperv")),
		KVM:    kvmFeatures(c.Child("kvm")),
	}
}

// lastOf reads each child of c called name and keeps the last. Those before it
// count for nothing, and that is said.
func lastOf[T any](c Cursor, name string, read func(Cursor) T) T {
	found := c.Child(name)
	value := read(found)
	for child := range c.Children(name) {
		if child == found {
			continue
		}
		c.r.diag.Warn(source.Duplicate, found.Ref(), "a later <%s> counts in place of this one", name).Inside(found.Ref())
		found, value = child, read(child)
	}
	return value
}

// wanted reads the attribute called name, which must be one of known.
func wanted(name string, known ...string) func(Cursor) source.Val[string] {
	return func(c Cursor) source.Val[string] { return c.mustEnum(name, known...) }
}

// ioapic reads <ioapic>, which without a driver asks for nothing.
func ioapic(c Cursor) source.Val[string] { return c.Enum("driver", "kvm", "qemu") }

func apic(c Cursor) domain.APIC { return domain.APIC{Wanted: c.present(), EOI: c.OnOff("eoi")} }

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
