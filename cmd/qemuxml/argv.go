package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// settings are the flags of everything that translates.
type settings struct {
	profile, version, emulator, sysroot string
	keepAlias, withoutKQEMU             bool
	format                              string
}

func argvCommand(u *ui) *cobra.Command {
	s := &settings{}
	cmd := &cobra.Command{
		Use:   "argv FILE...",
		Short: "print the QEMU command line of a domain",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			for _, f := range files {
				if err := u.argv(f, s); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&s.profile, "profile", "run", "run or libvirt")
	f.StringVar(&s.version, "qemu-version", "", "the QEMU to write for")
	f.StringVar(&s.emulator, "emulator", "", "use this emulator")
	f.StringVar(&s.sysroot, "sysroot", "/", "read host facts under this directory")
	f.BoolVar(&s.keepAlias, "keep-machine-alias", false, "leave machine aliases as they are")
	f.BoolVar(&s.withoutKQEMU, "without-kqemu", false, "the QEMU was built without kqemu")
	f.StringVar(&s.format, "format", "shell", "output format")
	return cmd
}

func (u *ui) argv(file string, s *settings) error {
	data, err := readInput(u.in, file)
	if err != nil {
		u.failf("%v", err)
		return status(exitFailed)
	}
	tree, err := parse.Read(data)
	var syn *parse.SyntaxError
	if errors.As(err, &syn) {
		fmt.Fprintf(u.err, "%s:%d:%d: error: %s [%s]\n  hint: %s\n", file, syn.Line, syn.Col, syn.Text, syn.ID, syn.Hint)
		return status(exitFailed)
	}
	version := qemu.Version{}
	if s.version != "" {
		if version, err = qemu.ParseVersion(s.version); err != nil {
			return err
		}
	}
	prof, ok := profile.Named(s.profile)
	if !ok {
		return fmt.Errorf("unknown profile %q", s.profile)
	}
	prof.KeepMachineAlias = prof.KeepMachineAlias || s.keepAlias
	facts := host.Open(os.DirFS(s.sysroot), host.Decoder{Network: parse.Network, Pool: parse.Pool})
	roots := tree.Roots()
	r := translate.Domain(tree, roots[len(roots)-1], &translate.Settings{
		Profile: prof, Version: version, WithoutKQEMU: s.withoutKQEMU, Host: facts, RuntimeDir: "/tmp",
	})
	u.diags(file, tree, r.Diag.All())
	if r.Diag.Errors() > 0 {
		return status(exitFailed)
	}
	text, err := render.Format(render.Command{Program: r.Program, Options: r.Options}, s.format)
	if err != nil {
		u.failf("%v", err)
		return status(exitFailed)
	}
	_, err = io.WriteString(u.out, text)
	return err
}

func readInput(stdin io.Reader, file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(file)
}
