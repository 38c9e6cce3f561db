package host

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// descriptorDirs are where QEMU's interoperability descriptors lie, the less
// specific first.
// Source: QEMU's docs/interop/firmware.json and vhost-user.json; a session's own
// directory is left out, as libvirt's system daemon does.
var descriptorDirs = []string{"usr/share/qemu", "etc/qemu"}

// Skipped is a descriptor that was passed over, and why.
type Skipped struct{ Path, Reason string }

// descriptors are all descriptors of one kind, in order of priority.
type descriptors[T any] struct {
	list    []T
	skipped []Skipped
}

// readDescriptors reads the descriptors of one kind. Of files with the same
// name the most specific counts; an empty one masks all of its name; one that
// makes no sense is passed over. They are sorted by their names.
func readDescriptors[T any](root fs.FS, kind string, read func(file string, data []byte) (T, error)) *descriptors[T] {
	files := map[string]string{}
	for _, dir := range descriptorDirs {
		listDescriptors(root, path.Join(dir, kind), files)
	}
	var all descriptors[T]
	for _, file := range sortedFiles(files) {
		data, err := fs.ReadFile(root, file)
		if err == nil && len(data) == 0 {
			continue
		}
		var d T
		if err == nil {
			d, err = read("/"+file, data)
		}
		if err != nil {
			all.skipped = append(all.skipped, Skipped{Path: "/" + file, Reason: err.Error()})
			continue
		}
		all.list = append(all.list, d)
	}
	return &all
}

// listDescriptors puts the regular files of dir into files, by their names.
func listDescriptors(root fs.FS, dir string, files map[string]string) {
	entries, err := fs.ReadDir(root, dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if info, err := fs.Stat(root, file); err == nil && info.Mode().IsRegular() {
			files[e.Name()] = file
		}
	}
}

// sortedFiles are the values of files, sorted by their keys.
func sortedFiles(files map[string]string) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		names[i] = files[name]
	}
	return names
}
