// Package boottest boots a guest from domain XML under the real QEMU and looks,
// from inside, at what it got.
package boottest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"
)

// bootTimeout is for emulation on a busy machine; a quiet one takes seconds.
const bootTimeout = 5 * time.Minute

// guest is one architecture to boot.
type guest struct {
	libvirt, debian, golang string // its names
	machine, console        string
}

var guests = []guest{
	{libvirt: "x86_64", debian: "amd64", golang: "amd64", machine: "q35", console: "ttyS0"},
	{libvirt: "aarch64", debian: "arm64", golang: "arm64", machine: "virt", console: "ttyAMA0"},
}

const (
	diskSize = 24 << 20
	mac      = "52:54:00:0a:0b:0c"
	serial   = "QXML-0042"
	cpus     = 2
)

func TestBoot(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("booting takes too long for -short")
	}
	qemuxml := build(t)
	for _, g := range guests {
		t.Run(g.libvirt, func(t *testing.T) { boot(t, g, qemuxml, "qemu", typed) })
	}
	t.Run("run", func(t *testing.T) {
		needPrograms(t, "swtpm")
		boot(t, guests[0], qemuxml, "qemu", attended)
	})
	t.Run("bridged", func(t *testing.T) {
		needPrograms(t, "ip", "unshare", "/dev/net/tun")
		if os.Getuid() != 0 {
			t.Skip("only root makes networks")
		}
		boot(t, guests[0], qemuxml, "qemu", bridged)
	})
	t.Run("furnished", func(t *testing.T) {
		needFurniture(t)
		boot(t, guests[0], qemuxml, "qemu", furnished)
	})
	t.Run("kvm", func(t *testing.T) {
		if why := kvmBroken(); why != "" {
			t.Skipf("KVM does not work here: %s", why)
		}
		boot(t, guests[0], qemuxml, "kvm", typed)
	})
}

// needFurniture skips where there is no UEFI or nobody to serve a share.
func needFurniture(t *testing.T) {
	t.Helper()
	needPrograms(t, "/usr/lib/qemu/virtiofsd", "/usr/share/qemu/firmware")
	if os.Getuid() != 0 {
		t.Skip("the virtiofsd of old QEMUs needs root")
	}
}

// needPrograms skips where one of the programs and files is not there.
func needPrograms(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		_, err := exec.LookPath(name)
		if filepath.IsAbs(name) {
			_, err = os.Stat(name)
		}
		if err != nil {
			t.Skipf("no %s", name)
		}
	}
}

func boot(t *testing.T, g guest, qemuxml, accelerator string, how way) {
	d := prepare(t, g, accelerator, how)
	start(t, how.script, qemuxml, d.xml, d.console)
	if !how.uefi {
		d.check(t)
		return
	}
	d.check(t, "variable=absent")
	start(t, how.script, qemuxml, d.xml, d.console)
	d.check(t, "variable=was here")
}

// prepared is a domain to boot, where it says what it finds, and what that must
// be.
type prepared struct {
	xml, console string
	how          way
	wanted       []string
}

// prepare makes a domain and the files that it needs, in a directory of its own.
func prepare(t *testing.T, g guest, accelerator string, how way) prepared {
	t.Helper()
	if _, err := exec.LookPath("qemu-system-" + g.libvirt); err != nil {
		t.Skipf("no qemu-system-%s", g.libvirt)
	}
	var more []string
	if how.uefi {
		more = append(more, uefiModule)
	}
	debian, modules := debianKernel(t, g, more...)
	dir := t.TempDir()
	kernel := filepath.Join(dir, "kernel")
	copyFile(t, debian, kernel)
	initrd := filepath.Join(dir, "initrd.gz")
	writeInitrd(t, initrd, buildInit(t, dir, g.golang), modules)
	disk := filepath.Join(dir, "disk, with a comma.img")
	if err := os.WriteFile(disk, make([]byte, diskSize), 0o600); err != nil {
		t.Fatal(err)
	}
	console := filepath.Join(dir, "console.log")
	xml := filepath.Join(dir, "domain.xml")
	values := map[string]any{
		"Type": accelerator, "Arch": g.libvirt, "Machine": g.machine, "Kernel": kernel, "Initrd": initrd,
		"Disk": disk, "Serial": serial, "MAC": mac, "Console": console, "CPUs": cpus,
		// On ARM, ACPI comes with UEFI only.
		"ACPI": g.libvirt == "x86_64",
	}
	cmdline := how.furnish(t, dir, fmt.Sprintf("console=%s panic=-1 quiet no_timer_check qemuxml.test=a,b=%s", g.console, accelerator), values)
	values["Cmdline"] = cmdline
	writeDomain(t, xml, values)
	return prepared{xml: xml, console: console, how: how, wanted: how.wanted(cmdline)}
}

// check looks at what the guest said and left.
func (p prepared) check(t *testing.T, more ...string) {
	t.Helper()
	found(t, p.console, slices.Concat(p.wanted, more)...)
	p.how.left(t, filepath.Dir(p.xml))
}

// start runs script, whose state and sockets lie beside the domain.
func start(t *testing.T, script, qemuxml, xml, console string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), bootTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", script, qemuxml, xml)
	dir := filepath.Dir(xml)
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir, "XDG_STATE_HOME="+dir)
	cmd.WaitDelay = time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		said, _ := os.ReadFile(console)
		t.Fatalf("%v\n%s\nconsole:\n%s", err, out, said)
	}
}

func readConsole(t *testing.T, console string) string {
	t.Helper()
	text, err := os.ReadFile(console)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeDomain(t *testing.T, path string, values map[string]any) {
	t.Helper()
	tmpl, err := template.ParseFiles("testdata/domain.xml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := tmpl.Execute(&b, values); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// kvmBroken says why KVM can't be used; "" where a trial start works. A node
// that opens is not enough: some machines have one and then abort.
func kvmBroken() string {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "qemu-system-x86_64", "-enable-kvm", "-cpu", "host", "-M", "q35", "-nodefaults", "-display", "none", "-monitor", "stdio")
	cmd.Stdin = strings.NewReader("quit\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Sprintf("%v: %.200s", err, out)
	}
	return ""
}
