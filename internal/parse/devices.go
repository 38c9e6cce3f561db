package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// devices reads <devices>: one line a family.
func devices(c Cursor) domain.Devices {
	return domain.Devices{
		Ref:           c.Ref(),
		Emulator:      c.Child("emulator").Text(),
		Disks:         each(c, "disk", disk),
		Controllers:   each(c, "controller", controller),
		Filesystems:   each(c, "filesystem", filesystem),
		Interfaces:    each(c, "interface", netInterface),
		Serials:       each(c, "serial", charDevice),
		Parallels:     each(c, "parallel", charDevice),
		Consoles:      each(c, "console", charDevice),
		Channels:      each(c, "channel", charDevice),
		Smartcards:    each(c, "smartcard", smartcard),
		Inputs:        each(c, "input", input),
		TPMs:          each(c, "tpm", tpm),
		Graphics:      each(c, "graphics", graphics),
		Videos:        each(c, "video", video),
		Sounds:        each(c, "sound", sound),
		Audios:        each(c, "audio", audio),
		Hostdevs:      each(c, "hostdev", hostdev),
		Redirdevs:     each(c, "redirdev", redirdev),
		RedirFilter:   one(c, "redirfilter", redirFilter),
		Hubs:          each(c, "hub", hub),
		Watchdogs:     each(c, "watchdog", watchdog),
		Memballoon:    one(c, "memballoon", memballoon),
		RNGs:          each(c, "rng", rng),
		Shmems:        each(c, "shmem", shmem),
		MemoryDevices: each(c, "memory", memoryDevice),
		Panics:        each(c, "panic", panicDevice),
		IOMMUs:        each(c, "iommu", iommu),
		Vsock:         one(c, "vsock", vsock),
		Cryptos:       each(c, "crypto", crypto),
		Pstore:        one(c, "pstore", pstore),
		NVRAM:         one(c, "nvram", nvramDevice),
	}
}

// each reads the children of c called name; those that read as nil are left out.
func each[T any](c Cursor, name string, read func(Cursor) *T) []*T {
	var list []*T
	for child := range c.Children(name) {
		if v := read(child); v != nil {
			list = append(list, v)
		}
	}
	return list
}

// one reads the only child of c called name; nil where there is none. A second
// one is an error.
func one[T any](c Cursor, name string, read func(Cursor) *T) *T {
	var v *T
	count := 0
	for child := range c.Children(name) {
		if count++; count > 1 {
			c.r.diag.Error(source.Conflict, child.Ref(), "a guest has one <%s> only", name)
			break
		}
		v = read(child)
	}
	return v
}
