package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/coreos/go-systemd/v22/unit"

	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The sections of a unit file.
const (
	sectionUnit    = "Unit"
	sectionService = "Service"
	sectionInstall = "Install"
)

// stopTimeout is how long a guest may take to power down. Source: ON_SHUTDOWN
// of libvirt-guests.sh.
const stopTimeout = "5min"

// systemd is the guest as a unit, and a unit for each of its helpers. A helper
// is started before the guest, and stopped once the guest needs it no more.
func systemd(g *guest) []File {
	u := &units{guest: g, name: "qemu-" + g.name, dir: "qemu-" + g.dir}
	files := []File{u.file(u.name, u.main())}
	for i := range g.helpers {
		files = append(files, u.file(u.helperName(i), u.helper(i)))
	}
	return files
}

// units writes the units of one guest.
type units struct {
	*guest
	name string // of the guest's, without .service
	dir  string // of its directory below %t
}

func (u *units) helperName(i int) string { return u.name + "-" + u.helpers[i].name }

func (u *units) file(name string, options []*unit.UnitOption) File {
	// A buffer can't fail.
	data, _ := io.ReadAll(unit.Serialize(options))
	return File{Name: name + ".service", Mode: 0o644, Data: data}
}

// main is the unit of QEMU itself.
func (u *units) main() []*unit.UnitOption {
	var list lines
	list.add(sectionUnit, "Description", render.UnitLine(u.Domain.Name.V())+" (QEMU)")
	if !u.Unit.User {
		list.add(sectionUnit, "After", "network.target")
	}
	for _, dir := range u.mounted() {
		list.add(sectionUnit, "RequiresMountsFor", render.UnitWord(dir))
	}
	for i := range u.helpers {
		list.add(sectionUnit, "Requires", u.helperName(i)+".service")
		list.add(sectionUnit, "After", u.helperName(i)+".service")
	}
	list.add(sectionService, "Type", "exec")
	list.runtime(u.dir)
	for _, e := range u.Env {
		list.add(sectionService, "Environment", render.UnitWord(e))
	}
	for i := range u.before {
		if !u.ofHelper(&u.before[i]) {
			list.add(sectionService, "ExecStartPre", u.command(stepWords(&u.before[i])))
		}
	}
	list.add(sectionService, "ExecStartPre", u.command([]string{"mkfifo", u.monitor.base + ".in", u.monitor.base + ".out"}))
	restart := u.restart()
	u.failsOnPanic = len(restart) > 0
	list.add(sectionService, "ExecStart", u.emulator())
	list.add(sectionService, "ExecStop", u.stop())
	list.add(sectionService, "TimeoutStopSec", stopTimeout)
	list = append(list, restart...)
	list = append(list, u.limits()...)
	list = append(list, u.hardening()...)
	list.add(sectionInstall, "WantedBy", u.wantedBy())
	return list
}

// helper is the unit of helper i.
func (u *units) helper(i int) []*unit.UnitOption {
	h := &u.helpers[i]
	var list lines
	list.add(sectionUnit, "Description", "QEMU's helper for "+render.UnitLine(u.Domain.Name.V()+": "+h.what))
	list.add(sectionUnit, "StopWhenUnneeded", "yes")
	list.add(sectionService, "Type", "exec")
	list.runtime(u.dir + "-" + h.name)
	for k := range u.before {
		if u.before[k].From == h.from {
			list.add(sectionService, "ExecStartPre", u.command(stepWords(&u.before[k])))
		}
	}
	words := h.words
	if !u.Unit.User {
		words = slices.Concat(words, h.asRoot)
	}
	list.add(sectionService, "ExecStart", u.command(words))
	if h.socket != "" {
		const wait = `until [ -S "$1" ]; do sleep 0.1; done`
		list.add(sectionService, "ExecStartPost", u.command([]string{"/bin/sh", "-c", wait, "sh", h.socket}))
		list.add(sectionService, "TimeoutStartSec", "30s")
	}
	return list
}

// ofHelper tells whether s belongs to a helper.
func (u *units) ofHelper(s *plan.Step) bool {
	for i := range u.helpers {
		if !s.From.IsZero() && u.helpers[i].from == s.From {
			return true
		}
	}
	return false
}

// emulator is QEMU's command line, an option a line.
func (u *units) emulator() string {
	parts := []string{u.command([]string{u.Program})}
	options := u.options()
	for i := range options {
		parts = append(parts, u.arguments(render.Words(&options[i])))
	}
	for _, word := range u.Extra {
		parts = append(parts, u.arguments([]string{word}))
	}
	return strings.Join(parts, " \\\n    ")
}

// stop asks the guest to power down, and waits until QEMU has ended.
func (u *units) stop() string {
	const wait = `monitor=$1 qemu=$2; shift 2; printf '%s\n' "$@" 1<>"$monitor"; while kill -0 "$qemu" 2>/dev/null; do sleep 0.5; done`
	return u.command([]string{"/bin/sh", "-c", wait, "sh", u.monitor.base + ".in"}) + " $MAINPID " + u.arguments(u.monitor.powerdown)
}

// command writes a program with its arguments.
func (u *units) command(words []string) string {
	placed := make([]string, len(words))
	for i, w := range words {
		placed[i] = u.placed(w)
	}
	return strings.ReplaceAll(render.UnitCommand(placed, " "), RuntimeDir, "%t/"+u.dir)
}

// arguments writes words that have the program before them.
func (u *units) arguments(words []string) string {
	return strings.TrimPrefix(u.command(append([]string{"x"}, words...)), "x ")
}

// placed is word with the socket of each helper in a directory of the helper's
// own: the directory of a unit is gone when the unit ends.
func (u *units) placed(word string) string {
	for i := range u.helpers {
		h := &u.helpers[i]
		file, ok := strings.CutPrefix(h.socket, RuntimeDir)
		if !ok {
			continue
		}
		// QEMU takes a comma twice for one.
		for _, file := range []string{file, strings.ReplaceAll(file, ",", ",,")} {
			word = strings.ReplaceAll(word, RuntimeDir+file, RuntimeDir+"-"+h.name+file)
		}
	}
	return word
}

// restart is when the guest is started again.
func (u *units) restart() lines {
	var list lines
	e := &u.Domain.Events
	switch {
	case e.Poweroff.V() == "restart":
		list.add(sectionService, "Restart", "always")
		u.sees[e.Poweroff.Ref()], u.sees[e.Crash.Ref()] = true, true
	case strings.HasSuffix(e.Crash.V(), "restart"):
		list.add(sectionService, "Restart", "on-failure")
		u.sees[e.Crash.Ref()] = true
		if len(u.Domain.Devices.Panics) > 0 && !u.Target.Has("panic-exit-failure") {
			u.diag.Warn(source.NeedsQEMU, e.Crash.Ref(), "this QEMU ends as if all were well when the guest crashes; only its own failure restarts the guest").
				WithHint("a newer QEMU tells the difference")
		}
	default:
		return nil
	}
	// A helper ends when QEMU does; it must be gone before it is started anew.
	list.add(sectionService, "RestartSec", "1s")
	return list
}

func (u *units) wantedBy() string {
	switch {
	case u.Unit.WantedBy != "":
		return u.Unit.WantedBy
	case u.Unit.User:
		return "default.target"
	}
	return "multi-user.target"
}

// stepWords are the words that do s.
func stepWords(s *plan.Step) []string {
	if s.Kind == plan.Copy {
		return []string{"/bin/sh", "-c", shellStep(s)}
	}
	return s.Typed()
}

// lines are options of a unit file, in order.
type lines []*unit.UnitOption

func (l *lines) add(section, name, value string) {
	*l = append(*l, unit.NewUnitOption(section, name, value))
}

func (l *lines) addf(name, format string, args ...any) {
	l.add(sectionService, name, fmt.Sprintf(format, args...))
}

// runtime gives the unit a directory of its own below %t.
func (l *lines) runtime(name string) {
	l.add(sectionService, "RuntimeDirectory", name)
	l.add(sectionService, "RuntimeDirectoryMode", "0700")
}
