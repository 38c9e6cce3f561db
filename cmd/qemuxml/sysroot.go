package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	securejoin "github.com/cyphar/filepath-securejoin"
)

// thisHost is the sysroot of the machine itself.
const thisHost = "/"

// sysrootDir is the directory that --sysroot names.
func sysrootDir(dir string) (string, error) {
	if dir == "" {
		return thisHost, nil
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return "", fmt.Errorf("--sysroot: %w", err)
	case !info.IsDir():
		return "", fmt.Errorf("--sysroot %s: not a directory", dir)
	}
	return filepath.Abs(dir)
}

// under is the path called name below sysroot. Symbolic links mean what they mean
// to the host whose root that is, so none leads out of it.
func under(sysroot, name string) (string, error) {
	if sysroot == thisHost {
		return name, nil
	}
	return securejoin.SecureJoinVFS(sysroot, name, &oncePerGap{})
}

// oncePerGap is the file system for the way along one path: below a directory that
// is not there, nothing is looked for.
type oncePerGap struct {
	gap string // the path that is not there, with a slash; "" while all is
	why error
}

func (o *oncePerGap) Lstat(name string) (fs.FileInfo, error) {
	if o.gap != "" && strings.HasPrefix(name, o.gap) {
		return nil, o.why
	}
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		o.gap, o.why = name+string(filepath.Separator), err
	}
	return info, err
}

func (o *oncePerGap) Readlink(name string) (string, error) { return os.Readlink(name) }

// statUnder looks at the path called name below sysroot.
func statUnder(sysroot, name string) (fs.FileInfo, error) {
	path, err := under(sysroot, name)
	if err != nil {
		return nil, err
	}
	return os.Stat(path)
}

// filesOf are the files of the host whose root directory is sysroot.
func filesOf(sysroot string) fs.FS {
	if sysroot == thisHost {
		return os.DirFS(thisHost)
	}
	return confined(sysroot)
}

// confined is a directory as a file system that no symbolic link leads out of.
type confined string

// Open opens the file called name.
func (c confined) Open(name string) (fs.File, error) {
	path, err := under(string(c), name)
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}

// Stat looks at the file called name, which is not opened: it may be a pipe.
func (c confined) Stat(name string) (fs.FileInfo, error) { return statUnder(string(c), name) }
