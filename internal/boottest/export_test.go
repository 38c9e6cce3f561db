package boottest

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/judge"
)

// TestExports boots a guest through each export that can run here; those to
// systemd are in TestSystemd.
func TestExports(t *testing.T) {
	t.Parallel()
	needsToBoot(t)
	qemuxml := build(t)
	for _, shell := range []string{"dash", "busybox sh"} {
		t.Run(shell, func(t *testing.T) {
			needPrograms(t, strings.Fields(shell)[0])
			boot(t, guests[0], qemuxml, "qemu", scripted(shell))
			stopped(t, qemuxml, scripted(shell))
		})
	}
	t.Run("furnished", func(t *testing.T) {
		needFurniture(t)
		boot(t, guests[0], qemuxml, "qemu", way{script: scripted("sh").script, share: true, uefi: true})
	})
	t.Run("nomad", func(t *testing.T) { stopped(t, qemuxml, scheduled(t)) })
	t.Run("kubevirt", func(t *testing.T) {
		t.Skip("a VirtualMachine needs a cluster of Kubernetes with KubeVirt; the manifest is held against the types of its API in internal/export")
	})
}

// scripted is by the exported script, under a shell.
func scripted(shell string) way {
	return way{tpm: true, script: `d=${1%/*}; "$0" export script --force -o "$d" "$@" && exec ` + shell + ` "$d"/*.sh`}
}

// scheduled is by the exported job, of which it does what a client of Nomad's
// would do.
func scheduled(t *testing.T) way {
	t.Helper()
	program := judge.Build(t, "nomad")
	client := filepath.Join(t.TempDir(), "client")
	goBuild(t, client, "./nomadclient", "")
	return way{tpm: true, script: `d=${1%/*}; "$0" export nomad "$@" >"$d/job.hcl" && ` + program + ` <"$d/job.hcl" >"$d/job.json" && exec ` + client + ` "$d" <"$d/job.json"`}
}

// stopped boots a guest that stays, and has sh ask it to power down.
func stopped(t *testing.T, qemuxml string, how way) {
	t.Helper()
	_, err := exec.LookPath("passt")
	d := prepare(t, guests[0], "qemu", way{tpm: how.tpm, passt: err == nil, asks: "qemuxml.stay"})
	const stop = `
pid=$!
until grep -q 'found ready=' "${1%/*}/console.log"; do
	kill -0 $pid || exit 1
	sleep 0.2
done
kill $pid
wait $pid`
	start(t, "("+how.script+") &"+stop, qemuxml, d.xml, d.console)
	d.wanted = append(d.wanted, "button=pressed")
	d.check(t)
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(d.xml), "boot-x86_64.??????")); len(left) > 0 {
		t.Errorf("there is still %v", left)
	}
}
