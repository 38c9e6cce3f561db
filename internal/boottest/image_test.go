package boottest

import (
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cavaliergopher/cpio"
)

// moduleNames are the drivers that the guest needs, in the order in which they
// depend on each other.
var moduleNames = []string{
	"virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci", "virtio_mmio", "virtio_blk",
	"failover", "net_failover", "virtio_net", "fuse", "virtiofs", "button", "evdev", "pvpanic", "pvpanic-mmio",
}

// uefiModule is for guests that UEFI has started only.
const uefiModule = "efivarfs"

// build makes the program under test.
func build(t *testing.T) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "qemuxml")
	goBuild(t, out, "../../cmd/qemuxml", "")
	return out
}

// buildInit makes the guest's process 1 for an architecture.
func buildInit(t *testing.T, dir, goarch string) string {
	t.Helper()
	out := filepath.Join(dir, "init")
	goBuild(t, out, "./init", goarch)
	return out
}

func goBuild(t *testing.T, out, pkg, goarch string) {
	t.Helper()
	cmd := exec.Command("go", "build", "-o", out, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if goarch != "" {
		cmd.Env = append(cmd.Env, "GOOS=linux", "GOARCH="+goarch)
	}
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// debianKernel finds what .ci/fetch-kernels unpacked: the kernel and those of
// its modules that the guest needs, and more.
func debianKernel(t *testing.T, g guest, more ...string) (kernel string, modules []string) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skipf("no cache: %v", err)
	}
	root := filepath.Join(cache, "qemuxml-tests", "kernel-"+g.debian)
	kernels, _ := filepath.Glob(filepath.Join(root, "boot", "vmlinuz-*"))
	if len(kernels) == 0 {
		t.Skipf("no kernel under %s; make test fetches it", root)
	}
	for _, name := range slices.Concat(moduleNames, more) {
		for _, depth := range []string{"*", "*/*", "*/*/*"} {
			found, _ := filepath.Glob(filepath.Join(root, "lib/modules/*/kernel", depth, name+".ko"))
			modules = append(modules, found...)
		}
	}
	return kernels[0], modules
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// writeInitrd packs init and the modules, numbered so that their names sort in
// the order of loading.
func writeInitrd(t *testing.T, path, init string, modules []string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	w := cpio.NewWriter(z)
	addDir(t, w, "dev")
	addDir(t, w, "modules")
	addFile(t, w, "init", init)
	for i, m := range modules {
		addFile(t, w, fmt.Sprintf("modules/%02d.ko", i), m)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func addDir(t *testing.T, w *cpio.Writer, name string) {
	t.Helper()
	if err := w.WriteHeader(&cpio.Header{Name: name, Mode: cpio.TypeDir | 0o755}); err != nil {
		t.Fatal(err)
	}
}

func addFile(t *testing.T, w *cpio.Writer, name, from string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.WriteHeader(&cpio.Header{Name: name, Mode: cpio.TypeReg | 0o755, Size: int64(len(data))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
}
