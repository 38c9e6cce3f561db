package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/google/renameio/v2"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/qemu"
)

// lookup looks for emulators on PATH and below sysroot. Under a sysroot that is
// not this machine, PATH means nothing.
func lookup(sysroot string) binaries.Lookup {
	return binaries.Lookup{
		Path: func(name string) (string, bool) {
			if sysroot != "/" {
				return "", false
			}
			p, err := exec.LookPath(name)
			return p, err == nil && filepath.IsAbs(p)
		},
		Exists: func(p string) bool {
			info, err := os.Stat(filepath.Join(sysroot, p))
			return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
		},
	}
}

func writable(dir string) bool { return unix.Access(dir, unix.W_OK|unix.X_OK) == nil }

// askTimeout is how long an emulator may take to say its version.
const askTimeout = 10 * time.Second

// askEmulator asks the emulator at path for its version. The answer is kept in
// the user's cache for as long as the file stays the same.
func askEmulator(path string) (qemu.EmulatorFacts, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return qemu.EmulatorFacts{}, false
	}
	key := fmt.Sprintf("%s %d %d", path, info.Size(), info.ModTime().UnixNano())
	if f, ok := cached(key); ok {
		return f, true
	}
	f, ok := askNow(path)
	if ok {
		remember(key, f)
	}
	return f, ok
}

// askNow runs the emulator. Those before 0.11 know no -version, but start their
// help with it.
func askNow(path string) (qemu.EmulatorFacts, bool) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	for _, flag := range []string{"-version", "-help"} {
		// Old releases exit with 1 from -help: what they print is what counts.
		text, _ := exec.CommandContext(ctx, path, flag).Output()
		f, ok := qemu.ParseVersionText(string(text))
		if ok && (flag == "-help" || !f.NeedsHelp()) {
			return f, true
		}
	}
	return qemu.EmulatorFacts{}, false
}

// cacheFile is where the facts for key are kept; "" where there is no cache.
func cacheFile(key string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(dir, "qemuxml", "emulator-"+hex.EncodeToString(sum[:8])+".json")
}

// cacheEntry repeats its key, so that a clash of names can't tell lies.
type cacheEntry struct {
	Key   string
	Facts qemu.EmulatorFacts
}

func cached(key string) (qemu.EmulatorFacts, bool) {
	data, err := os.ReadFile(cacheFile(key))
	if err != nil {
		return qemu.EmulatorFacts{}, false
	}
	var e cacheEntry
	err = json.Unmarshal(data, &e)
	return e.Facts, err == nil && e.Key == key
}

// remember keeps the facts for key. A cache that can't be written only costs
// the next call its time.
func remember(key string, f qemu.EmulatorFacts) {
	file := cacheFile(key)
	data, err := json.Marshal(cacheEntry{key, f})
	if file == "" || err != nil || os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	_ = renameio.WriteFile(file, data, 0o644)
}
