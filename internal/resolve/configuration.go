package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// configuration takes over what the configuration of libvirt's QEMU driver says
// of QEMU itself, and tells what could not be taken of it.
func (r *resolver) configuration() {
	if r.Conf == nil {
		return
	}
	for _, p := range r.Conf.Problems {
		r.Diag.Warn(source.NotReadable, r.dom.Ref, "%s", p).WithHint("libvirt's daemon does not start with this file; correct it")
	}
	if unread := r.Conf.Unread; len(unread) > 0 {
		r.Diag.Note(source.RunTime, r.dom.Ref, "of libvirt's qemu.conf, these are not taken into account: %s", strings.Join(unread, ", "))
	}
	for _, name := range r.Conf.Texts("capability_filters").V() {
		r.Target.Override(qemu.Feature(name), false)
	}
}
