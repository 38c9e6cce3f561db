package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestAbilities asks the real emulator, twice: the second answer is the cache's.
func TestAbilities(t *testing.T) {
	const emulator = "/usr/bin/qemu-system-x86_64"
	if _, err := os.Stat(emulator); err != nil {
		t.Skip("no QEMU for x86_64 is installed")
	}
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	for range 2 {
		a, ok := askForAbilities(emulator)
		for _, c := range []struct {
			name  string
			known []string
		}{{"pc", a.Machines}, {"q35", a.Machines}, {"qemu64", a.CPUs}, {"e1000", a.Devices}, {"e1000-82540em", a.Devices}, {"secret", a.Objects}, {"tcg", a.Accelerators}, {"x86_64", []string{a.Arch}}, {"pc", slices.Collect(maps.Keys(a.Aliases))}} {
			if !ok || !slices.Contains(c.known, c.name) {
				t.Errorf("%s is not among %d names", c.name, len(c.known))
			}
		}
	}
	if kept, err := filepath.Glob(cache + "/qemuxml/abilities-*"); len(kept) != 1 {
		t.Errorf("%d answers are kept (%v)", len(kept), err)
	}
}

// TestNoAbilities holds that what is no emulator says nothing, and is not waited
// for.
func TestNoAbilities(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, program := range []string{"/bin/true", "/bin/echo", "/nowhere"} {
		if _, ok := askForAbilities(program); ok {
			t.Errorf("%s has abilities", program)
		}
	}
}
