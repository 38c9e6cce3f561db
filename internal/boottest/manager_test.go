package boottest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// manager is a systemd that runs, as process 1 of namespaces of its own.
type manager struct {
	qemuxml string
	pid     string   // of process 1, as this host sees it
	as      []string // words before each command, where another user types it
	scope   []string // options of systemctl and of qemuxml export
}

// startManager starts systemd, which is gone with all that it started when the
// test ends. Where namespaces or control groups can't be had, the test is
// skipped.
func startManager(t *testing.T, qemuxml string) manager {
	t.Helper()
	if why := noNamespaces(t); why != "" {
		t.Skipf("systemd can't run here: %s", why)
	}
	dir, group := t.TempDir(), fmt.Sprintf("qemuxml-%d-%s", os.Getpid(), strings.ReplaceAll(t.Name(), "/", "-"))
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command("unshare", "--mount", "--propagation", "private", "sh", "testdata/systemd.sh", dir, group)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // also where the test is killed
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// Unshare takes systemd with it, and that all other processes.
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		removeGroup(t, dir, group)
	})
	m := manager{qemuxml: qemuxml}
	if !eventually(bootTimeout, func() bool {
		m.pid = child(cmd.Process.Pid)
		return m.pid != "" && m.output("systemctl", "is-system-running") == "running"
	}) {
		said, _ := os.ReadFile(log.Name())
		t.Fatalf("systemd does not run: %s\n%s\n%s", m.output("systemctl", "is-system-running"), m.output("systemctl", "--failed"), said)
	}
	return m
}

// noNamespaces says why systemd can't have namespaces and a control group of its
// own, "" where it can.
func noNamespaces(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat("/lib/systemd/systemd"); err != nil {
		return "it is not installed"
	}
	const trial = `mount -t proc proc /proc && mount -t cgroup2 cgroup2 "$1" && mkdir "$1/$2" && rmdir "$1/$2"`
	out, err := exec.Command("unshare", "--pid", "--fork", "--mount", "--cgroup", "--ipc", "--uts",
		"sh", "-c", trial, "sh", t.TempDir(), fmt.Sprintf("qemuxml-%d-trial", os.Getpid())).CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%v: %s", err, out)
	}
	return ""
}

// child is the one child of process pid, "" for none yet.
func child(pid int) string {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	return strings.TrimSpace(string(data))
}

// removeGroup removes the control group of a manager that has ended.
func removeGroup(t *testing.T, dir, group string) {
	t.Helper()
	const remove = `mount -t cgroup2 cgroup2 "$1" && find "$1/$2" -depth -type d -exec rmdir {} +`
	remover := func() *exec.Cmd {
		return exec.Command("unshare", "--mount", "sh", "-c", remove, "sh", filepath.Join(dir, "cgroup"), group)
	}
	var out []byte
	var err error
	if !eventually(10*time.Second, func() bool {
		out, err = remover().CombinedOutput()
		return err == nil
	}) {
		t.Errorf("the control group %s stays: %v: %s", group, err, out)
	}
}

// command is one that runs where systemd does.
func (m manager) command(words ...string) *exec.Cmd {
	cmd := exec.Command("nsenter", slices.Concat([]string{"--all", "--target", m.pid}, m.as, words)...)
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR=")
	return cmd
}

// systemctl is what it says, whatever its status is.
func (m manager) systemctl(words ...string) string {
	return m.output(slices.Concat([]string{"systemctl"}, m.scope, words)...)
}

// ofUser is the manager of a user who is not root, which m starts. The user owns
// dir.
func (m manager) ofUser(t *testing.T, dir string) manager {
	t.Helper()
	runtime := filepath.Join(dir, "run")
	if err := os.Mkdir(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	m.must(t, "mount", "-t", "tmpfs", "tmpfs", runtime)
	// What holds the temporary directory of a test is root's alone.
	m.must(t, "chmod", "755", filepath.Dir(dir), filepath.Dir(m.qemuxml), filepath.Dir(filepath.Dir(m.qemuxml)))
	m.must(t, "chown", "-R", "nobody:nogroup", dir)
	home := []string{"HOME=" + dir, "XDG_RUNTIME_DIR=" + runtime}
	m.must(t, "systemd-run", "--unit=user-manager", "--uid=nobody", "--property=Delegate=yes",
		"--setenv="+home[0], "--setenv="+home[1], "/lib/systemd/systemd", "--user", "--unit=default.target")
	m.as = append([]string{"setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env"}, home...)
	m.scope = []string{"--user"}
	m.until(t, "the user's systemd runs", "", func() bool { return m.systemctl("is-system-running") == "running" })
	return m
}

// output is what a command says, whatever its status is.
func (m manager) output(words ...string) string {
	out, _ := m.command(words...).CombinedOutput()
	return strings.TrimSpace(string(out))
}

// must runs a command that may not fail.
func (m manager) must(t *testing.T, words ...string) string {
	t.Helper()
	out, err := m.command(words...).CombinedOutput()
	if err != nil {
		t.Fatalf("%q: %v: %s", words, err, out)
	}
	return string(out)
}

// units are those that were installed.
func (m manager) units() []string {
	return strings.Fields(m.output("sh", "-c", "{ cd /etc/systemd/system && ls qemu-*.service || cd ~/.config/systemd/user && ls qemu-*.service; } 2>/dev/null"))
}

// property is what systemd says of a unit.
func (m manager) property(unit, name string) string {
	return m.systemctl("show", "--value", "--property", name, unit)
}
