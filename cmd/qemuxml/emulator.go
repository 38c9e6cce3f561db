package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
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
	exists := once(func(p string) (fs.FileInfo, bool) {
		info, err := statUnder(sysroot, p)
		return info, err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
	})
	return binaries.Lookup{
		Path: once(func(name string) (string, bool) {
			if sysroot != thisHost {
				return "", false
			}
			p, err := exec.LookPath(name)
			return p, err == nil && filepath.IsAbs(p)
		}),
		Exists: func(p string) bool {
			_, ok := exists(p)
			return ok
		},
	}
}

// once is ask, which is asked each question once. Many files have the same.
func once[T any](ask func(string) (T, bool)) func(string) (T, bool) {
	type answer struct {
		value T
		ok    bool
	}
	known := map[string]answer{}
	return func(question string) (T, bool) {
		a, asked := known[question]
		if !asked {
			a.value, a.ok = ask(question)
			known[question] = a
		}
		return a.value, a.ok
	}
}

func writable(dir string) bool { return unix.Access(dir, unix.W_OK|unix.X_OK) == nil }

// askTimeout is how long an emulator may take to say its version.
const askTimeout = 10 * time.Second

// askEmulator asks the emulator at path for its version and who built it.
func askEmulator(path string) (qemu.EmulatorFacts, bool) { return askOnce("build", path, askNow) }

// askOnce is what ask says of the file at path, which is kept in the user's cache
// under the name of what was asked for as long as the file stays the same.
func askOnce[T any](what, path string, ask func(path string) (T, bool)) (answer T, ok bool) {
	info, err := os.Stat(path)
	if err != nil {
		return answer, false
	}
	key := fmt.Sprintf("%s %d %d", path, info.Size(), info.ModTime().UnixNano())
	if answer, ok := cached[T](what, key); ok {
		return answer, true
	}
	answer, ok = ask(path)
	if ok {
		remember(what, key, answer)
	}
	return answer, ok
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

// cacheFile is where what was asked for key is kept; "" where there is no cache.
func cacheFile(what, key string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(dir, "qemuxml", what+"-"+hex.EncodeToString(sum[:8])+".json")
}

// cacheEntry repeats its key, so that a clash of names can't tell lies.
type cacheEntry[T any] struct {
	Key   string
	Facts T
}

func cached[T any](what, key string) (answer T, ok bool) {
	data, err := os.ReadFile(cacheFile(what, key))
	if err != nil {
		return answer, false
	}
	var e cacheEntry[T]
	err = json.Unmarshal(data, &e)
	return e.Facts, err == nil && e.Key == key
}

// remember keeps the answer for key. A cache that can't be written only costs the
// next call its time.
func remember[T any](what, key string, answer T) {
	file := cacheFile(what, key)
	data, err := json.Marshal(cacheEntry[T]{key, answer})
	if file == "" || err != nil || os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	_ = renameio.WriteFile(file, data, 0o644)
}
