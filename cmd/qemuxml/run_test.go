package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestRunEndsAtSecondSignal(t *testing.T) {
	r := newRunner(t, "", tpm)
	r.start()
	again := exec.Command("qemuxml", r.cmd.Args[1:]...)
	again.Env = r.cmd.Env
	if out, err := again.CombinedOutput(); err == nil || !strings.Contains(string(out), "running already, by process") {
		t.Errorf("a second start: %v, %q", err, out)
	}
	r.signal(syscall.SIGTERM)
	r.until("the guest is asked", func() bool { return strings.Contains(r.said(), "asked to power down") })
	r.signal(syscall.SIGHUP)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d", code)
	}
	r.nothingLeft()
}

func TestRunStopTimeout(t *testing.T) {
	r := newRunner(t, "", "")
	r.start("--stop-timeout", "1s")
	r.signal(syscall.SIGTERM)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("has not powered down in 1s")
	r.nothingLeft()
}

// A QEMU that hangs keeps nobody.
func TestRunHungQEMU(t *testing.T) {
	r := newRunner(t, "", tpm)
	r.start("--stop-timeout", "1s")
	r.kill("qemu-system", syscall.SIGSTOP)
	r.signal(syscall.SIGTERM)
	if code := r.status(); code != 128+9 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("QEMU does not answer; tiny is ended")
	r.mustSay("QEMU does not end, and is killed")
	r.nothingLeft()
}

func TestRunVirtiofs(t *testing.T) {
	if !exists("/usr/lib/qemu/virtiofsd") && !exists("/usr/libexec/virtiofsd") {
		t.Skip("no virtiofsd")
	}
	if os.Getuid() != 0 {
		t.Skip("the virtiofsd of old QEMUs needs root")
	}
	share := t.TempDir()
	r := newRunner(t, "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>", fmt.Sprintf(
		"<filesystem type='mount'><driver type='virtiofs'/><source dir='%s'/><target dir='share'/></filesystem>", share))
	r.start()
	r.kill("qemu-system", syscall.SIGTERM)
	r.endsWell()
}

func (r *runner) signal(s os.Signal) {
	r.t.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		r.t.Fatal(err)
	}
}

func TestRunKilledQEMU(t *testing.T) {
	r := newRunner(t, "", "")
	r.write("", tpm+fmt.Sprintf("<serial type='unix'><source mode='bind' path='%s'/></serial>", r.in("serial")))
	r.start()
	if !exists(r.in("serial")) || !exists(r.in("qmp")) {
		t.Error("QEMU listens nowhere")
	}
	r.kill("qemu-system", syscall.SIGKILL)
	if code := r.status(); code != 128+9 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("QEMU was killed")
	r.nothingLeft()
	if exists(r.in("serial")) || exists(r.in("qmp")) {
		t.Error("the sockets are still there")
	}
}

func TestRunKilledHelper(t *testing.T) {
	r := newRunner(t, "", tpm)
	r.start()
	r.kill("swtpm", syscall.SIGKILL)
	if code := r.status(); code != 1 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("swtpm has ended: signal: killed")
	r.nothingLeft()
}

// What a killed qemuxml leaves is no obstacle for the next.
func TestRunKilledItself(t *testing.T) {
	r := newRunner(t, "", tpm)
	r.start()
	r.signal(syscall.SIGKILL)
	r.status()
	r.start()
	r.kill("qemu-system", syscall.SIGTERM)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d", code)
	}
	r.nothingLeft()
}

func TestRunMissingHelper(t *testing.T) {
	r := newRunner(t, "", tpm)
	qemu, err := exec.LookPath("qemu-system-x86_64")
	if err != nil {
		t.Fatal(err)
	}
	r.command("--emulator", qemu)
	r.cmd.Env = append(r.cmd.Env, "PATH="+r.dir)
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := r.status(); code != 1 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("in Debian it is in the package swtpm")
	r.nothingLeft()
}

const disk = `<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%s'/><target dev='hda' bus='ide'/></disk>`

// talk says text on the serial port, waits for a key, and powers off.
func talk(text string) []byte {
	code := []byte{0xba, 0xf8, 0x03} // mov $0x3f8,%dx
	for _, c := range []byte(text) {
		code = append(code, 0xb0, c, 0xee) // mov $c,%al; out %al,%dx
	}
	code = append(code, 0xba, 0xfd, 0x03, 0xec, 0xa8, 0x01, 0x74, 0xf8) // 1: mov $0x3fd,%dx; in %dx,%al; test $1,%al; jz 1b
	return sector(append(code, 0xba, 0x04, 0x06, 0xb8, 0x00, 0x20, 0xef, 0xf4)...)
}

func TestRunConsole(t *testing.T) {
	for _, flag := range []string{"--console", "--serial=stdio"} {
		r := bootRunner(t, talk("all is well"), "", "<serial type='pty'/>")
		r.command(flag)
		keys, err := r.cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := r.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		r.until("the guest speaks", func() bool { return strings.Contains(r.said(), "all is well") })
		if _, err := keys.Write([]byte("\n")); err != nil {
			t.Fatal(err)
		}
		if code := r.status(); code != 0 {
			t.Errorf("%s: exit status %d: %s", flag, code, r.said())
		}
		r.nothingLeft()
	}
}

func TestRunDetached(t *testing.T) {
	r := bootRunner(t, talk("all is well"), "", "<serial type='pty'/>")
	r.command("--detach", "--ready", "text:is well", "--ready-timeout", "30s")
	if err := r.cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, r.said())
	}
	r.mustSay("log ")
	r.kill("qemu-system", syscall.SIGTERM)
	r.nothingLeft()
}

// Who waits for a guest in vain, and wants no more, leaves none.
func TestRunDetachInterrupted(t *testing.T) {
	r := newRunner(t, "", "<serial type='pty'/>")
	r.command("--detach", "--ready", "text:is well", "--stop-timeout", "1s", "--qmp", r.in("qmp"))
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.until("the guest runs", func() bool { return exists(r.in("qmp")) })
	r.signal(os.Interrupt)
	r.status()
	r.nothingLeft()
}

func TestRunNeverReady(t *testing.T) {
	r := newRunner(t, "", "<serial type='pty'/>")
	r.command("--detach", "--ready", "text:is well", "--ready-timeout", "1s")
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := r.status(); code != 1 {
		t.Errorf("exit status %d", code)
	}
	r.mustSay("tiny is not ready after 1s")
	r.nothingLeft()
}
