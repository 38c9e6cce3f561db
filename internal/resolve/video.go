package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// videos completes the graphics cards: the one that graphics need, models,
// which is primary, and memory.
// Source: libvirt's virDomainDefAddImplicitVideo, virDomainDefPostParseVideo
// and qemuDomainDeviceVideoDefPostParse.
func (r *resolver) videos() {
	d := &r.dom.Devices
	own := r.Profile.Adapt && r.Target.Arch.IsARM() && !r.hasPCI() // boards have a display, and no slot
	if len(d.Videos) == 0 && len(d.Graphics) > 0 && !own {
		d.Videos = append(d.Videos, &domain.Video{Device: domain.Device{Ref: source.Rule("default: graphics need a video device")}})
	}
	r.videoNone()
	for _, v := range d.Videos {
		v.Model = r.videoModel(v.Model)
		r.foreignVideo(v)
		r.videoMemory(v)
		r.dropMissingBlob(v)
	}
	r.primaryVideo()
	r.checkVideos()
}

// videoNone refuses the video device that says that there is none beside others.
func (r *resolver) videoNone() {
	d := &r.dom.Devices
	d.Videos = slices.DeleteFunc(d.Videos, func(v *domain.Video) bool {
		if v.Model.V() != "none" || len(d.Videos) == 1 {
			return false
		}
		r.refuse("it is passed over", source.Conflict, v.Model.Ref(), "a video device of model none must be the only one").
			WithHint("remove it, or the others").Inside(v.Ref)
		return true
	})
}

func (r *resolver) videoModel(model source.Val[string]) source.Val[string] {
	if model.IsSet() && model.V() != "default" {
		return model
	}
	choice := source.Default("default: video model of the machine", r.defaultVideoModel())
	if model.IsSet() {
		return source.Of(choice.V(), model.Ref())
	}
	return choice
}

// Source: libvirt's qemuDomainDefaultVideoDevice.
func (r *resolver) defaultVideoModel() string {
	arch, machine := r.Target.Arch, r.dom.OS.Machine.V()
	switch {
	case arch.IsPPC64():
		return "vga"
	case qemu.IsVirt(machine, arch), arch.IsS390():
		return "virtio"
	case r.Target.Has("cirrus-vga"):
		return "cirrus"
	case r.Target.Has("VGA"):
		return "vga"
	}
	return "virtio"
}

// Memory sizes in KiB. Source: libvirt's virDomainVideoDefaultRAM and
// QEMU_QXL_VGAMEM_DEFAULT.
const (
	videoMemory  = 16 * 1024
	qxlMemory    = 64 * 1024
	videoMemRule = "default: video memory"
)

func (r *resolver) videoMemory(v *domain.Video) {
	switch v.Model.V() {
	case "qxl":
		v.RAM = powerOfTwo(memoryOr(v.RAM, qxlMemory))
		v.VRAM = powerOfTwo(memoryOr(v.VRAM, qxlMemory))
		v.VRAM64 = powerOfTwo(v.VRAM64.Or(videoMemRule, 0))
		v.VGAMem = memoryOr(v.VGAMem, videoMemory)
		v.Heads.SetDefault("default: video heads", 1)
	case "virtio":
		v.Heads.SetDefault("default: video heads", 1)
	case "vga", "cirrus", "vmvga", "bochs":
		v.VRAM = powerOfTwo(memoryOr(v.VRAM, videoMemory))
	}
}

// memoryOr is v, or what libvirt takes where v is 0 or not given.
func memoryOr(v source.Val[uint64], kib uint64) source.Val[uint64] {
	if source.Is(v, 0) {
		return source.Of(kib, v.Ref())
	}
	return v.Or(videoMemRule, kib)
}

// powerOfTwo rounds v up to a power of two, which QEMU needs of
// qxl's memory and libvirt makes of all (virDomainVideoDefPostParse).
func powerOfTwo(v source.Val[uint64]) source.Val[uint64] {
	n := uint64(1)
	for n < v.V() && n != 0 {
		n <<= 1
	}
	if v.V() == 0 || n == 0 {
		n = v.V()
	}
	return source.Of(n, v.Ref())
}

// primaryVideo puts the card that the machine boots on first: the one that says
// so, or the first.
func (r *resolver) primaryVideo() {
	videos, primary := r.dom.Devices.Videos, -1
	for i, v := range videos {
		if !source.Is(v.Primary, true) {
			continue
		}
		if primary >= 0 {
			r.Diag.Error(source.Conflict, v.Primary.Ref(), "two video devices are primary").WithHint("keep primary='yes' on one of them").
				Accounting(videos[primary].Primary.Ref())
			return
		}
		primary = i
	}
	switch {
	case len(videos) == 0:
	case primary < 0:
		videos[0].Primary = source.Default("default: the first video device is primary", true)
	default:
		v := videos[primary]
		copy(videos[1:primary+1], videos[:primary])
		videos[0] = v
	}
}

// checkVideos refuses what libvirt's qemuValidateDomainDeviceDefVideo does.
func (r *resolver) checkVideos() {
	for i, v := range r.dom.Devices.Videos {
		model := v.Model.V()
		switch {
		case model == "xen" || model == "vbox" || model == "gop":
			r.Diag.Error(source.Invalid, v.Model.Ref(), "QEMU has no video model %s", model).WithHint("use virtio, vga, qxl, bochs, cirrus, vmvga or ramfb")
		case i > 0 && model != "qxl" && model != "virtio":
			r.Diag.Error(source.Invalid, v.Model.Ref(), "video model %s can only be the primary video device", model).WithHint("use virtio or qxl for the others")
		case model == "ramfb" && v.Address.Type.IsSet():
			r.refuse("it is passed over", source.Invalid, v.Address.Type.Ref(), "video model ramfb has no address").WithHint("remove the <address>").Inside(v.Address.Ref)
			v.Address = domain.Address{}
		case source.Is(v.Acceleration.Accel3D, true) && model != "virtio":
			r.Diag.Error(source.Invalid, v.Acceleration.Accel3D.Ref(), "video model %s has no 3D acceleration", model).WithHint("use <model type='virtio'>")
		case v.Driver.V() == "vhostuser" && model != "virtio":
			r.Diag.Error(source.Invalid, v.Driver.Ref(), "video model %s has no vhost-user driver", model).WithHint("use <model type='virtio'>")
		case v.Blob.IsSet() && model != "virtio":
			r.Diag.Error(source.Invalid, v.Blob.Ref(), "video model %s has no blob resources", model).WithHint("use <model type='virtio'>")
		}
		r.checkVideoMemory(v)
		r.checkVideoSettings(v)
	}
}

// checkVideoSettings refuses settings that only other models have
// (qemuValidateDomainDeviceDefVideo, virDomainVideoDefValidate).
func (r *resolver) checkVideoSettings(v *domain.Video) {
	model := v.Model.V()
	refuse := func(wrong bool, ref source.Ref, what string) {
		if wrong {
			r.refuse("it is left out", source.Invalid, ref, "video model %s has no %s", model, what)
		}
	}
	paravirtual := model == "qxl" || model == "virtio"
	refuse(v.Heads.V() > 1 && !paravirtual, v.Heads.Ref(), "heads to choose")
	if a := &v.Acceleration; !a.Ref.IsZero() && !a.Accel2D.IsSet() && !a.Accel3D.IsSet() && !a.RenderNode.IsSet() {
		r.refuse("it is left out", source.MissingValue, a.Ref, "<acceleration> says nothing").WithHint("remove it, or add accel3d='no'")
	}
	refuse(v.Acceleration.Accel2D.V(), v.Acceleration.Accel2D.Ref(), "2D acceleration in QEMU")
	if model != "virtio" {
		r.refuseVirtioOptions(&v.Device, "video model "+model)
	}
	if res := &v.Resolution; source.Is(res.X, 0) || source.Is(res.Y, 0) {
		r.Diag.Error(source.OutOfRange, res.Ref, "a resolution of 0 pixels shows nothing")
	}
	if !v.Resolution.Ref.IsZero() && !paravirtual && model != "vga" && model != "bochs" {
		r.refuse("it is left out", source.Invalid, v.Resolution.Ref, "video model %s has no resolution to choose", model).Inside(v.Resolution.Ref)
		v.Resolution = domain.VideoResolution{}
	}
	if v.Acceleration.RenderNode.IsSet() && v.Driver.V() != "vhostuser" {
		r.refuse("it is left out", source.Invalid, v.Acceleration.RenderNode.Ref(), "only the driver vhostuser takes a render node").
			WithHint("write it into <gl rendernode='...'> of <graphics>")
	}
	if v.Blob.V() && !source.Is(r.dom.Memory.Backing.Source, domain.MemoryFD) {
		r.Diag.Error(source.Invalid, v.Blob.Ref(), "blob resources need memory that is a file of its own").
			WithHint("write <memoryBacking><source type='memfd'/></memoryBacking>")
	}
}

func (r *resolver) checkVideoMemory(v *domain.Video) {
	const most = 1<<32/1024 - 1
	for _, size := range []source.Val[uint64]{v.RAM, v.VRAM64, v.VGAMem} {
		if size.IsSet() && v.Model.V() != "qxl" {
			r.Diag.Error(source.Invalid, size.Ref(), "only video model qxl has memories of several kinds").WithHint("use vram")
		}
	}
	for _, size := range []source.Val[uint64]{v.VRAM, v.RAM, v.VGAMem} {
		if size.V() > most {
			r.Diag.Error(source.OutOfRange, size.Ref(), "%d KiB of video memory are more than the %d that can be said", size.V(), most)
		}
	}
	if m := v.Model.V(); (m == "vga" || m == "vmvga") && v.VRAM.V() < 1024 {
		r.Diag.Error(source.OutOfRange, v.VRAM.Ref(), "video model %s needs at least 1 MiB of memory", m)
	}
	if size := v.VGAMem; v.Model.V() == "qxl" && (size.V() < 1024 || size.V()&(size.V()-1) != 0) {
		r.refuse("it is rounded up", source.BadValue, size.Ref(), "vgamem is a power of two, and at least 1 MiB, not %d KiB", size.V())
		v.VGAMem = powerOfTwo(source.Of(max(size.V(), 1024), size.Ref()))
	}
}
