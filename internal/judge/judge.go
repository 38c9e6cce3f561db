// Package judge builds the programs that read an export with the code of those
// who define its format. They are modules of their own below internal/export, so
// that nothing else rests on what they need.
package judge

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Build builds the judge called name, and returns its path. Where its modules
// can't be fetched, the test is skipped.
func Build(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("building a judge takes too long for -short")
	}
	mod, err := command(".", "env", "GOMOD")
	if err != nil {
		t.Fatalf("%v: %s", err, mod)
	}
	program := filepath.Join(t.TempDir(), name)
	dir := filepath.Join(filepath.Dir(string(mod)), "internal/export/testdata", name)
	out, err := command(dir, "build", "-o", program, ".")
	if err == nil {
		return program
	}
	if probed, err := command(t.TempDir(), "list", "-m", "golang.org/x/text@latest"); err != nil {
		t.Skipf("the judge %s can't be built, since there is no network: %s", name, probed)
	}
	t.Fatalf("the judge %s can't be built: %s", name, out)
	return ""
}

func command(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	return cmd.CombinedOutput()
}
