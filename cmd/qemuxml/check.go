package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/hostcheck"
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

func checkCommand(u *ui) *cobra.Command {
	s, format := &settings{}, ""
	cmd := &cobra.Command{
		Use:   "check FILE|DIR... [-- ARG...]",
		Short: "Say what would go wrong, before it does",
		Long: `Say what would go wrong with the domain in each FILE: what can't be translated,
and what this host lacks for it. For a DIR, that is each *.xml below it. Nothing
is changed, and no command is printed.

The answer is on stdout. The exit status is 0 where nothing is wrong or there are
only warnings, 1 for errors, and 3 for warnings under --strict.`,
		Example: `  qemuxml check domain.xml
  qemuxml check --format sarif /etc/libvirt/qemu >check.sarif`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, s.extra = splitAtDash(cmd, args)
			if len(args) == 0 {
				return fmt.Errorf("check needs a FILE, or - for standard input")
			}
			return u.check(args, s, format)
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	chooseVar(cmd.Flags(), &format, "format", "how it is written", "text", "json", "sarif")
	return cmd
}

// check says what would go wrong with each file, in order. What it says is the
// answer, and goes to stdout.
func (u *ui) check(files []string, s *settings, format string) error {
	answers := *u
	var list bytes.Buffer
	if format == "sarif" {
		answers.out = &list
	}
	known := &abilities{known: map[string]func() *qemu.Abilities{}}
	walks := anyDir(files)
	err := answers.each(files, func() (task, error) {
		t, err := s.translation()
		return func(u *ui, file string) error {
			v := *u
			v.err, v.messages = u.out, map[bool]string{true: "text", false: "json"}[format == "text"]
			return v.checkFile(file, s, t, known, walks)
		}, err
	})
	if _, told := err.(status); err != nil && !told || format != "sarif" {
		return err
	}
	if err := writeSARIF(u.out, &list); err != nil {
		return err
	}
	return err
}

// checkFile says what would go wrong with the domain in file. Where directories
// are walked, they may hold other things of libvirt's than domains.
func (u *ui) checkFile(file string, s *settings, t *translate.Settings, known *abilities, walks bool) error {
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return err
	}
	r := s.translated(tree, t)
	if walks && r.Domain == nil && onlyOther(r.Diag) {
		return nil
	}
	if r.Diag.Errors() == 0 {
		hostOf(&r, s, t, known).Guest(guestOf(&r, s, t))
	}
	return u.verdict(file, tree, r.Diag, s.strict)
}

// onlyOther tells whether all that is wrong is that the file holds no domain.
func onlyOther(diag *source.Diags) bool {
	return !slices.ContainsFunc(diag.All(), func(d source.Diag) bool { return d.Severity == source.Error && d.ID != source.WrongRoot })
}

// guestOf is the guest of r. What libvirt makes before it starts the guest is not
// looked for.
func guestOf(r *translate.Result, s *settings, t *translate.Settings) *hostcheck.Guest {
	options := cmdline.Translated(r.Options)
	paths := pathsOf(r, options, t)
	if t.Profile.LibvirtDirs {
		paths = slices.DeleteFunc(paths, func(p hostfiles.Path) bool { return profile.IsLibvirts(p.Name) })
	}
	return &hostcheck.Guest{
		Domain: r.Domain, Options: options, Plan: r.Plan, Diag: r.Diag,
		Paths: hostfiles.WithImages(paths, lookIn(s.sysroot)),
	}
}

// hostOf is this host, as far as it can be looked at for r. What this user may do
// says nothing below a sysroot, nor where libvirt starts the guest.
func hostOf(r *translate.Result, s *settings, t *translate.Settings, known *abilities) *hostcheck.Host {
	h := &hostcheck.Host{Facts: t.Host, Stat: statIn(s.sysroot), Same: sameIn(s.sysroot), Look: lookIn(s.sysroot)}
	if s.sysroot != thisHost {
		return h
	}
	h.Program = func(name string) bool { _, err := exec.LookPath(name); return err == nil }
	if t.Profile.HostChecks {
		h.May = may
	}
	if s.version == "" && r.Emulator.MayAsk() {
		h.Emulator = known.of(r.Emulator.Path)
	}
	return h
}

func statIn(sysroot string) func(string) (fs.FileInfo, error) {
	return func(name string) (fs.FileInfo, error) { return statUnder(sysroot, name) }
}

func sameIn(sysroot string) func(a, b string) bool {
	stat := statIn(sysroot)
	return func(a, b string) bool {
		x, errX := stat(a)
		y, errY := stat(b)
		return errX == nil && errY == nil && os.SameFile(x, y)
	}
}

// may tells whether this user has access to the path called name.
func may(name string, a hostcheck.Access) bool {
	mode := map[hostcheck.Access]uint32{hostcheck.ToRead: unix.R_OK, hostcheck.ToWrite: unix.W_OK, hostcheck.ToRun: unix.X_OK}[a]
	return unix.Access(name, mode) == nil
}
