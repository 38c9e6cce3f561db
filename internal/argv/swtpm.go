package argv

import (
	"path"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// needSwtpm says how to start the emulator of t, which listens on socket. It
// accounts for all that only swtpm is told.
func (b *builder) needSwtpm(t *domain.TPM, socket string) {
	e, key := &t.Backend.Emulator, ""
	if id, ok := e.Secret.Get(); ok {
		key = b.secretFile(id, e.Secret.Ref())
	}
	const what = "swtpm, which emulates the TPM"
	var steps []plan.Step
	if !source.Is(e.StateType, "file") {
		steps = append(steps, plan.Step{Kind: plan.Directory, What: what, Path: b.tpmState(e)})
	}
	if len(e.PCRBanks) > 0 || !e.Profile.Ref.IsZero() {
		steps = append(steps, plan.Step{Kind: plan.Command, What: what, Words: b.swtpmSetup(e, key), Package: "swtpm-tools"})
	}
	steps = append(steps, plan.Step{
		Kind: plan.Daemon, What: what, Words: b.swtpm(e, socket, key), Forks: []string{"--daemon"}, Socket: socket, Package: "swtpm",
	})
	for _, name := range []string{socket, b.tpmState(e), key} {
		if strings.Contains(name, ",") {
			b.Diag.Error(source.Invalid, source.First(e.StatePath.Ref(), t.Backend.Type.Ref()), "swtpm takes no path with a comma: %s", name).
				WithHint("the directories come from XDG_RUNTIME_DIR and XDG_STATE_HOME, or from <source path=...>")
		}
	}
	b.prepare(source.RunTime, t.Backend.Type.Ref(), what+", must run before QEMU starts", steps...).Accounting(swtpmRefs(e)...)
}

// swtpmRefs are the items of e that only swtpm is told.
func swtpmRefs(e *domain.TPMEmulator) []source.Ref {
	refs := []source.Ref{
		e.Version.Ref(), e.PersistentState.Ref(), e.Debug.Ref(), e.Secret.Ref(), e.StateType.Ref(), e.StatePath.Ref(),
		e.Profile.Ref, e.Profile.Source.Ref(), e.Profile.Name.Ref(), e.Profile.RemoveDisabled.Ref(),
	}
	for _, bank := range e.PCRBanks {
		refs = append(refs, bank.Ref())
	}
	return refs
}

// tpmState is the directory or file that the TPM's state is kept in: the XML's,
// else where libvirt keeps it, so that a guest keeps its TPM
// (qemuTPMEmulatorInitPaths). Who may not write there has it in the own home.
func (b *builder) tpmState(e *domain.TPMEmulator) string {
	version := "tpm2"
	if source.Is(e.Version, "1.2") {
		version = "tpm1.2"
	}
	dir := "/var/lib/libvirt/swtpm"
	if b.StateDir != "" {
		dir = path.Join(b.StateDir, "swtpm")
	}
	return e.StatePath.Or("default: TPM state", path.Join(dir, b.dom.Key(), version)).V()
}

// stateURI is the TPM's state as swtpm takes it.
func (b *builder) stateURI(e *domain.TPMEmulator) string {
	scheme := "dir://"
	if source.Is(e.StateType, "file") {
		scheme = "file://"
	}
	return scheme + b.tpmState(e)
}

// swtpmSetup makes a TPM of the kind asked for, encrypted with the passphrase in
// the file key, unless it is there already. One that nothing special is asked of
// makes itself.
func (b *builder) swtpmSetup(e *domain.TPMEmulator, key string) []string {
	words := []string{"swtpm_setup", "--tpm2", "--not-overwrite", "--tpmstate", b.stateURI(e)}
	if len(e.PCRBanks) > 0 {
		banks := make([]string, len(e.PCRBanks))
		for i, bank := range e.PCRBanks {
			banks[i] = bank.V()
		}
		words = append(words, "--pcr-banks", strings.Join(banks, ","))
	}
	p := &e.Profile
	switch {
	case p.Source.IsSet():
		words = append(words, "--profile-name", p.Source.V())
	case p.Name.IsSet():
		words = append(words, "--profile-name", p.Name.V())
	}
	if remove, ok := p.RemoveDisabled.Get(); ok {
		words = append(words, "--profile-remove-disabled", remove)
	}
	if key != "" {
		words = append(words, "--pwdfile", key, "--cipher", "aes-256-cbc")
	}
	return words
}

// swtpm is the TPM; it ends once QEMU does.
func (b *builder) swtpm(e *domain.TPMEmulator, socket, key string) []string {
	words := []string{"swtpm", "socket", "--terminate", "--tpmstate", "backend-uri=" + b.stateURI(e), "--ctrl", "type=unixio,path=" + socket}
	if !source.Is(e.Version, "1.2") {
		words = append(words, "--tpm2")
	}
	if key != "" {
		words = append(words, "--key", "pwdfile="+key+",mode=aes-256-cbc")
	}
	return words
}

// secretFile is the file that holds the secret called id.
func (b *builder) secretFile(id string, from source.Ref) string {
	file, ok := b.Secrets[id]
	if !ok {
		b.Diag.Error(source.NeedsLibvirt, from, "the secret %s is known to libvirt only", id).
			WithHint("write it to a file and add --secret %s=FILE", id)
	}
	return file
}
