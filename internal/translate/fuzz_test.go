package translate

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
)

// FuzzTranslate holds that no XML makes a translation panic, and that each
// command line that comes out can be written, twice the same.
func FuzzTranslate(f *testing.F) {
	cases, err := filepath.Glob("../../testdata/*/in.xml")
	if err != nil || len(cases) == 0 {
		f.Fatalf("no cases to start from: %v", err)
	}
	for i, c := range cases {
		data, err := os.ReadFile(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, i%2 == 0, uint8(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, libvirt bool, release uint8) {
		if first, second := commandLine(t, data, libvirt, release), commandLine(t, data, libvirt, release); first != second {
			t.Errorf("the same input gave\n%s\nand then\n%s", first, second)
		}
	})
}

// releases are those to write for: each shape of the command line has one.
var releases = []qemu.Version{qemu.V(0, 9), qemu.V(0, 12), qemu.V(1, 5), qemu.V(2, 6), qemu.V(4, 1), qemu.V(4, 2), qemu.V(6, 2), qemu.V(9, 0), qemu.Newest}

func commandLine(t *testing.T, data []byte, libvirt bool, release uint8) string {
	t.Helper()
	tree, err := parse.Read(data)
	if err != nil {
		return ""
	}
	s := &Settings{
		Profile: profile.Run, Version: releases[int(release)%len(releases)], HostArch: qemu.X86_64, RuntimeDir: "/run",
		Look: binaries.Lookup{Path: func(string) (string, bool) { return "", false }, Exists: func(string) bool { return true }},
	}
	if libvirt {
		s.Profile = profile.Libvirt
	}
	r := Tree(tree, s)
	for _, d := range r.Diag.All() {
		tree.Position(d.Ref)
	}
	if r.Domain == nil || r.Diag.Errors() > 0 {
		return ""
	}
	text, err := render.Format(render.Command{Env: r.Env, Program: r.Emulator.Path, Options: r.Options}, "json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}
