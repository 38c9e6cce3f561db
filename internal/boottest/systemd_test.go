package boottest

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// install exports the guest of d to where systemd looks, and does what qemuxml
// then says to type.
func (m manager) install(t *testing.T, d prepared) {
	t.Helper()
	said := m.must(t, slices.Concat([]string{m.qemuxml, "export", "systemd", "--install", d.xml}, m.scope)...)
	_, typed, ok := strings.Cut(said, "to start the guest now and with the host: ")
	if !ok {
		t.Fatalf("qemuxml does not say how to start the guest: %s", said)
	}
	if out, err := m.command("sh", "-c", typed).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s\n%s", typed, err, out, m.output("journalctl", "--no-pager", "--unit", "qemu-*"))
	}
}

// until waits for a state of things.
func (m manager) until(t *testing.T, what, console string, reached func() bool) {
	t.Helper()
	if eventually(bootTimeout, reached) {
		return
	}
	said, _ := os.ReadFile(console)
	t.Fatalf("not reached: %s\n%s\n%s\nconsole:\n%s", what, m.systemctl(append([]string{"status", "--no-pager"}, m.units()...)...),
		m.output("journalctl", "--no-pager", "--unit", "qemu-*"), said)
}

func eventually(timeout time.Duration, reached func() bool) bool {
	for end := time.Now().Add(timeout); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if reached() {
			return true
		}
	}
	return false
}

// The units of the guest that the tests boot.
const (
	guestUnit  = "qemu-boot-x86_64.service"
	helperUnit = "qemu-boot-x86_64-swtpm.service"
)

// said tells whether the guest of d said text.
func (p prepared) said(text string) bool {
	console, _ := os.ReadFile(p.console)
	return strings.Contains(string(console), text)
}

// TestSystemd has a real systemd start and stop the units.
func TestSystemd(t *testing.T) {
	t.Parallel()
	needsToBoot(t)
	qemuxml := build(t)
	t.Run("stop", func(t *testing.T) { stopUnits(t, startManager(t, qemuxml)) })
	t.Run("poweroff", func(t *testing.T) { powerOffUnits(t, startManager(t, qemuxml)) })
	t.Run("user", func(t *testing.T) { userUnits(t, startManager(t, qemuxml)) })
	t.Run("crash", func(t *testing.T) { crashUnits(t, startManager(t, qemuxml)) })
}

// needsToBoot skips what takes long, and what needs a TPM that isn't there.
func needsToBoot(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("booting takes too long for -short")
	}
	needPrograms(t, "swtpm")
}

// stopUnits: a guest that died is started again, and one that is to stop is
// asked to.
func stopUnits(t *testing.T, m manager) {
	_, err := exec.LookPath("passt")
	d := prepare(t, guests[0], "qemu", way{tpm: true, passt: err == nil, asks: "qemuxml.stay", restarts: true})
	m.install(t, d)
	m.until(t, "the guest is ready", d.console, func() bool { return d.said("found ready=") })
	for unit, name := range map[string]string{guestUnit: "the guest", helperUnit: "its helper"} {
		if got := m.property(unit, "ActiveState"); got != "active" {
			t.Errorf("%s is %s", name, got)
		}
	}
	for name, want := range map[string]string{
		"CPUWeight": "200", "CPUQuotaPerSecUSec": "1.500000s", "MemoryMax": "1073741824", "IOWeight": "40", "UnitFileState": "enabled",
	} {
		if got := m.property(guestUnit, name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}

	// What the guest said so far is not to be taken for what it says then.
	if err := os.Remove(d.console); err != nil {
		t.Error(err)
	}
	m.must(t, "systemctl", "kill", "--kill-who=main", "--signal=KILL", guestUnit)
	m.until(t, "the guest that was killed is started again", d.console, func() bool {
		return m.property(guestUnit, "NRestarts") == "1" && m.property(guestUnit, "ActiveState") == "active" && d.said("found ready=")
	})

	m.must(t, "systemctl", "stop", guestUnit)
	if !d.said("found button=pressed") {
		t.Errorf("the guest was not asked to power down:\n%s", readConsole(t, d.console))
	}
	d.check(t)
	m.gone(t)
}

// poweredOff waits until the guest has powered itself off, and checks what it
// said and left.
func (m manager) poweredOff(t *testing.T, d prepared, more ...string) {
	t.Helper()
	m.until(t, "the guest powers off", d.console, func() bool {
		return d.said("found end=") && m.property(guestUnit, "ActiveState") == "inactive"
	})
	d.check(t, more...)
	m.gone(t)
}

// userUnits: a user who is not root has units too.
func userUnits(t *testing.T, m manager) {
	d := prepare(t, guests[0], "qemu", way{tpm: true, asks: "qemuxml.stay"})
	m = m.ofUser(t, filepath.Dir(d.xml))
	m.install(t, d)
	m.until(t, "the guest is ready", d.console, func() bool { return d.said("found ready=") })
	m.must(t, "systemctl", "--user", "stop", guestUnit)
	if !d.said("found button=pressed") {
		t.Errorf("the guest was not asked to power down:\n%s", readConsole(t, d.console))
	}
	d.check(t)
	m.gone(t)
}

// gone checks that guest and helpers have ended as they should, and left nothing.
func (m manager) gone(t *testing.T) {
	t.Helper()
	for _, unit := range m.units() {
		m.until(t, unit+" ends", "", func() bool { return m.property(unit, "ActiveState") == "inactive" })
		if result := m.property(unit, "Result"); result != "success" {
			t.Errorf("%s ends with %s\n%s", unit, result, m.output("journalctl", "--no-pager", "--unit", unit))
		}
	}
	if left := m.output("sh", "-c", "ls -d ${XDG_RUNTIME_DIR:-/run}/qemu-*"); !strings.Contains(left, "No such file") {
		t.Errorf("there is still %s", left)
	}
	if left := m.output("sh", "-c", "cat /proc/[0-9]*/comm | grep -E 'qemu|swtpm|virtiofsd|passt'"); left != "" {
		t.Errorf("there still run %s", left)
	}
}

// powerOffUnits: a guest that powers itself off is not started again. It has a
// share, and variables of its firmware that last.
func powerOffUnits(t *testing.T, m manager) {
	needFurniture(t)
	d := prepare(t, guests[0], "qemu", way{share: true, uefi: true, restarts: true})
	m.install(t, d)
	m.poweredOff(t, d, "variable=absent")
	m.must(t, "systemctl", "start", guestUnit)
	m.poweredOff(t, d, "variable=was here")
	if got := m.property(guestUnit, "NRestarts"); got != "0" {
		t.Errorf("it was started again %s times", got)
	}
}

// crashUnits: a guest whose system crashes is started again.
func crashUnits(t *testing.T, m manager) {
	d := prepare(t, guests[0], "qemu", way{tpm: true, asks: "qemuxml.crash", restarts: true})
	m.install(t, d)
	m.until(t, "the guest that crashed is started again", d.console, func() bool { return m.property(guestUnit, "NRestarts") != "0" })
	if got := m.output("journalctl", "--no-pager", "--unit", guestUnit); !strings.Contains(got, "Failed with result 'exit-code'") {
		t.Errorf("the journal says\n%s", got)
	}
}
