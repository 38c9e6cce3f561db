package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"github.com/qemuxml/qemuxml/internal/export"
	"github.com/qemuxml/qemuxml/internal/source"
)

// writeFiles writes all of files, or none: to the directory that s names, or
// where there is only one file, to where answers go.
func (u *ui) writeFiles(files []export.File, s *exportSettings) error {
	if s.dir == "" {
		if len(files) > 1 {
			u.failf(source.BadValue, "this guest is %d files; name a directory for them with -o", len(files))
			return status(exitFailed)
		}
		_, err := u.out.Write(files[0].Data)
		return err
	}
	if err := writeAll(files, s.dir, s.force); err != nil {
		u.print(source.Error, message{ID: source.NotWritten, Text: err.Error(), Hint: s.toWrite(err)})
		return status(exitFailed)
	}
	return nil
}

// toWrite is what to do about err; "" where the error says it.
func (s *exportSettings) toWrite(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission) && s.install && !s.unit.User:
		return "only root installs units of the system; --user is for your own service manager"
	case errors.Is(err, fs.ErrPermission):
		return "name another directory with -o"
	case errors.Is(err, fs.ErrNotExist):
		return "make the directory first"
	}
	return ""
}

// writeAll writes files into dir. Unless forced it writes over none, and where
// one is there already, it writes none.
func writeAll(files []export.File, dir string, force bool) error {
	for i, f := range files {
		name := filepath.Join(dir, f.Name)
		err := writeNew(name, f)
		if errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%s is there already; --force writes over it", name)
			if force {
				err = renameio.WriteFile(name, f.Data, f.Mode, renameio.IgnoreUmask())
			}
		}
		if err == nil {
			continue
		}
		if !force {
			for _, written := range files[:i] {
				err = errors.Join(err, os.Remove(filepath.Join(dir, written.Name)))
			}
		}
		return err
	}
	return nil
}

// writeNew writes f as name, which must not be there yet.
func writeNew(name string, f export.File) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, f.Mode)
	if err != nil {
		return err
	}
	_, err = file.Write(f.Data)
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}
