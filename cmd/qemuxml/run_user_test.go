package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user who owns nothing.
const nobody = 65534

// asNobody has r's next command run by a user who may do nothing that root may.
func (r *runner) asNobody() {
	r.t.Helper()
	if os.Getuid() != 0 {
		r.t.Skip("only root can become another; all tests show then how it goes without")
	}
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		r.t.Fatal(err)
	}
	program := filepath.Join(r.dir, "qemuxml-test", "qemuxml") // what it is called decides what it does
	if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(program, self, 0o755); err != nil {
		r.t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(r.dir, "*"))
	for _, name := range append(files, r.dir) {
		if err := os.Chown(name, nobody, nobody); err != nil {
			r.t.Fatal(err)
		}
	}
	r.cmd.Path = program
	r.cmd.Env = append(r.cmd.Env, "HOME="+r.dir)
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// owners are the users that the processes of the guest belong to.
func (r *runner) owners(program string) []uint32 {
	var found []uint32
	for _, pid := range r.children(program) {
		var s syscall.Stat_t
		if err := syscall.Stat(fmt.Sprintf("/proc/%d", pid), &s); err == nil {
			found = append(found, s.Uid)
		}
	}
	return found
}

// A guest with helpers needs no root.
func TestRunAsUser(t *testing.T) {
	devices, programs := `<serial type='pty'/>`+tpm, []string{"qemu-system", "swtpm"}
	if _, err := exec.LookPath("passt"); err == nil {
		devices += `<interface type='user'><backend type='passt'/><model type='virtio'/></interface>`
		programs = append(programs, "passt")
	}
	r := bootRunner(t, talk("all is well"), "", devices)
	r.command("--ready", "text:is well", "-v")
	r.asNobody()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.until("the guest is ready", func() bool { return strings.Contains(r.said(), "tiny is ready") })
	for _, program := range programs {
		if got := r.owners(program); len(got) != 1 || got[0] != nobody {
			t.Errorf("%s belongs to %v", program, got)
		}
	}
	r.kill("qemu-system", syscall.SIGTERM)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	if state, _ := filepath.Glob(filepath.Join(r.dir, "qemuxml", "swtpm", uuid, "*", "*")); len(state) == 0 {
		t.Error("the TPM has left no state")
	}
	r.nothingLeft()
}

// Who may not make a TAP device is told who can.
func TestRunTAPAsUser(t *testing.T) {
	r := newRunner(t, "", `<interface type='ethernet'><target dev='mine'/></interface>`)
	r.command()
	r.asNobody()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := r.status(); code != 1 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("hint: as root: ip tuntap add dev mine mode tap user YOU")
	r.nothingLeft()
}

// Nor does QEMU's bridge helper make one for everybody.
func TestRunBridgeAsUser(t *testing.T) {
	if exists("/etc/qemu/bridge.conf") {
		t.Skip("this host has a /etc/qemu/bridge.conf")
	}
	r := newRunner(t, "", `<interface type='bridge'><source bridge='br7'/></interface>`)
	r.command()
	r.asNobody()
	if err := r.cmd.Run(); err == nil {
		t.Error("the guest ran")
	}
	r.mustSay("hint: as root: mkdir -p /etc/qemu && echo allow br7 >>/etc/qemu/bridge.conf")
	r.nothingLeft()
}
