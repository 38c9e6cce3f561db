// Package golden runs the cases under testdata: domain XML beside the command
// line, or the refusal, that it must become.
//
// A case is a directory:
//
//	conf       key: value lines: why (required), profile (run), qemu (newest),
//	           host (a directory of hosts/, the files of the host; none),
//	           kept (anything: a domain that libvirt has had for long, see
//	           profile.NewDomain; no)
//	           now (seconds since 1970, and those that local time is ahead; unknown)
//	           networks (NAME=bridge:BR or NAME=user, with spaces between; none)
//	           secrets (ID=FILE, with spaces between; none)
//	in.xml     the domain
//	want.args  the command line, an option a line
//	want.err   what is said instead, or beside it: severity, ID, position, text
//	want.explain  what explain prints; only where a case has this file
//
// go test ./internal/golden -update rewrites the want files.
package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/explain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
	"github.com/qemuxml/qemuxml/internal/tty"
)

var update = flag.Bool("update", false, "rewrite the want files")

const root = "../../testdata"

func TestGolden(t *testing.T) {
	dirs, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, d := range dirs {
		t.Run(d.Name(), func(t *testing.T) {
			conf := readConf(t, filepath.Join(root, d.Name()))
			used[conf["host"]] = true
			runCase(t, filepath.Join(root, d.Name()), conf)
		})
	}
	refuseUnused(t, used)
}

// refuseUnused fails for hosts that no case is on.
func refuseUnused(t *testing.T, used map[string]bool) {
	t.Helper()
	dirs, err := filepath.Glob("hosts/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		if !used[filepath.Base(d)] {
			t.Errorf("%s is used by no case", d)
		}
	}
}

func runCase(t *testing.T, dir string, conf conf) {
	data, err := os.ReadFile(filepath.Join(dir, "in.xml"))
	if err != nil {
		t.Fatal(err)
	}
	got := translateCase(t, data, conf)
	compare(t, filepath.Join(dir, "want.args"), got.args)
	compare(t, filepath.Join(dir, "want.err"), got.said)
	if want := filepath.Join(dir, "want.explain"); exists(want) {
		compare(t, want, got.explained)
	}
	refuseUnread(t, dir)
}

// conf is what a case says of itself.
type conf map[string]string

func readConf(t *testing.T, dir string) conf {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "conf"))
	if err != nil {
		t.Fatal(err)
	}
	c := conf{"profile": "run", "qemu": qemu.Newest.String()}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		key, value, ok := strings.Cut(line, ":")
		if !ok || !strings.Contains(" why profile qemu host kept networks secrets start now ", " "+key+" ") {
			t.Fatalf("conf: %q is no key that a case has", line)
		}
		c[key] = strings.TrimSpace(value)
	}
	if c["why"] == "" {
		t.Fatal("conf says no why")
	}
	return c
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// outcome is the command line of a case, what was said about it, and where it
// came from. Where the domain was refused, only something was said.
type outcome struct{ args, said, explained string }

func translateCase(t *testing.T, data []byte, c conf) outcome {
	t.Helper()
	tree, err := parse.Read(data)
	if err != nil {
		return outcome{said: err.Error() + "\n"}
	}
	r := translate.Tree(tree, settings(t, c))
	said := describe(tree, r.Diag)
	if r.Diag.Errors() > 0 {
		return outcome{said: said}
	}
	text, err := render.Format(render.Command{Program: r.Emulator.Path, Options: r.Options}, "pretty")
	if err != nil {
		t.Fatal(err)
	}
	m := explain.Make(explain.Input{File: "in.xml", Tree: tree, Result: r})
	refuseCauseless(t, m)
	refuseMisread(t, r.Options)
	return outcome{args: text, said: said, explained: m.Text(tty.DefaultWidth, false)}
}

// refuseCauseless fails for parameters that come from nowhere.
func refuseCauseless(t *testing.T, m *explain.Model) {
	t.Helper()
	for _, a := range m.Arguments {
		for _, p := range a.Params {
			if len(p.From) == 0 {
				t.Errorf("%s: nothing says where %s comes from", strings.Join(a.Words, " "), p.Key)
			}
		}
	}
}

// refuseMisread fails where opts compare otherwise than what is written of them.
func refuseMisread(t *testing.T, opts []option.Option) {
	t.Helper()
	var words []string
	for i := range opts {
		words = append(words, render.Words(&opts[i])...)
	}
	translated := cmdline.Translated(opts)
	for i, want := range cmdline.Options(words) {
		got := translated[i]
		if got.Flag != want.Flag || got.At != want.At || got.Words != want.Words || !slices.Equal(got.Props, want.Props) {
			t.Errorf("-%s compares as %v, what is written of it as %v", got.Flag, got.Props, want.Props)
		}
	}
}

// settings are what c says of a translation.
func settings(t *testing.T, c conf) *translate.Settings {
	t.Helper()
	prof, ok := profile.Named(c["profile"])
	if !ok {
		t.Fatalf("conf: no profile %q", c["profile"])
	}
	prof.NewDomain = prof.NewDomain && c["kept"] == ""
	version, err := qemu.ParseVersion(c["qemu"])
	if err != nil {
		t.Fatal(err)
	}
	return &translate.Settings{
		Profile: prof, Version: version, HostArch: qemu.X86_64, Host: facts(c), Look: everything, RuntimeDir: "/run/user/1000", NVRAMDir: "/home/ann/.config/libvirt/qemu/nvram",
		Now:      now(t, c),
		Networks: networks(c),
		Secrets:  secrets(c),
	}
}

// networks are the libvirt networks that c says what they are: NAME=WHAT words.
func networks(c conf) map[string]string {
	m := map[string]string{}
	for _, word := range strings.Fields(c["networks"]) {
		name, what, _ := strings.Cut(word, "=")
		m[name] = what
	}
	return m
}

// secrets are the files that hold the secrets of c.
func secrets(c conf) map[string]string {
	m := map[string]string{}
	for _, s := range strings.Fields(c["secrets"]) {
		id, file, _ := strings.Cut(s, "=")
		m[id] = file
	}
	return m
}

// facts are those of the host that c is on.
func facts(c conf) *host.Facts {
	if c["host"] == "" {
		return nil
	}
	return hostAt(filepath.Join("hosts", c["host"]))
}

// hostAt is the host whose root directory is dir.
func hostAt(dir string) *host.Facts {
	return host.Open(os.DirFS(dir), host.Decoder{Network: parse.Network, Pool: parse.Pool})
}

// now is the time that c is translated at, not known where c doesn't say it.
func now(t *testing.T, c conf) func() host.Moment {
	t.Helper()
	if c["now"] == "" {
		return nil
	}
	var m host.Moment
	if _, err := fmt.Sscan(c["now"], &m.Unix, &m.East); err != nil {
		t.Fatalf("conf: now: %v", err)
	}
	return func() host.Moment { return m }
}

// everything is a host that has each emulator which a domain names.
var everything = binaries.Lookup{
	Path:   func(string) (string, bool) { return "", false },
	Exists: func(string) bool { return true },
}

func describe(tree *parse.Tree, diag *source.Diags) string {
	var b strings.Builder
	for _, d := range diag.All() {
		if d.Severity == source.Info {
			continue
		}
		p := tree.Position(d.Ref)
		fmt.Fprintf(&b, "%s %s %d:%d %s: %s\n", d.Severity, d.ID, p.Line, p.Col, p.Path, d.Text)
		if d.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", d.Hint)
		}
		for _, words := range d.Commands {
			fmt.Fprintf(&b, "  run: %s\n", render.ShellWords(words))
		}
	}
	return b.String()
}

// compare holds got against the file want; a missing file stands for "".
func compare(t *testing.T, want, got string) {
	t.Helper()
	if *update {
		rewrite(t, want, got)
		return
	}
	text, err := os.ReadFile(want)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if string(text) != got {
		t.Errorf("%s differs; got:\n%s\nwant:\n%s", want, got, text)
	}
}

func rewrite(t *testing.T, want, got string) {
	t.Helper()
	var err error
	if got == "" {
		if err = os.Remove(want); os.IsNotExist(err) {
			err = nil
		}
	} else {
		err = os.WriteFile(want, []byte(got), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// refuseUnread fails for files that no test reads: they look like a check and
// are none.
func refuseUnread(t *testing.T, dir string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch f.Name() {
		case "conf", "in.xml", "want.args", "want.err", "want.explain":
		default:
			t.Errorf("%s is read by no test", filepath.Join(dir, f.Name()))
		}
	}
}
