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

// cacheMode is what libvirt's cache mode is made of; ok is false where none is
// asked for. Source: qemuDomainDiskCachemodeFlags, which has it from the table in
// qemu(1).
func cacheMode(mode source.Val[string]) (c caching, ok bool) {
	switch mode.V() {
	case "none":
		return caching{writeback: true, direct: true}, true
	case "writethrough":
		return caching{}, true
	case "writeback":
		return caching{writeback: true}, true
	case "directsync":
		return caching{direct: true}, true
	case "unsafe":
		return caching{writeback: true, noFlush: true}, true
	}
	return caching{}, false
}

// nodeValue is what a node is told; the write cache is the device's matter.
func (c caching) nodeValue() option.Value {
	return option.Object(option.P("direct", option.Bool(c.direct)), option.P("no-flush", option.Bool(c.noFlush)))
}
