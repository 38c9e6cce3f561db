package main

import (
	"path/filepath"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// untrusted reports what the XML of r has run that may be anything.
func untrusted(r *translate.Result) {
	if e := &r.Emulator; e.From.Node() != 0 && !e.MayAsk() {
		r.Diag.Error(source.NotTrusted, e.From, "the XML names the emulator %s, which need not be QEMU: it has no name of QEMU's, or lies where anyone may have put it", e.Path).
			WithHint("give --emulator %s if you know it, or --trust", e.Path)
	}
	var refs []source.Ref
	for _, a := range r.Domain.QEMU.Args {
		refs = append(refs, a.Ref())
	}
	for _, e := range r.Domain.QEMU.Env {
		refs = append(refs, e.Ref)
	}
	if len(refs) > 0 {
		r.Diag.Error(source.NotTrusted, refs[0], "<qemu:commandline> has words of its own for QEMU, which can read, write and run whatever you can").
			WithHint("read them, then give --trust")
	}
	untrustedHelpers(r)
}

// untrustedHelpers reports programs that the XML names, beside the emulator.
func untrustedHelpers(r *translate.Result) {
	var programs []source.Val[string]
	for _, n := range r.Domain.Devices.Interfaces {
		programs = append(programs, n.Script, n.DownScript)
	}
	for _, f := range r.Domain.Devices.Filesystems {
		if p := f.Virtiofs.Path; filepath.Base(p.V()) != "virtiofsd" || !binaries.OfSystem(p.V()) {
			programs = append(programs, p)
		}
	}
	for _, p := range programs {
		if p.V() != "" {
			r.Diag.Error(source.NotTrusted, p.Ref(), "the XML has the program %s run, which may be anything", p.V()).WithHint("look at it, then give --trust")
		}
	}
}
