package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func sound(c Cursor) *domain.Sound {
	s := &domain.Sound{
		Device:       device(c),
		Model:        c.mustEnum("model", "sb16", "es1370", "pcspk", "ac97", "ich6", "ich7", "ich9", "usb", "virtio"),
		MultiChannel: c.YesNo("multichannel"),
		Streams:      c.AtLeastOne("streams", 1<<32-1),
		AudioID:      c.Child("audio").UintMax("id", 1<<32-1),
	}
	if link := c.Child("audio"); link.Ok() {
		link.Require("id")
	}
	for codec := range c.Children("codec") {
		s.Codecs = append(s.Codecs, domain.SoundCodec{Ref: codec.Ref(), Type: codec.mustEnum("type", "duplex", "micro", "output")})
	}
	return s
}

func audio(c Cursor) *domain.Audio {
	return &domain.Audio{
		Ref:         c.Ref(),
		ID:          c.UintMax("id", 1<<32-1),
		Type:        c.mustEnum("type", "none", "alsa", "coreaudio", "dbus", "jack", "oss", "pipewire", "pulseaudio", "sdl", "spice", "file"),
		TimerPeriod: c.AtLeastOne("timerPeriod", 1<<32-1),
		Path:        c.Str("path"),
		ServerName:  c.Str("serverName"),
		Driver:      c.Enum("driver", "esd", "alsa", "arts", "pulseaudio"),
		RuntimeDir:  c.Str("runtimeDir"),
		TryMMap:     c.YesNo("tryMMap"),
		Exclusive:   c.YesNo("exclusive"),
		DSPPolicy:   c.UintMax("dspPolicy", 1<<31-1),
		Input:       audioChannel(c.Child("input")),
		Output:      audioChannel(c.Child("output")),
	}
}

func audioChannel(c Cursor) domain.AudioChannel {
	const most = 1<<32 - 1
	settings := c.Child("settings")
	return domain.AudioChannel{
		Ref:           c.Ref(),
		MixingEngine:  c.YesNo("mixingEngine"),
		FixedSettings: c.YesNo("fixedSettings"),
		Voices:        c.AtLeastOne("voices", most),
		BufferLength:  c.AtLeastOne("bufferLength", most),
		Frequency:     settings.AtLeastOne("frequency", most),
		Channels:      settings.AtLeastOne("channels", most),
		Format:        settings.Enum("format", "s8", "u8", "s16", "u16", "s32", "u32", "f32"),
		Dev:           c.Str("dev"),
		TryPoll:       c.YesNo("tryPoll"),
		BufferCount:   c.AtLeastOne("bufferCount", most),
		ServerName:    c.Str("serverName"),
		ClientName:    c.Str("clientName"),
		ConnectPorts:  c.Str("connectPorts"),
		ExactName:     c.YesNo("exactName"),
		Name:          c.Str("name"),
		StreamName:    c.Str("streamName"),
		Latency:       c.AtLeastOne("latency", most),
	}
}
