package main

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/google/renameio/v2"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/qemu"
)

// lookup looks for emulators on PATH and below sysroot. Under a sysroot that is
// not this machine, PATH means nothing.
func lookup(sysroot string) binaries.Lookup {
	// To find a path below a sysroot takes a look at each part of it.
	hasDir := once(func(dir string) (struct{}, bool) {
		_, err := statUnder(sysroot, dir)
		return struct{}{}, err == nil
	})
	exists := once(func(p string) (struct{}, bool) {
		if _, ok := hasDir(filepath.Dir(p)); !ok {
			return struct{}{}, false
		}
		info, err := statUnder(sysroot, p)
		return struct{}{}, err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
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

// once is ask, whose answers are kept: the guests of a folder have few emulators.
// It is for one worker.
func once[T any](ask func(string) (T, bool)) func(string) (T, bool) {
	type answer struct {
		value T
		ok    bool
	}
	const most = 256 // lest a folder of odd guests fills the memory
	known := map[string]answer{}
	return func(of string) (T, bool) {
		a, ok := known[of]
		if !ok {
			a.value, a.ok = ask(of)
			if len(known) < most {
				known[of] = a
			}
		}
		return a.value, a.ok
	}
}

func writable(dir string) bool { return unix.Access(dir, unix.W_OK|unix.X_OK) == nil }

// askTimeout is how long an emulator may take to say its version.
const askTimeout = 10 * time.Second

// askEmulator asks the emulator at path for its version and who built it. What it
// prints is kept, and read anew each time.
func askEmulator(path string) (qemu.EmulatorFacts, bool) {
	text, ok := askOnce("build", path, askNow)
	if !ok {
		return qemu.EmulatorFacts{}, false
	}
	return qemu.ParseVersionText(string(text))
}

// askOnce is what ask says of the file at path, which is kept in the user's cache
// under the name of what was asked for as long as the file stays the same.
func askOnce(what, path string, ask func(path string) (answer []byte, ok bool)) (answer []byte, ok bool) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false
	}
	key := fmt.Sprintf("%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
	file := cacheFile(what, key)
	if answer, ok := cached(file, key); ok {
		return answer, true
	}
	answer, ok = ask(path)
	if ok {
		remember(file, key, answer)
	}
	return answer, ok
}

// askNow runs the emulator. Those before 0.11 know no -version, but start their
// help with it.
func askNow(path string) (text []byte, ok bool) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	for _, flag := range []string{"-version", "-help"} {
		// Old releases exit with 1 from -help: what they print is what counts.
		text, _ := exec.CommandContext(ctx, path, flag).Output()
		f, ok := qemu.ParseVersionText(string(text))
		if ok && (flag == "-help" || !f.NeedsHelp()) {
			return text, true
		}
	}
	return nil, false
}

// cacheFile is where what was asked for key is kept; "" where there is no cache.
func cacheFile(what, key string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	sum := fnv.New64a()
	_, _ = io.WriteString(sum, key) // a sum can't fail
	return filepath.Join(dir, "qemuxml", what+"-"+strconv.FormatUint(sum.Sum64(), 16))
}

// cached is what file keeps for key, with which it begins, so that a clash of
// names can't tell lies.
func cached(file, key string) (answer []byte, ok bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, false
	}
	return bytes.CutPrefix(data, []byte(key))
}

// remember keeps the answer for key. A cache that can't be written only costs the
// next call its time.
func remember(file, key string, answer []byte) {
	if file == "" || os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	_ = renameio.WriteFile(file, append([]byte(key), answer...), 0o644)
}
