// Package host knows facts of one host: its libvirt networks and storage pools,
// how libvirt is configured there, its firmware and vhost-user descriptors, its
// huge page mounts.
//
// All of them are read from an fs.FS root, so a sysroot serves as well as the
// machine itself. A fact is read when it is first asked for and kept; what is
// never asked for is never read. Nothing here decides anything.
package host

import (
	"io/fs"
	"path"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
)

// Decoder reads the XML files of a host. They come from package parse, the only
// reader of XML.
type Decoder struct {
	Network func(data []byte) (*domain.Network, error)
	Pool    func(data []byte) (*domain.Pool, error)
}

// Facts are the facts of one host. A nil *Facts is a host of which nothing is
// known. Facts are not safe for concurrent use.
type Facts struct {
	root   fs.FS
	decode Decoder

	networks map[string]lookup[*domain.Network]
	pools    map[string]lookup[*domain.Pool]
	firmware *descriptors[Firmware]
	vhost    *descriptors[VhostUser]
	pages    *HugePages
	ports    []Port // nil until they were read
	kernel   map[string]domain.Set
	owners   map[string]map[string]string // by file, the numbers of those that it names

	conf     *QEMUConf
	confRead bool // conf is known, if only to be nil
}

// lookup is what looking a thing up gave.
type lookup[T any] struct {
	value T
	err   error
}

// Open is the host whose root directory is root.
func Open(root fs.FS, decode Decoder) *Facts {
	return &Facts{
		root:     root,
		decode:   decode,
		networks: map[string]lookup[*domain.Network]{},
		pools:    map[string]lookup[*domain.Pool]{},
		kernel:   map[string]domain.Set{},
		owners:   map[string]map[string]string{},
	}
}

// Exists tells whether the absolute path name is there, of whatever kind.
func (f *Facts) Exists(name string) bool {
	rel, ok := relative(name)
	if f == nil || !ok {
		return false
	}
	_, err := fs.Stat(f.root, rel)
	return err == nil
}

// IsDir tells whether the absolute path name is a directory.
func (f *Facts) IsDir(name string) bool {
	rel, ok := relative(name)
	if f == nil || !ok {
		return false
	}
	info, err := fs.Stat(f.root, rel)
	return err == nil && info.IsDir()
}

// relative is the absolute path name as package fs wants it: below the root.
func relative(name string) (string, bool) {
	if !path.IsAbs(name) {
		return "", false
	}
	rel := strings.TrimPrefix(path.Clean(name), "/")
	if rel == "" {
		rel = "."
	}
	return rel, fs.ValidPath(rel)
}

// fileName tells whether name can name a file in a directory, so that a name
// from the XML leads nowhere else.
func fileName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.ContainsAny(name, "/\x00")
}
