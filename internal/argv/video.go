package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) videos() []*option.Option { return each(b, b.dom.Devices.Videos, b.video) }

func (b *builder) video(v *domain.Video) []*option.Option {
	switch {
	case v.Model.V() == "none":
		b.Diag.Info(source.AsDefault, v.Ref, "the guest has no graphics card unless it is given one").Inside(v.Ref)
		return nil
	case v.Primary.V() && !b.Target.Has("device-video-primary"):
		return b.primaryVGA(v)
	}
	opts := b.videoBackend(v)
	o := b.videoDevice(v)
	if len(opts) > 0 {
		o.Str("chardev", videoChardev(v), v.Driver.Ref())
	}
	b.videoMemory(o, v)
	if v.Model.V() == "virtio" {
		o.BoolVal("blob", v.Blob)
	}
	b.plainVideo(v)
	o.UintVal("xres", v.Resolution.X).UintVal("yres", v.Resolution.Y).OnOffVal("edid", v.EDID)
	return append(opts, b.finish(o, &v.Device))
}

// videoDevice begins the -device of v.
func (b *builder) videoDevice(v *domain.Video) *option.Option {
	primary := v.Primary.V()
	if v.Model.V() == "virtio" {
		return b.virtioVideo(v, primary)
	}
	if driver := v.Model.V(); b.dom.OS.Machine.V() == "isapc" && !v.Address.Is(domain.AddressPCI) && (driver == "vga" || driver == "cirrus") {
		return option.Device(isaVideo(driver), v.Ref, v.Model.Ref(), v.Primary.Ref())
	}
	return option.Device(videoDriver(v.Model.V(), primary), v.Ref, v.Model.Ref(), v.Primary.Ref())
}

// isaVideo is the driver of a card where there is no PCI.
func isaVideo(model string) string {
	if model == "cirrus" {
		return "isa-cirrus-vga"
	}
	return "isa-vga"
}

// videoDriver is the driver of a card that is not virtio.
func videoDriver(model string, primary bool) string {
	switch model {
	case "vga":
		return "VGA"
	case "cirrus":
		return "cirrus-vga"
	case "vmvga":
		return "vmware-svga"
	case "bochs":
		return "bochs-display"
	case "qxl":
		if primary {
			return "qxl-vga"
		}
	}
	return model
}

// virtioVideo begins the -device of a virtio card. The primary one is VGA
// compatible where the guest's architecture has VGA.
func (b *builder) virtioVideo(v *domain.Video, primary bool) *option.Option {
	gl := ""
	if source.Is(v.Acceleration.Accel3D, true) && b.Target.Has("virtio-gpu-gl-pci") {
		gl = "-gl"
	}
	vga, gpu := "virtio-vga", "virtio-gpu"
	if v.Driver.V() == "vhostuser" {
		vga, gpu, gl = "vhost-user-vga", "vhost-user-gpu", ""
	}
	if primary && !v.Address.Is(domain.AddressCCW) && (b.Profile.WriteRefused || !v.Address.Is(domain.AddressVirtioMMIO)) && b.Target.Has("virtio-vga") {
		o := option.Device(vga+gl, v.Ref, v.Model.Ref(), v.Primary.Ref(), v.Driver.Ref(), v.Acceleration.Accel3D.Ref())
		return virtioOptions(o, &v.Device)
	}
	return b.virtio(gpu+gl, &v.Device, source.Val[string]{}).Cite(v.Model.Ref(), v.Primary.Ref(), v.Driver.Ref(), v.Acceleration.Accel3D.Ref())
}

// videoMemory adds the heads and the memory of v, each in the unit of its
// property.
func (b *builder) videoMemory(o *option.Option, v *domain.Video) {
	switch v.Model.V() {
	case "qxl":
		b.qxlHeads(o, v)
		o.Uint("ram_size", v.RAM.V()*1024, v.RAM.Ref())
		o.Uint("vram_size", v.VRAM.V()*1024, v.VRAM.Ref())
		o.Uint("vram64_size_mb", v.VRAM64.V()/1024, v.VRAM64.Ref())
		o.Uint("vgamem_mb", v.VGAMem.V()/1024, v.VGAMem.Ref())
	case "virtio":
		b.maxOutputs(o, v)
		b.asDefault("the card uses memory of the guest", v.VRAM.Ref())
	case "vga", "vmvga":
		o.Uint("vgamem_mb", v.VRAM.V()/1024, v.VRAM.Ref())
		b.oneHead(v)
	case "bochs":
		o.Uint("vgamem", v.VRAM.V()*1024, v.VRAM.Ref())
		b.oneHead(v)
	default:
		b.asDefault("libvirt leaves the memory of the card to QEMU", v.VRAM.Ref())
		b.oneHead(v)
	}
}

// plainVideo accounts for what v is not to have.
func (b *builder) plainVideo(v *domain.Video) {
	if v.Driver.V() == "qemu" {
		b.asDefault("QEMU itself draws", v.Driver.Ref())
	}
	if a := &v.Acceleration; !a.Accel3D.V() {
		b.asDefault("nothing is accelerated unless it is asked for", a.Accel3D.Ref())
	}
}

// oneHead accounts for the one head that v has.
func (b *builder) oneHead(v *domain.Video) {
	if v.Heads.V() == 1 {
		b.asDefault("the card has one head", v.Heads.Ref())
	}
}

// qxlHeads adds how many monitors a QXL card has at most. The guest could ask
// for any number before that could be said.
func (b *builder) qxlHeads(o *option.Option, v *domain.Video) {
	if b.Target.Has("qxl.max_outputs") {
		b.maxOutputs(o, v)
	} else if v.Heads.Ref().Node() != 0 {
		b.Diag.Info(source.AsDefault, v.Heads.Ref(), "the guest can ask QEMU %s for as many heads as it likes", b.Target.Version)
	}
}

// maxOutputs adds how many monitors v has at most; 0 says nothing.
func (b *builder) maxOutputs(o *option.Option, v *domain.Video) {
	if source.Is(v.Heads, 0) {
		b.asDefault("the card has as many heads as QEMU gives it", v.Heads.Ref())
		return
	}
	o.UintVal("max_outputs", v.Heads)
}

func videoChardev(v *domain.Video) string { return "chr-vu-" + v.Alias.V() }

// videoBackend is the socket of the process that draws for a vhost-user card.
func (b *builder) videoBackend(v *domain.Video) []*option.Option {
	if v.Driver.V() != "vhostuser" {
		return nil
	}
	o := option.New("chardev", v.Driver.Ref()).Str("backend", "socket", v.Driver.Ref()).Str("id", videoChardev(v), v.Driver.Ref())
	if b.Profile.PassFDs {
		return []*option.Option{o.Str("fd", b.fd(), v.Driver.Ref())}
	}
	path := b.runtimeSocket(v.Alias.V() + "-vhost-user-gpu")
	b.gpuHelper(v, path)
	return []*option.Option{o.Str("path", path, v.Driver.Ref())}
}

// gpuHelper is the program that draws for v: the first that the host describes.
// Each takes the same arguments (docs/interop/vhost-user.rst of QEMU, "Backend
// program conventions").
func (b *builder) gpuHelper(v *domain.Video, socket string) {
	const what = "the vhost-user GPU, which draws"
	words := []string{b.vhostUserProgram("gpu", "vhost-user-gpu"), "--socket-path=" + socket}
	if source.Is(v.Acceleration.Accel3D, true) {
		words = append(words, "--virgl")
	}
	b.prepare(source.RunTime, v.Driver.Ref(), what+", must run before QEMU starts", plan.Step{
		Kind: plan.Daemon, What: what, Words: words, Socket: socket, Package: "qemu-system-gui",
	})
}

// vhostUserProgram is the first program that the host describes for devices of
// kind, else the one called name.
func (b *builder) vhostUserProgram(kind, name string) string {
	descriptors, _ := b.Host.VhostUser()
	for _, v := range descriptors {
		if v.Type == kind {
			return v.Binary
		}
	}
	return name
}
