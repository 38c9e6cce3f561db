// Package boottest boots a guest from domain XML under the real QEMU and looks,
// from inside, at what it got.
package boottest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
	t.Run("furnished", func(t *testing.T) {
		needPrograms(t, "/usr/lib/qemu/virtiofsd", "/usr/share/qemu/firmware")
		if os.Getuid() != 0 {
			t.Skip("the virtiofsd of old QEMUs needs root")
		}
		boot(t, guests[0], qemuxml, "qemu", furnished)
	})
	t.Run("kvm", func(t *testing.T) {
		if why := kvmBroken(); why != "" {
			t.Skipf("KVM does not work here: %s", why)
		}
		boot(t, guests[0], qemuxml, "kvm", typed)
	})
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

// way is how a guest is started: by a script for sh, of qemuxml as $0 and the
// domain as $1.
type way struct {
	script string
	// One that starts helpers too can have a TPM, and a share of the host's.
	tpm, share bool
	// uefi has UEFI start the guest, twice, with variables that last.
	uefi bool
}

var (
	// typed is the printed command, as a user would run it in a shell.
	typed = way{script: `command=$("$0" argv "$1") && eval "exec $command"`}
	// attended is qemuxml itself.
	attended = way{script: `exec "$0" run "$1"`, tpm: true}
	// furnished is the same with a share, started by UEFI. Its TPM would measure
	// kernel and initrd, which takes long in emulation.
	furnished = way{script: attended.script, share: true, uefi: true}
)

// What is in the file of the share, and what the guest writes there.
const ofHost, ofGuest = "the host was here", "the guest was here"

func boot(t *testing.T, g guest, qemuxml, accelerator string, how way) {
	if _, err := exec.LookPath("qemu-system-" + g.libvirt); err != nil {
		t.Skipf("no qemu-system-%s", g.libvirt)
	}
	var more []string
	if how.uefi {
		more = append(more, uefiModule)
	}
	kernel, modules := debianKernel(t, g, more...)
	dir := t.TempDir()
	initrd := filepath.Join(dir, "initrd.gz")
	writeInitrd(t, initrd, buildInit(t, dir, g.golang), modules)
	disk := filepath.Join(dir, "disk, with a comma.img")
	if err := os.WriteFile(disk, make([]byte, diskSize), 0o600); err != nil {
		t.Fatal(err)
	}
	console := filepath.Join(dir, "console.log")
	cmdline := fmt.Sprintf("console=%s panic=-1 quiet qemuxml.test=a,b=%s", g.console, accelerator)
	share, nvram := "", ""
	if how.share {
		share, cmdline = newShare(t, dir), cmdline+" qemuxml.share=share"
	}
	if how.uefi {
		nvram = filepath.Join(dir, "nvram", "variables.fd")
	}
	xml := filepath.Join(dir, "domain.xml")
	writeDomain(t, xml, map[string]any{
		"Type": accelerator, "Arch": g.libvirt, "Machine": g.machine, "Kernel": kernel, "Initrd": initrd, "Cmdline": cmdline,
		"Disk": disk, "Serial": serial, "MAC": mac, "Console": console, "CPUs": cpus,
		// On ARM, ACPI comes with UEFI only.
		"ACPI": g.libvirt == "x86_64", "TPM": how.tpm, "Share": share, "NVRAM": nvram,
	})
	start(t, how.script, qemuxml, xml, console)
	said := cmdline
	if how.uefi {
		said += " initrd=initrd" // which UEFI adds
	}
	wanted := []string{
		"cmdline=" + said, fmt.Sprintf("cpus=%d", cpus),
		fmt.Sprintf("disk=vda sectors %d serial %s", diskSize/512, serial), "nic=" + mac,
	}
	if how.tpm {
		wanted = append(wanted, "tpm=tpm0 version 2")
	}
	if how.share {
		wanted = append(wanted, "share="+ofHost)
	}
	if !how.uefi {
		found(t, console, wanted...)
	} else {
		found(t, console, append(wanted, "variable=absent")...)
		start(t, how.script, qemuxml, xml, console)
		found(t, console, append(wanted, "variable=was here")...)
	}
	if text, err := os.ReadFile(filepath.Join(share, "of-the-guest")); how.share && (err != nil || string(text) != ofGuest) {
		t.Errorf("the host finds %q of the guest's in the share: %v", text, err)
	}
}

// newShare is a directory below dir that holds a file of the host's.
func newShare(t *testing.T, dir string) string {
	t.Helper()
	share := filepath.Join(dir, "share, with a comma")
	err := os.Mkdir(share, 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join(share, "of-the-host"), []byte(ofHost), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return share
}

// found looks in what the guest said for all that is wanted, and for trouble.
func found(t *testing.T, console string, wanted ...string) {
	t.Helper()
	text := readConsole(t, console)
	for _, want := range wanted {
		if !strings.Contains(text, "found "+want+".") {
			t.Errorf("the guest did not find %s; it said:\n%s", want, text)
		}
	}
	if strings.Contains(text, "found error=") {
		t.Errorf("the guest had trouble:\n%s", text)
	}
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
