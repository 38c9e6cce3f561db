package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// foreignVideo gives v the model of the machine where its own is another
// hypervisor's, or none of this QEMU. libvirt refuses it.
func (r *resolver) foreignVideo(v *domain.Video) {
	model := v.Model
	if !r.Profile.Adapt || !r.Target.Has("device") || !r.lacksVideo(model.V()) {
		return
	}
	v.Model = source.Of(r.defaultVideoModel(), model.Ref())
	r.Diag.Warn(source.Invalid, model.Ref(), "QEMU %s for %s guests has no video model %s; %s takes its place", r.Target.Version, r.Target.Arch, model.V(), v.Model.V()).
		WithHint("write <model type='%s'/>", v.Model.V()).Accounting(v.RAM.Ref(), v.VRAM.Ref(), v.VRAM64.Ref(), v.VGAMem.Ref())
	v.RAM, v.VRAM, v.VRAM64, v.VGAMem = source.Val[uint64]{}, source.Val[uint64]{}, source.Val[uint64]{}, source.Val[uint64]{}
}

// lacksVideo tells whether no guest of the target has a graphics card of model.
func (r *resolver) lacksVideo(model string) bool {
	switch model {
	case "xen", "vbox", "gop":
		return true
	case "vga":
		return !r.Target.Has("VGA")
	case "qxl":
		return !r.Target.Has("qxl")
	case "cirrus":
		return !r.Target.Has("cirrus-vga")
	case "vmvga":
		return !r.Target.Has("vmware-svga")
	}
	return false
}
