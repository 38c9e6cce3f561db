package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Features is <features>. A feature that is an element without a state is true
// where the element stands.
type Features struct {
	Ref source.Ref
	// Unknown are the elements that stand for no feature.
	Unknown []source.Ref

	ACPI, PAE, HAP, Viridian, PrivNet source.Val[bool]
	APIC                              APIC
	PMU, PVSpinlock, VMPort, VMCoreInfo,
	HTM, NestedHV, CCFAssist, RAS, PS2, AsyncTeardown source.Val[bool]
	SMM    SMM
	GIC    GIC
	HPT    HPT
	IOAPIC source.Val[string] // driver: kvm or qemu
	MSRs   source.Val[string] // unknown: ignore or fault
	CFPC   source.Val[string] // broken, workaround or fixed
	SBBC   source.Val[string] // broken, workaround or fixed
	IBS    source.Val[string] // broken, workaround, fixed-ibs, fixed-ccd or fixed-na
	AIA    source.Val[string] // none, aplic or aplic-imsic
	TCG    source.Val[uint64] // size of the translation cache, KiB
	HyperV HyperV
	KVM    KVMFeatures
}

// APIC is <apic>; EOI is whether the guest may skip a trap at the end of an
// interrupt.
type APIC struct {
	Wanted, EOI source.Val[bool]
}

// SMM is <smm>: system management mode, and how much memory only it can see.
type SMM struct {
	State source.Val[bool]
	TSEG  source.Val[uint64] // bytes
}

// GIC is <gic>: the interrupt controller of ARM guests, version 2, 3 or host.
type GIC struct {
	Wanted  source.Val[bool]
	Version source.Val[string]
}

// HPT is <hpt>: the hash page table of POWER guests.
type HPT struct {
	Wanted      source.Val[bool]
	Resizing    source.Val[string] // enabled, disabled or required
	MaxPageSize source.Val[uint64] // KiB
}

// HyperV is <hyperv>: what of Microsoft's hypervisor the guest sees.
type HyperV struct {
	Ref  source.Ref
	Mode source.Val[string] // custom or passthrough

	Relaxed, VAPIC, VPIndex, Runtime, Synic, Reset, Frequencies, Reenlightenment,
	IPI, EVMCS, AVIC, EMSRBitmap, XMMInput source.Val[bool]
	Spinlocks HyperVSpinlocks
	STimer    HyperVSTimer
	TLBFlush  HyperVTLBFlush
	VendorID  HyperVVendorID
}

// HyperVSpinlocks is <spinlocks>: Retries is how often a guest tries before it
// tells the hypervisor.
type HyperVSpinlocks struct {
	State   source.Val[bool]
	Retries source.Val[uint64]
}

// HyperVSTimer is <stimer>.
type HyperVSTimer struct {
	State, Direct source.Val[bool]
}

// HyperVTLBFlush is <tlbflush>.
type HyperVTLBFlush struct {
	State, Direct, Extended source.Val[bool]
}

// HyperVVendorID is <vendor_id>: what the guest takes for the hypervisor's maker.
type HyperVVendorID struct {
	State source.Val[bool]
	Value source.Val[string]
}

// KVMFeatures is <kvm>.
type KVMFeatures struct {
	Ref                                       source.Ref
	Hidden, HintDedicated, PollControl, PVIPI source.Val[bool]
	DirtyRing                                 DirtyRing
}

// DirtyRing is <dirty-ring>: the log of dirtied pages has Size entries.
type DirtyRing struct {
	State source.Val[bool]
	Size  source.Val[uint64]
}

// Keywrap is <keywrap>: which key wrapping an s390 guest may use.
type Keywrap struct {
	Ciphers []Cipher
}

// Cipher is a <cipher> of <keywrap>: Name is aes or dea.
type Cipher struct {
	Ref   source.Ref
	Name  source.Val[string]
	State source.Val[bool]
}
