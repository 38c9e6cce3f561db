package main

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// writeOn writes 32 KiB after 32 KiB to the disk.
func writeOn() []byte {
	s := sector(
		0x31, 0xc0, 0x8e, 0xd8, 0xbe, 0x80, 0x7c, // xor %ax,%ax; mov %ax,%ds; 1: mov $0x7c80,%si
		0xb8, 0x00, 0x43, 0xb2, 0x80, 0xcd, 0x13, // mov $0x4300,%ax; mov $0x80,%dl; int $0x13
		0x83, 0x06, 0x88, 0x7c, 0x40, 0xeb, 0xee, // addw $0x40,0x7c88; jmp 1b
	)
	copy(s[0x80:], []byte{16, 0, 0x40, 0, 0, 0x7e, 0, 0, 0x40}) // 64 sectors from 0:0x7e00
	return s
}

// onSmallDisk has r's next command run where the image lies on a disk of 1 MiB.
func (r *runner) onSmallDisk() {
	r.t.Helper()
	if os.Getuid() != 0 {
		r.t.Skip("only root mounts file systems")
	}
	raw, image := r.in("raw"), r.in("image")
	for _, words := range [][]string{
		{"mv", image, raw}, {"qemu-img", "convert", "-O", "qcow2", raw, r.in("qcow2")}, {"qemu-img", "resize", "-q", r.in("qcow2"), "20M"}, {"mkdir", r.in("small")},
	} {
		if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			r.t.Fatalf("%q: %v, %s", words, err, out)
		}
	}
	const script = `cd "$0" && mount -t tmpfs -o size=1m none small && cp qcow2 small/image && exec "$@"`
	cmd := exec.Command("unshare", append([]string{"--mount", "sh", "-c", script, r.dir}, r.cmd.Args...)...)
	cmd.Env, cmd.Stdout, cmd.Stderr = r.cmd.Env, r.cmd.Stdout, r.cmd.Stderr
	r.cmd = cmd
}

// A full disk is said; with room again, the guest goes on.
func TestRunFullDisk(t *testing.T) {
	r := bootRunner(t, writeOn(), "", "")
	image := strings.NewReplacer("type='raw'", "type='qcow2'", "%s", r.in("small/image")).Replace(disk)
	r.write("", image)
	r.command("--stop-timeout", "1s")
	r.onSmallDisk()
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.until("the disk is full", func() bool { return strings.Contains(r.said(), "no space left for the disk "+r.in("small/image")) })
	r.mustSay("kill -CONT " + strconv.Itoa(r.cmd.Process.Pid))
	inside := []string{"--mount", "--target", strconv.Itoa(r.cmd.Process.Pid)}
	if out, err := exec.Command("nsenter", append(inside, "mount", "-o", "remount,size=64m", r.in("small"))...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r.signal(syscall.SIGCONT)
	r.until("the guest writes on", func() bool {
		size, _ := exec.Command("nsenter", append(inside, "stat", "-c", "%s", r.in("small/image"))...).Output()
		n, _ := strconv.Atoi(strings.TrimSpace(string(size)))
		return n > 4<<20
	})
	r.signal(syscall.SIGTERM)
	r.endsWell()
}

// What fails before it is ready is not reported as detached.
func TestRunNotDetached(t *testing.T) {
	r := newRunner(t, "", "")
	for range 5 {
		r.command("--detach", "--emulator", "/bin/false")
		if err := r.cmd.Run(); err == nil {
			t.Errorf("no failure: %s", r.said())
		}
	}
	r.mustSay("QEMU ended with exit status 1")
	r.nothingLeft()
}
