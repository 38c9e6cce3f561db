package domain

import "github.com/qemuxml/qemuxml/internal/source"

// TPM is a trusted platform module, <tpm>.
type TPM struct {
	Device
	// Model is tpm-tis, tpm-crb, tpm-spapr or spapr-tpm-proxy.
	Model   source.Val[string]
	Backend TPMBackend
}

// TPMBackend is what does the work of a TPM.
type TPMBackend struct {
	Ref source.Ref
	// Type is passthrough, emulator or external.
	Type source.Val[string]
	// Device is the host's TPM, of type passthrough.
	Device source.Val[string]
	// Source is the socket of type external.
	Source *CharSource
	// Emulator is how swtpm is to run, of type emulator.
	Emulator TPMEmulator
}

// TPMEmulator is what the program swtpm is told. Nothing of it goes to QEMU.
type TPMEmulator struct {
	Version         source.Val[string] // 1.2 or 2.0
	PersistentState source.Val[bool]
	Debug           source.Val[uint64]
	// Secret is the UUID of the passphrase that the state is encrypted with.
	Secret source.Val[string]
	// PCRBanks are the hashes that are active: sha1, sha256, sha384, sha512.
	PCRBanks []source.Val[string]
	// StateType is dir or file, StatePath where the state is kept.
	StateType, StatePath source.Val[string]
	Profile              TPMProfile
}

// TPMProfile is the <profile> that a TPM 2.0 is made with.
type TPMProfile struct {
	Ref            source.Ref
	Source, Name   source.Val[string]
	RemoveDisabled source.Val[string] // check, fips-host
}
