package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestUnder holds that a way leads on from what is not there, and that each
// directory is looked for as it stands.
func TestUnder(t *testing.T) {
	root := t.TempDir()
	if err := os.Symlink("/there", filepath.Join(root, "in")); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]string{
		"gone/deep/file":            "gone/deep/file",
		"gone/deep/../../in/file":   "there/file",
		"gone/../../../in/file":     "there/file",
		"gonein/../gone/../in/file": "there/file",
		"in/../file":                "file",
	} {
		if got, err := under(root, name); err != nil || got != filepath.Join(root, want) {
			t.Errorf("%s is at %s, %v; want %s", name, got, err, want)
		}
	}
}

// TestGap holds that nothing is looked for below a directory that is not there.
func TestGap(t *testing.T) {
	root := t.TempDir()
	o := &oncePerGap{}
	if _, err := o.Lstat(filepath.Join(root, "gone")); !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, name := range []string{"gone/file", "gones"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Lstat(filepath.Join(root, "gone/file")); !os.IsNotExist(err) {
		t.Error("it was looked for below the gap:", err)
	}
	if _, err := o.Lstat(filepath.Join(root, "gones")); err != nil {
		t.Error("what only begins as the gap was not looked for:", err)
	}
}
