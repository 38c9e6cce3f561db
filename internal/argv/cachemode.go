package argv

import (
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// caching is what a cache mode of libvirt's is made of.
type caching struct {
	writeback bool // the guest sees a write cache, and flushes it
	direct    bool // the host's cache is bypassed
	noFlush   bool // flushes are ignored
}

// cachings are libvirt's cache modes. Source: qemuDomainDiskCachemodeFlags,
// which has them from the table in qemu(1).
var cachings = map[string]caching{
	"none":         {writeback: true, direct: true},
	"writethrough": {},
	"writeback":    {writeback: true},
	"directsync":   {direct: true},
	"unsafe":       {writeback: true, noFlush: true},
}

// cacheMode is what mode is made of; ok is false where none is asked for.
func cacheMode(mode source.Val[string]) (c caching, ok bool) {
	c, ok = cachings[mode.V()]
	return c, ok
}

// nodeValue is what a node is told; the write cache is the device's matter.
func (c caching) nodeValue() option.Value {
	return option.Object(option.P("direct", option.Bool(c.direct)), option.P("no-flush", option.Bool(c.noFlush)))
}
