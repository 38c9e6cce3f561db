package main

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestLookIn holds that only what can hold an image is opened: opening the pipe
// would wait, and a network path means nothing.
func TestLookIn(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("image", "vhdxfile")
	if err := unix.Mkfifo(filepath.Join(root, "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("image", filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	look := lookIn(root)
	for name, want := range map[string]string{"/image": "vhdx", "/link": "vhdx", "/pipe": "", "/": "", "/none": "", "nbd://h/x": "", "/../image": "vhdx"} {
		if info, err := look(name); info.Format != want || (err == nil) != (want != "") {
			t.Errorf("%s: got %+v (%v), want %q", name, info, err, want)
		}
	}
}
