package main

import (
	"bytes"
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
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	r.nothingLeft()
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

// sector is a boot sector of the given machine code.
func sector(code ...byte) []byte {
	s := make([]byte, 512)
	copy(s, code)
	s[510], s[511] = 0x55, 0xaa
	return s
}

// out is mov $port,%dx; mov $value,%ax; out %ax,%dx; 1: hlt; jmp 1b.
func out(port, value uint16, opcode byte) []byte {
	return sector(0xba, byte(port), byte(port>>8), 0xb8, byte(value), byte(value>>8), opcode, 0xf4, 0xeb, 0xfd)
}

const disk = `<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%s'/><target dev='hda' bus='ide'/></disk>`

// bootRunner is a guest that runs code.
func bootRunner(t *testing.T, code []byte, elements, devices string) *runner {
	t.Helper()
	r := newRunner(t, elements, "")
	image := r.in("image")
	if err := os.WriteFile(image, code, 0o600); err != nil {
		t.Fatal(err)
	}
	r.write(elements, fmt.Sprintf(disk, image)+devices)
	return r
}

// powerOff sleeps in S5 through the ACPI controller of a pc.
func powerOff() []byte { return out(0x604, 0x2000, 0xef) }

// write writes to the second sector of the disk, and powers off.
func write() []byte {
	code := []byte{
		0x31, 0xc0, 0x8e, 0xd8, 0xbe, 0x80, 0x7c, // xor %ax,%ax; mov %ax,%ds; mov $0x7c80,%si
		0xb8, 0x00, 0x43, 0xb2, 0x80, 0xcd, 0x13, // mov $0x4300,%ax; mov $0x80,%dl; int $0x13
		0xba, 0x04, 0x06, 0xb8, 0x00, 0x20, 0xef, 0xf4, // power off
	}
	s := append(sector(code...), make([]byte, 512)...)
	copy(s[0x80:], []byte{16, 0, 1, 0, 0, 0x7c, 0, 0, 1}) // one sector from 0:0x7c00 to the disk's sector 1
	return s
}

// crash is what pvpanic takes for the guest's panic.
func crash() []byte { return out(0x505, 1, 0xee) }

func TestRunPowerOff(t *testing.T) {
	r := bootRunner(t, powerOff(), "", "")
	r.command()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	r.nothingLeft()
}

// What the guest writes is lost with --snapshot, and with it only.
func TestRunSnapshot(t *testing.T) {
	for _, args := range [][]string{{"--snapshot"}, nil} {
		r := bootRunner(t, write(), "", "")
		r.command(args...)
		if err := r.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if code := r.status(); code != 0 {
			t.Errorf("exit status %d: %s", code, r.said())
		}
		text, err := os.ReadFile(r.in("image"))
		if kept := bytes.Equal(text, write()); err != nil || kept != (args != nil) {
			t.Errorf("%q: the disk is as it was: %t, %v", args, kept, err)
		}
	}
}

func TestRunPowerOffRestarts(t *testing.T) {
	r := bootRunner(t, powerOff(), "<on_poweroff>restart</on_poweroff>", "")
	r.start()
	r.until("it started twice", func() bool { return strings.Count(r.said(), "is started again") == 2 })
	r.signal(syscall.SIGINT)
	r.signal(syscall.SIGINT)
	r.status()
	r.nothingLeft()
}

func TestRunCrashes(t *testing.T) {
	r := bootRunner(t, crash(), "<on_crash>coredump-destroy</on_crash>", "<panic model='isa'/>")
	r.command()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.status()
	r.mustSay("the guest has crashed; its memory is in")
	r.nothingLeft()
}

// A guest that crashes again and again ends when it is asked to.
func TestRunCrashRestarts(t *testing.T) {
	r := bootRunner(t, crash(), "<on_crash>restart</on_crash>", "<panic model='isa'/>")
	r.start()
	r.until("it started twice", func() bool { return strings.Count(r.said(), "started again") >= 2 })
	r.signal(syscall.SIGTERM)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	r.nothingLeft()
}

// reboot has the keyboard controller of a pc reset it.
func reboot() []byte { return sector(0xb0, 0xfe, 0xe6, 0x64, 0xf4, 0xeb, 0xfd) }

func TestRunReboots(t *testing.T) {
	r := bootRunner(t, reboot(), "<on_reboot>destroy</on_reboot>", "")
	r.command()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	r.nothingLeft()
}

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
