package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// proxy is the model that hands a host's TPM to the hypervisor of a POWER guest;
// it can be there beside a TPM.
const proxy = "spapr-tpm-proxy"

// tpms completes trusted platform modules (qemuDomainTPMDefPostParse).
func (r *resolver) tpms() {
	count := map[bool]int{}
	for _, t := range r.dom.Devices.TPMs {
		r.tpm(t)
		isProxy := source.Is(t.Model, proxy)
		if count[isProxy]++; count[isProxy] > 1 {
			r.Diag.Error(source.Conflict, t.Ref, "a guest can have one TPM and one TPM proxy")
		}
		r.checkTPM(t)
	}
}

func (r *resolver) tpm(t *domain.TPM) {
	x86 := r.Target.Arch.IsX86()
	switch {
	case r.Target.Arch.IsPPC64():
		t.Model.SetDefault("default: TPM model", "tpm-spapr")
	default:
		t.Model.SetDefault("default: TPM model", "tpm-tis")
	}
	switch t.Backend.Type.V() {
	case "passthrough":
		t.Backend.Device.SetDefault("default: TPM of the host", "/dev/tpm0")
	case "emulator":
		// PCs had TPM 1.2 first, and go on having it.
		if x86 && source.Is(t.Model, "tpm-tis") {
			t.Backend.Emulator.Version.SetDefault("default: TPM version", "1.2")
		}
		t.Backend.Emulator.Version.SetDefault("default: TPM version", "2.0")
	}
}

// checkTPM refuses what libvirt refuses (qemuValidateDomainDeviceDefTPM,
// virDomainTPMDevValidate).
func (r *resolver) checkTPM(t *domain.TPM) {
	b := &t.Backend
	if source.Is(t.Model, proxy) && !source.Is(b.Type, "passthrough") {
		r.Diag.Error(source.Invalid, b.Type.Ref(), "a TPM proxy needs a backend of type passthrough")
	}
	if !r.hasTPM(t.Model.V()) {
		r.Diag.Error(source.Invalid, firstRef(t.Model.Ref(), t.Ref), "%s machines have no TPM of model %s", r.Target.Arch, t.Model.V())
	}
	switch b.Type.V() {
	case "emulator":
		r.checkTPMEmulator(t)
	case "external":
		r.checkTPMSocket(b.Source)
	}
}

func (r *resolver) hasTPM(model string) bool {
	switch model {
	case "tpm-spapr":
		return r.Target.Has("tpm-spapr")
	case proxy:
		return r.Target.Arch.IsPPC64()
	case "tpm-crb":
		return r.Target.Has("tpm-crb")
	}
	return r.Target.Has("tpm-tis") || r.Target.Has("tpm-tis-device")
}

func (r *resolver) checkTPMEmulator(t *domain.TPM) {
	e := &t.Backend.Emulator
	for _, bank := range e.PCRBanks {
		switch bank.V() {
		case "sha1", "sha256", "sha384", "sha512":
		default:
			r.Diag.Error(source.UnknownValue, bank.Ref(), "no PCR bank is called %q", bank.V()).WithHint("known values: sha1, sha256, sha384, sha512")
		}
	}
	if !source.Is(e.Version, "1.2") {
		return
	}
	switch {
	case source.Is(t.Model, "tpm-crb") || source.Is(t.Model, "tpm-spapr"):
		r.Diag.Error(source.Invalid, e.Version.Ref(), "a TPM of model %s has version 2.0", t.Model.V())
	case qemu.IsARMVirt(r.dom.OS.Machine.V(), r.Target.Arch):
		r.Diag.Error(source.Invalid, e.Version.Ref(), "TPMs of ARM guests have version 2.0")
	}
	if len(e.PCRBanks) > 0 {
		r.Diag.Error(source.Invalid, e.PCRBanks[0].Ref(), "only TPMs of version 2.0 have PCR banks")
	}
	if !e.Profile.Ref.IsZero() {
		r.Diag.Error(source.Invalid, e.Profile.Ref, "only TPMs of version 2.0 have profiles")
	}
}

func (r *resolver) checkTPMSocket(s *domain.CharSource) {
	if s.Listens() {
		r.Diag.Error(source.Invalid, s.Mode.Ref(), "QEMU connects to an external TPM; it can't listen")
	}
	r.needSource(s, s.Path, "path")
}
