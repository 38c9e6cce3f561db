package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/audit"
	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/export"
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// exportSettings are the flags of export beside those of everything that
// translates.
type exportSettings struct {
	settings
	dir   string
	force bool
	// install writes units to where the service manager looks.
	install bool
	unit    export.UnitSettings
	volumes []string
}

func exportCommand(u *ui) *cobra.Command {
	s := &exportSettings{}
	cmd := &cobra.Command{
		Use:   "export FORMAT FILE [-- ARG...]",
		Short: "Write the guest out as files that work without qemuxml",
		Long: `Write the guest that the domain in FILE describes out as files that work without
qemuxml. The formats are ` + strings.Join(export.Formats(), ", ") + `.
A single file is printed, unless -o names a directory for it.
Words after -- are added to the end of QEMU's command line as they are.`,
		Example: `  qemuxml export script domain.xml > guest.sh
  qemuxml export -o . script domain.xml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, extra := splitAtDash(cmd, args)
			if len(args) != 2 {
				return fmt.Errorf("export needs a FORMAT (%s) and a FILE", strings.Join(export.Formats(), ", "))
			}
			if !slices.Contains(export.Formats(), args[0]) {
				return fmt.Errorf("unknown format %q; the formats are %s", args[0], strings.Join(export.Formats(), ", "))
			}
			if args[0] == "kubevirt" && len(extra) > 0 {
				return fmt.Errorf("words after -- are for QEMU's command line, which KubeVirt makes itself; leave them out")
			}
			return u.export(args[0], args[1], extra, s)
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	f := cmd.Flags()
	f.StringVarP(&s.dir, "output", "o", "", "write the files into `DIR`")
	f.BoolVar(&s.force, "force", false, "write over files that are there")
	f.BoolVar(&s.unit.User, "user", false, "systemd: for your own service manager, not the system's")
	f.StringVar(&s.unit.WantedBy, "wanted-by", "", "systemd: the `UNIT` that starts the guest (default: multi-user.target, of --user default.target)")
	f.BoolVar(&s.install, "install", false, "systemd: write the units to where the service manager looks for them")
	f.StringArrayVar(&s.volumes, "host-volume", nil, "nomad: the host volume that holds a directory: `NAME=DIR`")
	return cmd
}

// export writes the guest in file out in the given format.
func (u *ui) export(format, file string, extra []string, s *exportSettings) error {
	t, err := s.translation()
	if err != nil {
		return err
	}
	if s.dir, err = s.directory(format); err != nil {
		return err
	}
	if t.Emulator, err = wholePath(t.Emulator); err != nil {
		return err
	}
	if t.Profile.Frame {
		return fmt.Errorf("what libvirt runs works under libvirt only; export takes the profile run")
	}
	t.RuntimeDir, t.Profile.Prepared = export.RuntimeDir, true
	if !s.unit.User && format != "script" {
		// A guest of the system has its files where libvirt has them.
		t.NVRAMDir, t.StateDir = "", ""
	}
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return err
	}
	files, err := u.exported(format, file, tree, t, extra, s)
	if err != nil {
		return err
	}
	if err := u.writeFiles(files, s); err != nil || !s.install {
		return err
	}
	u.installed(files, s)
	return nil
}

// wholePath is the path of program from the root on: the files may be used in
// another directory. A program without a directory is looked for.
func wholePath(program string) (string, error) {
	if !strings.Contains(program, "/") {
		return program, nil
	}
	return filepath.Abs(program)
}

// isUnit tells whether name is that of a unit, with its kind (systemd.unit(5)).
func isUnit(name string) bool {
	return regexp.MustCompile(`^[A-Za-z0-9:_.\\@-]+\.(target|service|slice|socket|mount|timer|path)$`).MatchString(name)
}

// directory is where the files go; "" for where answers go.
func (s *exportSettings) directory(format string) (string, error) {
	switch {
	case format != "systemd" && (s.install || s.unit != export.UnitSettings{}):
		return "", fmt.Errorf("--install, --user and --wanted-by are for the format systemd")
	case s.unit.WantedBy != "" && !isUnit(s.unit.WantedBy):
		return "", fmt.Errorf("--wanted-by %q is the name of no unit; write it as multi-user.target", s.unit.WantedBy)
	case format != "nomad" && len(s.volumes) > 0:
		return "", fmt.Errorf("--host-volume is for the format nomad")
	case !s.install:
		return s.dir, nil
	case s.dir != "":
		return "", fmt.Errorf("--install says where the units go; leave out -o")
	case !s.unit.User:
		return "/etc/systemd/system", nil
	}
	config, err := os.UserConfigDir()
	dir := filepath.Join(config, "systemd/user")
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	return dir, err
}

// hostVolumes are the values of --host-volume, by name.
func (s *exportSettings) hostVolumes() ([]export.Volume, error) {
	dirs, err := pairs("--host-volume", "NAME=DIR", s.volumes)
	var list []export.Volume
	for _, name := range slices.Sorted(maps.Keys(dirs)) {
		list = append(list, export.Volume{Name: name, Dir: dirs[name]})
	}
	return list, err
}

// installed says how to start the units that were installed.
func (u *ui) installed(files []export.File, s *exportSettings) {
	systemctl := "systemctl"
	if s.unit.User {
		systemctl += " --user"
	}
	u.say("wrote %d units to %s", len(files), s.dir)
	u.say("to start the guest now and with the host: %s daemon-reload && %s enable --now %s", systemctl, systemctl, files[0].Name)
}

// exported are the files of the guest in tree. An error of type status was told
// already.
func (u *ui) exported(format, file string, tree *parse.Tree, t *translate.Settings, extra []string, s *exportSettings) ([]export.File, error) {
	volumes, err := s.hostVolumes()
	if err != nil {
		return nil, err
	}
	r := translate.Tree(tree, t)
	if r.Diag.Errors() > 0 {
		// What is said then is about this host, as argv says it.
		t.RuntimeDir = runtimeDir()
		return nil, u.verdict(file, tree, translate.Tree(tree, t).Diag, s.strict)
	}
	paths := hostfiles.WithImages(pathsOf(&r, cmdline.Translated(r.Options), t), lookIn(s.sysroot))
	e, err := export.Files(format, export.Input{
		Domain: r.Domain, Target: r.Target, Program: r.Emulator.Path, Env: r.Env, Options: r.Options, Extra: extra, Plan: r.Plan, Said: r.Diag.All(), Files: onDisk(paths),
		Where: func(ref source.Ref) string {
			p := tree.Position(ref)
			return fmt.Sprintf("line %d: %s", p.Line, p.Path)
		},
		Unit: s.unit, Volumes: volumes,
	})
	if err != nil {
		return nil, err
	}
	if e.Placed != nil {
		for _, d := range audit.Leftovers(tree, r.Domain.Ref.Node(), audit.Translation{Other: e.Placed, Said: e.Said.All()}) {
			e.Said.Add(d)
		}
	}
	if format == "systemd" || format == "nomad" {
		warnOfRelative(e.Said, paths)
	}
	return e.Files, u.verdict(file, tree, e.Said, s.strict)
}

// onDisk are the files and directories among paths.
func onDisk(paths []hostfiles.Path) []string {
	var names []string
	for _, p := range paths {
		if p.Kind == hostfiles.File || p.Kind == hostfiles.Folder {
			names = append(names, p.Name)
		}
	}
	return names
}

// warnOfRelative warns of paths that mean something else where a service runs.
func warnOfRelative(said *source.Diags, paths []hostfiles.Path) {
	for _, p := range paths {
		if !filepath.IsAbs(p.Name) {
			said.Warn(source.Assumed, source.First(p.From...), "%s is looked for in the directory that the service is started in, which is not this one", p.Name).
				WithHint("write the path in full, from the / on")
		}
	}
}
