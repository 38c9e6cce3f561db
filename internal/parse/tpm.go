package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func tpm(c Cursor) *domain.TPM {
	t := &domain.TPM{Device: device(c), Model: c.Enum("model", "tpm-tis", "tpm-crb", "tpm-spapr", "spapr-tpm-proxy")}
	backends := 0
	for b := range c.Children("backend") {
		if backends++; backends > 1 {
			c.r.diag.Error(source.Conflict, b.Ref(), "a TPM has one backend only")
			break
		}
		t.Backend = tpmBackend(b)
	}
	if backends == 0 {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<tpm> needs a <backend>")
	}
	return t
}

func tpmBackend(c Cursor) domain.TPMBackend {
	b := domain.TPMBackend{Ref: c.Ref(), Type: c.Enum("type", "passthrough", "emulator", "external")}
	switch b.Type.V() {
	case "passthrough":
		b.Device = c.Child("device").Str("path")
	case "emulator":
		b.Emulator = tpmEmulator(c)
	case "external":
		b.Source = tpmSource(c.Child("source"))
	default:
		c.Require("type")
	}
	return b
}

// tpmSource reads the socket of an external TPM, whose type stands on <source>
// itself.
func tpmSource(c Cursor) *domain.CharSource {
	s := &domain.CharSource{Ref: c.Ref(), Type: c.Enum("type", domain.CharUNIX)}
	if !s.Type.IsSet() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "an external TPM needs a <source type='unix'>")
		return s
	}
	charAddress(c, s)
	return s
}

func tpmEmulator(c Cursor) domain.TPMEmulator {
	e := domain.TPMEmulator{
		Version:         c.Enum("version", "1.2", "2.0"),
		PersistentState: c.YesNo("persistent_state"),
		Debug:           c.UintMax("debug", 1<<32-1),
		Profile:         tpmProfile(c.Child("profile")),
	}
	if enc := c.Child("encryption"); enc.Ok() {
		e.Secret = c.r.uuid(enc.Require("secret"))
	}
	for bank := range c.Child("active_pcr_banks").Children("") {
		e.PCRBanks = append(e.PCRBanks, source.Of(bank.Name(), bank.Ref()))
	}
	if src := c.Child("source"); src.Ok() {
		e.StateType, e.StatePath = src.Enum("type", "file", "dir"), src.Require("path")
	}
	return e
}

func tpmProfile(c Cursor) domain.TPMProfile {
	if !c.Ok() {
		return domain.TPMProfile{}
	}
	return domain.TPMProfile{
		Ref: c.Ref(), Source: c.Str("source"), Name: c.Str("name"),
		RemoveDisabled: c.Enum("removeDisabled", "check", "fips-host"),
	}
}
