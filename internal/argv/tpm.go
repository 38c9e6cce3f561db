package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) tpms() []*option.Option { return each(b, b.dom.Devices.TPMs, b.tpm) }

func (b *builder) tpm(t *domain.TPM) []*option.Option {
	if source.Is(t.Model, "spapr-tpm-proxy") {
		o := option.Device("spapr-tpm-proxy", t.Ref, t.Model.Ref()).StrVal("id", t.Alias)
		return []*option.Option{o.Str("host-path", t.Backend.Device.V(), t.Backend.Device.Ref(), t.Backend.Type.Ref(), t.Backend.Ref)}
	}
	backend := b.tpmBackend(t)
	driver := t.Model.V()
	if driver == "tpm-tis" && !b.Target.Arch.IsX86() {
		// Boards without ISA have it on their own bus.
		driver = "tpm-tis-device"
	}
	o := option.Device(driver, t.Ref, t.Model.Ref()).Str("tpmdev", tpmID(t), t.Backend.Ref)
	return append(backend, b.finish(o, &t.Device))
}

func tpmID(t *domain.TPM) string { return "tpm-" + t.Alias.V() }

// tpmChardev is the id of the socket to a TPM in another process.
const tpmChardev = "chrtpm"

// tpmBackend is the -tpmdev of t, after what it needs.
func (b *builder) tpmBackend(t *domain.TPM) []*option.Option {
	back := &t.Backend
	o := option.New("tpmdev", back.Ref)
	switch back.Type.V() {
	case "passthrough":
		o.Str("type", "passthrough", back.Type.Ref()).Str("id", tpmID(t), t.Ref)
		return append(b.hostTPM(o, t), o)
	case "emulator", "external":
		o.Str("type", "emulator", back.Type.Ref()).Str("id", tpmID(t), t.Ref).Str("chardev", tpmChardev, back.Ref)
		path := b.tpmSocket(t)
		socket := option.New("chardev", back.Ref).Str("backend", "socket", back.Type.Ref()).
			Str("id", tpmChardev, back.Ref).StrVal("path", path)
		if s := back.Source; s != nil {
			socket.Cite(s.Ref, s.Type.Ref(), s.Mode.Ref())
			b.charReconnect(socket, &s.Reconnect)
		}
		return []*option.Option{socket, o}
	}
	return nil
}

// hostTPM adds the host's TPM to o, and returns what passes it. QEMU finds out
// itself how to cancel commands, where nobody passes it that file.
func (b *builder) hostTPM(o *option.Option, t *domain.TPM) []*option.Option {
	dev := t.Backend.Device
	if !b.Profile.PassFDs {
		b.needsFile(dev, "TPM of the host", t.Backend.Ref)
		o.StrVal("path", dev)
		return nil
	}
	path, tpm := b.fdSet(t.Alias.V()+"-tpm", dev.Ref())
	cancelPath, cancel := b.fdSet(t.Alias.V()+"-cancel", dev.Ref())
	o.Str("path", path, dev.Ref()).Str("cancel-path", cancelPath, dev.Ref())
	return []*option.Option{tpm, cancel}
}

// tpmSocket is where the process listens that is the TPM. The emulator is
// started by libvirt, or else has to be there already.
func (b *builder) tpmSocket(t *domain.TPM) source.Val[string] {
	switch {
	case t.Backend.Source != nil:
		return t.Backend.Source.Path
	case b.Profile.LibvirtDirs:
		b.Diag.Note(source.RunTime, t.Backend.Type.Ref(), "libvirt starts swtpm, which emulates the TPM").Accounting(swtpmRefs(&t.Backend.Emulator)...)
		return source.Default("default: swtpm's socket", profile.TPMSocket(b.dom.ShortName()))
	}
	path := b.runtimeSocket("swtpm")
	b.needSwtpm(t, path)
	return source.Default("default: swtpm's socket", path)
}
