package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

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
	r.endsWell()
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
	r.endsWell()
}

// reboot has the keyboard controller of a pc reset it.
func reboot() []byte { return sector(0xb0, 0xfe, 0xe6, 0x64, 0xf4, 0xeb, 0xfd) }

func TestRunReboots(t *testing.T) {
	r := bootRunner(t, reboot(), "<on_reboot>destroy</on_reboot>", "")
	r.command()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.endsWell()
}
