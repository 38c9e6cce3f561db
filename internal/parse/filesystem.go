package parse

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func filesystem(c Cursor) *domain.Filesystem {
	src, driver := c.Child("source"), c.Child("driver")
	f := &domain.Filesystem{
		Device:     device(c),
		Type:       c.Enum("type", "mount", "block", "file", "template", "ram", "bind", "volume").Or("default: file system type", "mount"),
		Model:      c.Enum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		AccessMode: c.Enum("accessmode", "passthrough", "mapped", "squash"),
		FMode:      mode(c, "fmode"),
		DMode:      mode(c, "dmode"),
		MultiDevs:  c.Enum("multidevs", "default", "remap", "forbid", "warn"),
		Driver: domain.FilesystemDriver{
			Type:     driver.Enum("type", "path", "handle", "loop", "nbd", "ploop", "virtiofs", "mtp"),
			Format:   driver.Str("format"),
			WRPolicy: driver.Enum("wrpolicy", "immediate"),
			Queue:    driver.UintMax("queue", 1<<64-1),
		},
		SourceRef: src.Ref(),
		Socket:    src.Str("socket"),
		Target:    c.Child("target").Str("dir"),
		SpaceHard: c.Child("space_hard_limit").UintText(1<<64 - 1),
		SpaceSoft: c.Child("space_soft_limit").UintText(1<<64 - 1),
		Virtiofs:  virtiofsDaemon(c),
	}
	f.Source = src.Str(sourceAttr(f.Type.V()))
	if flag := c.Child("readonly"); flag.Ok() {
		f.ReadOnly = flag.Ref()
	}
	return f
}

// sourceAttr is the attribute of <source> that a file system type reads.
func sourceAttr(kind string) string {
	switch kind {
	case "block":
		return "dev"
	case "file":
		return "file"
	case "template":
		return "name"
	case "ram":
		return "usage"
	case "volume":
		return "volume"
	}
	return "dir"
}

// mode reads permissions, which are octal.
func mode(c Cursor, name string) source.Val[uint64] {
	v := c.Str(name)
	if !v.IsSet() {
		return source.Val[uint64]{}
	}
	n, err := strconv.ParseUint(v.V(), 8, 32)
	if err != nil || n > 0o777 {
		c.r.diag.Error(source.BadValue, v.Ref(), "attribute %s: %q is no file mode", name, v.V()).WithHint("write it in octal, at most 0777")
		return source.Val[uint64]{}
	}
	return source.Of(n, v.Ref())
}

// virtiofsDaemon reads the <binary> and the <idmap> of a file system.
func virtiofsDaemon(c Cursor) domain.VirtiofsDaemon {
	binary, idmap := c.Child("binary"), c.Child("idmap")
	lock := binary.Child("lock")
	d := domain.VirtiofsDaemon{
		Path:       binary.Str("path"),
		XAttr:      binary.OnOff("xattr"),
		Cache:      binary.Child("cache").Enum("mode", "none", "always"),
		Sandbox:    binary.Child("sandbox").Enum("mode", "namespace", "chroot"),
		PosixLock:  lock.OnOff("posix"),
		Flock:      lock.OnOff("flock"),
		ThreadPool: binary.Child("thread_pool").UintMax("size", 1<<31-1),
		OpenFiles:  binary.Child("openfiles").UintMax("max", 1<<64-1),
		UIDs:       idMaps(idmap, "uid"),
		GIDs:       idMaps(idmap, "gid"),
	}
	if binary.Ok() {
		d.Ref = binary.Ref()
	}
	return d
}

func idMaps(c Cursor, name string) []domain.IDMap {
	var list []domain.IDMap
	for m := range c.Children(name) {
		m.Require("start")
		m.Require("target")
		m.Require("count")
		list = append(list, domain.IDMap{
			Ref:    m.Ref(),
			Start:  m.UintMax("start", 1<<32-1),
			Target: m.UintMax("target", 1<<32-1),
			Count:  m.UintMax("count", 1<<32-1),
		})
	}
	return list
}
