package argv

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// classicNoGraphics keeps QEMU from opening a window.
func (b *builder) classicNoGraphics() []*option.Option {
	if len(b.dom.Devices.Graphics) > 0 {
		return nil
	}
	return []*option.Option{option.New("nographic", classicRule())}
}

// classicGraphics is how the screen is shown: in one way, whatever the XML has.
func (b *builder) classicGraphics() []*option.Option {
	shown := false
	return each(b, b.dom.Devices.Graphics, func(g *domain.Graphics) []*option.Option {
		vnc, sdl := source.Is(g.Type, domain.GraphicsVNC), source.Is(g.Type, domain.GraphicsSDL)
		switch {
		case !vnc && !sdl:
			b.classicLack(g.Ref, "graphics of type "+g.Type.V())
			return nil
		case shown:
			b.Diag.Error(source.NeedsQEMU, g.Ref, "QEMU %s can show its screen in one way only", b.Target.Version).WithHint("keep one <graphics>")
			return nil
		}
		shown = true
		if vnc {
			return b.classicVNC(g)
		}
		return b.classicSDL(g)
	})
}

// classicVNC is -vnc. What protects it beyond a password was a matter of
// libvirt's qemu.conf.
func (b *builder) classicVNC(g *domain.Graphics) []*option.Option {
	o := option.New("vnc", g.Ref, g.Type.Ref())
	b.classicVNCDisplay(o, g)
	if g.Password.IsSet() {
		o.Str("", "password", g.Password.Ref())
		if b.Profile.DirectSettings {
			b.Diag.Warn(source.NeedsQEMU, g.Password.Ref(), "QEMU %s takes no password on its command line: it lets nobody in until one is set", b.Target.Version).
				WithHint("add -monitor stdio behind --, and type change vnc password")
		}
	}
	opts := []*option.Option{o}
	if g.Keymap.IsSet() {
		opts = append(opts, option.Text("k", g.Keymap.V(), g.Keymap.Ref()))
	}
	return opts
}

// classicVNCDisplay adds where VNC listens.
func (b *builder) classicVNCDisplay(o *option.Option, g *domain.Graphics) {
	const firstPort = 5900 // of display :0
	address, refs := "", []source.Ref{g.Port.Ref(), g.AutoPort.Ref()}
	if len(g.Listens) > 0 {
		l := &g.Listens[0]
		refs = append(refs, listenRefs(l)...)
		refs = append(refs, l.Address.Ref(), l.Socket.Ref())
		switch l.Type.V() {
		case "socket":
			o.Str("", "unix:"+l.Socket.V(), refs...)
			return
		case "none":
			o.Str("", "none", refs...)
			return
		}
		address = l.Address.V()
	}
	port := max(g.Port.V(), firstPort)
	o.Str("", listenAt(address, strconv.FormatUint(port-firstPort, 10)), refs...)
}

// classicSDL is a window, which QEMU opened unasked before there was -sdl.
func (b *builder) classicSDL(g *domain.Graphics) []*option.Option {
	var opts []*option.Option
	if source.Is(g.FullScreen, true) {
		opts = append(opts, option.New("full-screen", g.FullScreen.Ref()))
	}
	if b.Target.HasFlag("sdl") {
		return append(opts, option.New("sdl", g.Ref, g.Type.Ref()))
	}
	b.asDefault("QEMU opens a window by itself", g.Ref, g.Type.Ref())
	return opts
}

// classicVideos is the one graphics card, where it is another than QEMU's own
// choice.
func (b *builder) classicVideos() []*option.Option {
	videos := b.dom.Devices.Videos
	for i, v := range videos {
		if i > 0 {
			b.classicLack(v.Ref, "second graphics card")
		}
	}
	if len(videos) == 0 || videos[0].Ref.Node() == 0 {
		return nil
	}
	v := videos[0]
	if b.Target.HasFlag("vga") {
		return b.classicVGA(v)
	}
	b.memoryOfCard(v)
	refs := []source.Ref{v.Ref, v.Model.Ref()}
	switch model := v.Model.V(); {
	case model == "vga":
		return []*option.Option{option.New("std-vga", refs...)}
	case model == "vmvga":
		return []*option.Option{option.New("vmwarevga", refs...)}
	case model == "cirrus":
		b.asDefault("QEMU's own graphics card", refs...)
	default:
		b.classicLack(source.First(v.Model.Ref(), v.Ref), "graphics card "+model)
	}
	return nil
}

// vgaCard is the word of -vga for a model of graphics card; "" where it has none.
func vgaCard(model string) string {
	switch model {
	case "vga":
		return "std"
	case "vmvga":
		return "vmware"
	case "cirrus", "qxl", "none":
		return model
	}
	return ""
}

// classicVGA is -vga, by which the machine makes the card itself.
func (b *builder) classicVGA(v *domain.Video) []*option.Option {
	b.memoryOfCard(v)
	model := v.Model.V()
	card := vgaCard(model)
	if card == "" || model == "qxl" && !b.Target.Has("qxl") {
		b.classicLack(source.First(v.Model.Ref(), v.Ref), "graphics card "+model)
		return nil
	}
	return []*option.Option{option.Text("vga", card, v.Ref, v.Model.Ref(), v.Primary.Ref())}
}

// memoryOfCard accounts for what a card of the machine's own has.
func (b *builder) memoryOfCard(v *domain.Video) {
	if v.Model.V() == "qxl" {
		return
	}
	b.asDefault("QEMU's card has the memory that it has", v.VRAM.Ref())
	b.oneHead(v)
}

// primaryVGA is the first graphics card for a QEMU whose machines don't boot
// with one of -device. Its properties are those of all cards of its kind.
func (b *builder) primaryVGA(v *domain.Video) []*option.Option {
	opts := b.classicVGA(v)
	if opts == nil || v.Model.V() != "qxl" {
		return opts
	}
	o := option.Device("qxl-vga", v.Model.Ref())
	b.videoMemory(o, v)
	needs := b.Target.Needs(o.Flag, "qxl-vga")
	for _, p := range b.takenParams(&needs, o.Flag, o.Params, o.From)[1:] {
		p.Key = "qxl-vga." + p.Key
		opts = append(opts, &option.Option{Flag: "global", Params: []option.Param{p}, From: p.From.List()})
	}
	return opts
}

// classicSounds is one switch for all sound cards.
func (b *builder) classicSounds() []*option.Option {
	o := option.New("soundhw")
	for _, s := range b.dom.Devices.Sounds {
		switch model := s.Model.V(); {
		case model == "sb16", model == "es1370", model == "pcspk", model == "ac97" && b.Target.Has("soundhw.ac97"):
			o.Cite(s.Ref).Str("", model, s.Model.Ref())
		default:
			b.classicLack(source.First(s.Model.Ref(), s.Ref), "sound card "+model)
		}
	}
	if len(o.Params) == 0 {
		return nil
	}
	return []*option.Option{o}
}
