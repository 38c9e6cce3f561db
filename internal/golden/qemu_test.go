package golden

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/qemutest"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// TestStart starts every case that is translated under the real QEMU, for the
// release that is installed, and asks it for what the domain names.
func TestStart(t *testing.T) {
	if testing.Short() {
		t.Skip("starting every case takes too long for -short")
	}
	cases, err := filepath.Glob(filepath.Join(root, "*", "want.args"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, c := range cases {
		dir := filepath.Dir(c)
		t.Run(filepath.Base(dir), func(t *testing.T) { startCase(t, dir) })
	}
}

func startCase(t *testing.T, dir string) {
	if why := readConf(t, dir)["start"]; why != "" {
		t.Skip(why)
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromFile(filepath.Join(dir, "in.xml")); err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	want, reason := adapt(t, doc, work)
	if reason != "" {
		t.Skip(reason)
	}
	binary, err := exec.LookPath("qemu-system-" + qemu.Arch(want.arch).System())
	if err != nil {
		t.Skipf("no QEMU for %s is installed", want.arch)
	}
	r := translateFor(t, doc, binary, work)
	command := render.Command{Program: binary, Options: r.Options}.Words()
	machine, err := qemutest.Start(command, work)
	if err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(command, " "))
	}
	defer machine.Stop()
	got, err := machine.Look()
	if err != nil {
		t.Fatal(err)
	}
	compareInside(t, got, want, r)
}

// translateFor is the adapted domain as the run profile writes it for the
// installed QEMU.
func translateFor(t *testing.T, doc *etree.Document, binary, work string) translate.Result {
	t.Helper()
	text, err := doc.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parse.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(binary, "-version").Output()
	facts, ok := qemu.ParseVersionText(string(out))
	if err != nil || !ok {
		t.Fatalf("%s does not say its version: %v", binary, err)
	}
	r := translate.Tree(tree, &translate.Settings{
		Profile: profile.Run, Version: facts.Version, HostArch: qemu.X86_64, Host: hostAt("/"), Look: everything, RuntimeDir: work,
	})
	if r.Diag.Errors() > 0 {
		t.Fatalf("not translated for QEMU %s:\n%s", facts.Version, describe(tree, r.Diag))
	}
	return r
}

// compareInside compares what QEMU holds with what the domain names.
func compareInside(t *testing.T, got qemutest.Inside, want wanted, r translate.Result) {
	t.Helper()
	for _, disk := range want.disks {
		if !strings.Contains(got.Blocks, disk) {
			t.Errorf("the disk %s is not inside: %s", disk, got.Blocks)
		}
	}
	for _, mac := range want.macs {
		if !strings.Contains(got.Network, mac) {
			t.Errorf("the NIC %s is not inside: %s", mac, got.Network)
		}
	}
	online := r.Domain.VCPU.Max.V()
	if n, ok := r.Domain.VCPU.Current.Get(); ok {
		online = n
	}
	if uint64(got.CPUs) != online {
		t.Errorf("%d vCPUs are inside, want %d", got.CPUs, online)
	}
	if n := r.Domain.Memory.Initial.V() << 10; got.Memory != n {
		t.Errorf("%d bytes of memory are inside, want %d", got.Memory, n)
	}
}
