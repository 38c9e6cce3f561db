package bench

import (
	"fmt"

	"github.com/beevik/etree"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// settings are those of a host on which every emulator is found.
func settings() *translate.Settings {
	return &translate.Settings{
		Profile: profile.Run, Version: qemu.Newest, HostArch: qemu.X86_64, RuntimeDir: "/run/user/1000",
		Look: binaries.Lookup{Exists: func(string) bool { return true }},
	}
}

// Whole is all the work, from bytes to bytes. refused tells that the domain has
// no command line.
func Whole(data []byte) (text string, refused bool, err error) {
	tree, err := parse.Read(data)
	if err != nil {
		return "", false, err
	}
	r := translate.Tree(tree, settings())
	if r.Diag.Errors() > 0 {
		for _, d := range r.Diag.All() {
			tree.Position(d.Ref)
		}
		return "", true, nil
	}
	text, err = render.Format(render.Command{Program: r.Emulator.Path, Options: r.Options}, "shell")
	return text, false, err
}

// Etree is the floor: the XML library alone.
func Etree(data []byte) error { return etree.NewDocument().ReadFromBytes(data) }

// mustWhole is Whole of a domain that has a command line.
func mustWhole(data []byte) error {
	_, refused, err := Whole(data)
	if err == nil && refused {
		return fmt.Errorf("the domain is refused")
	}
	return err
}
