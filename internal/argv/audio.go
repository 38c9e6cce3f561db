package argv

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// audio is an -audiodev for each backend.
func (b *builder) audio() []*option.Option {
	if !b.Target.Has("audiodev") || !b.usesAudio() {
		return nil
	}
	return each(b, b.dom.Devices.Audios, func(a *domain.Audio) []*option.Option { return []*option.Option{audiodev(a)} })
}

// usesAudio tells whether the backends are written: always as libvirt does,
// else where the XML has one, or something plays on one.
func (b *builder) usesAudio() bool {
	d := &b.dom.Devices
	if len(d.Audios) == 0 {
		return false
	}
	return b.Profile.Frame || len(d.Sounds) > 0 || d.Audios[0].Ref.Node() != 0
}

// audioID is QEMU's id of a backend.
func audioID(id uint64) string { return fmt.Sprintf("audio%d", id) }

// audioOf is the id of the backend called id, by default the first, and what
// decided.
func (b *builder) audioOf(id source.Val[uint64]) (string, source.Ref) {
	if n, ok := id.Get(); ok {
		return audioID(n), id.Ref()
	}
	first := b.dom.Devices.Audios[0]
	return audioID(first.ID.V()), first.Ref
}

func audiodev(a *domain.Audio) *option.Option {
	o := option.New("audiodev", a.Ref).Str("id", audioID(a.ID.V()), a.ID.Ref()).Str("driver", audioDriver(a.Type.V()), a.Type.Ref())
	o.UintVal("timer-period", a.TimerPeriod)
	switch a.Type.V() {
	case "file":
		o.StrVal("path", a.Path)
	case "oss":
		o.BoolVal("try-mmap", a.TryMMap).BoolVal("exclusive", a.Exclusive)
		o.UintVal("dsp-policy", a.DSPPolicy)
	case "pulseaudio":
		o.StrVal("server", a.ServerName)
	}
	addAudioChannel(o, "in", a.Type.V(), a.Input)
	addAudioChannel(o, "out", a.Type.V(), a.Output)
	return o
}

// audioDriver is QEMU's name of a backend.
func audioDriver(kind string) string {
	switch kind {
	case "pulseaudio":
		return "pa"
	case "file":
		return "wav"
	}
	return kind
}

// addAudioChannel adds one direction, if the XML says anything of it.
func addAudioChannel(o *option.Option, key, kind string, c domain.AudioChannel) {
	var m option.Option
	m.BoolVal("mixing-engine", c.MixingEngine).BoolVal("fixed-settings", c.FixedSettings)
	m.UintVal("voices", c.Voices).UintVal("buffer-length", c.BufferLength)
	m.UintVal("frequency", c.Frequency).UintVal("channels", c.Channels).StrVal("format", c.Format)
	switch kind {
	case "alsa":
		m.StrVal("dev", c.Dev).BoolVal("try-poll", c.TryPoll)
	case "coreaudio", "sdl":
		m.UintVal("buffer-count", c.BufferCount)
	case "jack":
		m.StrVal("server-name", c.ServerName).StrVal("client-name", c.ClientName)
		m.StrVal("connect-ports", c.ConnectPorts).BoolVal("exact-name", c.ExactName)
	case "oss":
		m.StrVal("dev", c.Dev).UintVal("buffer-count", c.BufferCount).BoolVal("try-poll", c.TryPoll)
	case "pulseaudio", "pipewire":
		m.StrVal("name", c.Name).StrVal("stream-name", c.StreamName).UintVal("latency", c.Latency)
	}
	if len(m.Params) > 0 {
		o.Add(key, option.Object(m.Params...), c.Ref)
	}
}

func (b *builder) sounds() []*option.Option { return each(b, b.dom.Devices.Sounds, b.sound) }

func (b *builder) sound(s *domain.Sound) []*option.Option {
	model := s.Model.V()
	switch model {
	case "pcspk":
		return b.speaker(s)
	case "ich6", "ich9":
		return b.hdaSound(s)
	case "virtio":
		o := b.virtio("virtio-sound", &s.Device, source.Val[string]{}).Cite(s.Model.Ref())
		o.UintVal("streams", s.Streams)
		return []*option.Option{b.finish(b.onAudio(o, s), &s.Device)}
	case "ich7":
		b.Diag.Error(source.Invalid, s.Model.Ref(), "QEMU has no sound model ich7").WithHint("use ich6 or ich9")
		return nil
	}
	o := b.onAudio(option.Device(soundDriver(model), s.Ref, s.Model.Ref()), s)
	if model == "usb" {
		o.BoolVal("multi", s.MultiChannel)
	}
	return []*option.Option{b.finish(o, &s.Device)}
}

// soundDriver is QEMU's name of a sound card without codecs.
func soundDriver(model string) string {
	switch model {
	case "es1370":
		return "ES1370"
	case "ac97":
		return "AC97"
	case "usb":
		return "usb-audio"
	}
	return model
}

// onAudio connects o with the backend that s plays on.
func (b *builder) onAudio(o *option.Option, s *domain.Sound) *option.Option {
	if !b.Target.Has("device.audiodev") {
		return o
	}
	id, from := b.audioOf(s.AudioID)
	return o.Str("audiodev", id, from)
}

// hdaSound is an Intel HDA controller and its codecs, by default one that plays
// and records.
func (b *builder) hdaSound(s *domain.Sound) []*option.Option {
	driver := "intel-hda"
	if s.Model.V() == "ich9" {
		driver = "ich9-intel-hda"
	}
	codecs := s.Codecs
	if len(codecs) == 0 {
		codecs = []domain.SoundCodec{{Ref: s.Ref, Type: source.Default("default: sound codec", "duplex")}}
	}
	opts := []*option.Option{b.finish(option.Device(driver, s.Ref, s.Model.Ref()), &s.Device)}
	for i, codec := range codecs {
		o := option.Device("hda-"+codec.Type.V(), codec.Ref, codec.Type.Ref()).
			Str("id", fmt.Sprintf("%s-codec%d", s.Alias.V(), i), codec.Ref).
			Str("bus", s.Alias.V()+".0", s.Ref).
			Uint("cad", uint64(i), codec.Ref)
		opts = append(opts, b.onAudio(o, s))
	}
	return opts
}

// speaker is the PC's own loudspeaker for a machine that has it only on demand;
// others get its backend by -machine.
func (b *builder) speaker(s *domain.Sound) []*option.Option {
	if b.Target.Has("pcspk-audiodev") || !b.Target.HasFlag("soundhw") {
		return nil
	}
	return []*option.Option{option.New("soundhw", s.Ref).StrVal("", s.Model)}
}

// soundMachine adds to the -machine o where the speaker that is part of a board
// sounds.
func (b *builder) soundMachine(o *option.Option) {
	for _, s := range b.dom.Devices.Sounds {
		if s.Model.V() == "pcspk" && b.Target.Has("pcspk-audiodev") {
			id, from := b.audioOf(s.AudioID)
			if o.Param("pcspk-audiodev") == nil {
				o.Str("pcspk-audiodev", id, s.Model.Ref(), from)
			}
		}
	}
}
