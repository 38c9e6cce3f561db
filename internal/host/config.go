package host

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
)

// Where libvirt's drivers keep what is defined; the file is called after the
// network or pool, and libvirt refuses one that isn't.
const (
	networksDir = "etc/libvirt/qemu/networks"
	poolsDir    = "etc/libvirt/storage"
)

// Network is the libvirt network called name. The error is fs.ErrNotExist where
// this host has none of that name.
func (f *Facts) Network(name string) (*domain.Network, error) {
	if f == nil {
		return nil, fs.ErrNotExist
	}
	got, ok := f.networks[name]
	if !ok {
		got = readConfig(f, networksDir, name, f.decode.Network)
		f.networks[name] = got
	}
	return got.value, got.err
}

// Pool is the storage pool called name. The error is fs.ErrNotExist where this
// host has none of that name.
func (f *Facts) Pool(name string) (*domain.Pool, error) {
	if f == nil {
		return nil, fs.ErrNotExist
	}
	got, ok := f.pools[name]
	if !ok {
		got = readConfig(f, poolsDir, name, f.decode.Pool)
		f.pools[name] = got
	}
	return got.value, got.err
}

// readConfig reads the file of the thing called name in dir.
func readConfig[T any](f *Facts, dir, name string, decode func([]byte) (T, error)) lookup[T] {
	if !fileName(name) || decode == nil {
		return lookup[T]{err: fs.ErrNotExist}
	}
	file := path.Join(dir, name+".xml")
	data, err := fs.ReadFile(f.root, file)
	if errors.Is(err, fs.ErrNotExist) {
		return lookup[T]{err: fs.ErrNotExist}
	}
	if err != nil {
		return lookup[T]{err: err}
	}
	v, err := decode(data)
	if err != nil {
		err = fmt.Errorf("/%s: %w", file, err)
	}
	return lookup[T]{v, err}
}

// Volume is where a volume of a storage pool is: a file, or a block device.
type Volume struct {
	Path  string
	Block bool
}

// Volume is the volume called volume of the storage pool called pool. Only
// pools whose volumes are called after their files can be resolved without
// libvirt; the error says so for others. Whether the volume is there is not
// looked at.
func (f *Facts) Volume(pool, volume string) (Volume, error) {
	p, err := f.Pool(pool)
	if errors.Is(err, fs.ErrNotExist) {
		return Volume{}, fmt.Errorf("this host has no storage pool %q: %w", pool, fs.ErrNotExist)
	}
	if err != nil {
		return Volume{}, err
	}
	if !fileName(volume) {
		return Volume{}, fmt.Errorf("%q can't be the name of a volume", volume)
	}
	switch p.Type {
	case "dir", "fs", "netfs", "vstorage":
		return Volume{Path: path.Join(p.Target, volume)}, nil
	case "logical", "disk", "zfs":
		return Volume{Path: path.Join(p.Target, volume), Block: true}, nil
	case "iscsi", "iscsi-direct", "scsi", "mpath", "rbd", "sheepdog", "gluster":
		return Volume{}, fmt.Errorf("what a volume of %q is called is known to libvirt only: the pool is of type %s", pool, p.Type)
	}
	return Volume{}, fmt.Errorf("storage pool %q is of the unknown type %q", pool, p.Type)
}

// HasVolume tells whether the volume called volume of the storage pool called
// pool may be there: the pool is, and so is the file where files can be seen.
func (f *Facts) HasVolume(pool, volume string) bool {
	if _, err := f.Pool(pool); errors.Is(err, fs.ErrNotExist) {
		return false
	}
	v, err := f.Volume(pool, volume)
	if err != nil || v.Block {
		return true
	}
	rel, ok := relative(v.Path)
	if !ok {
		return true
	}
	_, err = fs.Stat(f.root, rel)
	return !errors.Is(err, fs.ErrNotExist)
}
