package boottest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// way is how a guest is started: by a script for sh, of qemuxml as $0 and the
// domain as $1.
type way struct {
	script string
	// One that starts helpers too can have a TPM, and a share of the host's.
	tpm, share bool
	// bridge is the one that the guest's interface is on, if any; the host has an
	// address there.
	bridge string
	// uefi has UEFI start the guest, twice, with variables that last.
	uefi bool
	// passt connects the guest to the network.
	passt bool
	// asks is what the kernel's command line asks of the guest's process 1; see
	// init/stay.go.
	asks string
	// restarts: the guest is to be started again when it crashed.
	restarts bool
}

var (
	// typed is the printed command, as a user would run it in a shell.
	typed = way{script: `command=$("$0" argv "$1") && eval "exec $command"`}
	// attended is qemuxml itself.
	attended = way{script: `exec "$0" run "$1"`, tpm: true}
	// furnished is the same with a share, started by UEFI. Its TPM would measure
	// kernel and initrd, which takes long in emulation.
	furnished = way{script: attended.script, share: true, uefi: true}
	// bridged is the same in a network of the test's own.
	bridged = way{bridge: "br0", script: `
exec unshare --net --mount sh -e -c '
	mount -t sysfs sysfs /sys
	ip link add br0 address 52:54:00:0a:0b:01 type bridge
	ip address add 192.0.2.1/24 dev br0
	ip link set br0 up
	exec "$0" run "$1"' "$0" "$1"`}
)

// What is in the file of the share, and what the guest writes there.
const ofHost, ofGuest = "the host was here", "the guest was here"

// furnish adds to cmdline what the guest is to look for, and to values, those of
// the domain, where it is. It makes what the guest finds below dir.
func (w *way) furnish(t *testing.T, dir, cmdline string, values map[string]any) string {
	t.Helper()
	values["TPM"], values["Bridge"], values["Passt"], values["Restarts"] = w.tpm, w.bridge, w.passt, w.restarts
	if w.asks != "" {
		cmdline += " " + w.asks
	}
	if w.bridge != "" {
		cmdline += " qemuxml.neighbour=yes"
	}
	if w.share {
		values["Share"] = newShare(t, dir)
		cmdline += " qemuxml.share=share"
	}
	if w.uefi {
		values["NVRAM"] = filepath.Join(dir, "nvram", "variables.fd")
	}
	return cmdline
}

// newShare is a directory below dir that holds a file of the host's.
func newShare(t *testing.T, dir string) string {
	t.Helper()
	share := shareBelow(dir)
	err := os.Mkdir(share, 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join(share, "of-the-host"), []byte(ofHost), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return share
}

func shareBelow(dir string) string { return filepath.Join(dir, "share, with a comma") }

// wanted is what a guest with this kernel command line is to find.
func (w *way) wanted(cmdline string) []string {
	if w.uefi {
		cmdline += " initrd=initrd" // which UEFI adds
	}
	list := []string{
		"cmdline=" + cmdline, fmt.Sprintf("cpus=%d", cpus),
		fmt.Sprintf("disk=vda sectors %d serial %s", diskSize/512, serial), "nic=" + mac,
	}
	if w.tpm {
		list = append(list, "tpm=tpm0 version 2")
	}
	if w.share {
		list = append(list, "share="+ofHost)
	}
	if w.bridge != "" {
		list = append(list, "neighbour=52:54:00:0a:0b:01")
	}
	return list
}

// left looks for what the guest has left in dir.
func (w *way) left(t *testing.T, dir string) {
	t.Helper()
	if !w.share {
		return
	}
	if text, err := os.ReadFile(filepath.Join(shareBelow(dir), "of-the-guest")); err != nil || string(text) != ofGuest {
		t.Errorf("the host finds %q of the guest's in the share: %v", text, err)
	}
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
