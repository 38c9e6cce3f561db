package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Sound is a sound card, <sound>.
type Sound struct {
	Device
	// Model is sb16, es1370, pcspk, ac97, ich6, ich7, ich9, usb or virtio.
	Model        source.Val[string]
	Codecs       []SoundCodec
	MultiChannel source.Val[bool]
	Streams      source.Val[uint64]
	AudioID      source.Val[uint64] // the <audio> that it plays
}

// SoundCodec is a <codec>: duplex, micro or output.
type SoundCodec struct {
	Ref  source.Ref
	Type source.Val[string]
}

// Audio is where sound goes on the host, <audio>.
type Audio struct {
	Ref  source.Ref
	ID   source.Val[uint64]
	Type source.Val[string] // none, alsa, coreaudio, dbus, jack, oss, pipewire, pulseaudio, sdl, spice or file
	// TimerPeriod is in microseconds.
	TimerPeriod source.Val[uint64]

	Path               source.Val[string] // file
	ServerName         source.Val[string] // pulseaudio
	Driver             source.Val[string] // sdl
	RuntimeDir         source.Val[string] // pipewire
	TryMMap, Exclusive source.Val[bool]   // oss
	DSPPolicy          source.Val[uint64] // oss
	Input, Output      AudioChannel
}

// AudioChannel is one direction of an <audio>. Lengths are microseconds.
type AudioChannel struct {
	Ref                         source.Ref
	MixingEngine, FixedSettings source.Val[bool]
	Voices, BufferLength        source.Val[uint64]
	Frequency, Channels         source.Val[uint64]
	Format                      source.Val[string]
	Dev                         source.Val[string] // alsa, oss
	TryPoll                     source.Val[bool]   // alsa, oss
	BufferCount                 source.Val[uint64] // coreaudio, oss, sdl
	ServerName, ClientName      source.Val[string] // jack
	ConnectPorts                source.Val[string] // jack
	ExactName                   source.Val[bool]   // jack
	Name, StreamName            source.Val[string] // pulseaudio, pipewire
	Latency                     source.Val[uint64] // pulseaudio, pipewire
}
