package hostfiles

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// helpers adds what is used around QEMU: by the steps before its start, and by
// programs that serve it.
func (l *list) helpers() {
	if l.Plan != nil {
		for i := range l.Plan.Steps {
			l.step(&l.Plan.Steps[i])
		}
	}
	if l.Domain == nil {
		return
	}
	for _, f := range l.Domain.Devices.Filesystems {
		if source.Is(f.Driver.Type, "virtiofs") && !f.Socket.IsSet() {
			l.add(Path{Name: f.Source.V(), Kind: Folder, Use: virtiofsUse(f), By: "virtiofsd", From: []source.Ref{f.Source.Ref()}})
		}
	}
	for _, t := range l.Domain.Devices.TPMs {
		l.tpmState(&t.Backend.Emulator)
	}
}

// step adds what one step before the start uses.
func (l *list) step(s *plan.Step) {
	from := []source.Ref{s.From}
	switch s.Kind {
	case plan.Directory:
		l.add(Path{Name: s.Path, Kind: Folder, Use: Creates, From: from})
	case plan.Copy:
		l.add(Path{Name: s.Template, Kind: File, Use: Reads, From: from})
		l.add(Path{Name: s.Path, Kind: File, Use: Creates, From: from})
	case plan.Command, plan.Daemon:
		if path.IsAbs(s.Words[0]) {
			l.add(Path{Name: s.Words[0], Kind: File, Use: Runs, From: from})
		}
	}
}

func virtiofsUse(f *domain.Filesystem) Use {
	if !f.ReadOnly.IsZero() {
		return Reads
	}
	return Writes
}

// tpmState adds where the XML has swtpm keep a TPM's state.
func (l *list) tpmState(e *domain.TPMEmulator) {
	p := Path{Name: e.StatePath.V(), Kind: Folder, Use: Creates, By: "swtpm", From: []source.Ref{e.StatePath.Ref()}}
	if source.Is(e.StateType, "file") {
		p.Kind = File
	}
	l.add(p)
}
