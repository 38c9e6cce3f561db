package resolve

import (
	"fmt"
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// audio completes the audio backends: the default one, their numbers, and whom
// they play for.
// Source: libvirt's qemuDomainDefAddDefaultAudioBackend and
// virDomainDefPostParseAudio.
func (r *resolver) audio() {
	d := &r.dom.Devices
	if len(d.Audios) == 0 && r.needsAudio() {
		d.Audios = append(d.Audios, &domain.Audio{
			Ref:  source.Rule("default: audio backend"),
			ID:   source.Default[uint64]("default: audio backend", 1),
			Type: r.defaultAudio(),
		})
	}
	audios := r.numberAudios()
	r.spiceAudio()
	for _, a := range d.Audios {
		r.fixedSettings(&a.Input)
		r.fixedSettings(&a.Output)
	}
	d.Sounds = slices.DeleteFunc(d.Sounds, r.dropSound)
	for _, s := range d.Sounds {
		if s.Model.V() == "virtio" {
			s.Streams.SetDefault("default: sound streams", 2)
		}
		r.checkAudioID(s.AudioID, audios)
	}
	for _, g := range d.Graphics {
		r.checkAudioID(g.AudioID, audios)
	}
}

// fixedSettings refuses settings that are not to be kept to
// (virDomainAudioCommonParse).
func (r *resolver) fixedSettings(c *domain.AudioChannel) {
	set := source.First(c.Frequency.Ref(), c.Channels.Ref(), c.Format.Ref())
	fixed := source.Is(c.FixedSettings, true)
	switch {
	case fixed && !source.Is(c.MixingEngine, true):
		r.refuse("QEMU may pass over them", source.Invalid, c.FixedSettings.Ref(), "fixed settings of sound need the mixing engine").WithHint("add mixingEngine='yes'")
	case !fixed && !set.IsZero():
		r.refuse("QEMU may pass over them", source.Invalid, set, "settings of sound must be fixed").WithHint("add mixingEngine='yes' fixedSettings='yes'")
	}
}

// needsAudio tells whether a guest without a backend gets one: unless all of its
// graphics are of a kind that libvirt has none for, such as D-Bus, whose clients
// ask for it.
func (r *resolver) needsAudio() bool {
	list, sounds := r.dom.Devices.Graphics, r.dom.Devices.Sounds
	for _, g := range list {
		switch g.Type.V() {
		case domain.GraphicsVNC, domain.GraphicsSpice, domain.GraphicsSDL:
			return true
		}
	}
	if len(list) > 0 && len(sounds) > 0 {
		r.refuse("nobody hears it", source.MissingValue, sounds[0].Ref, "sound with graphics of type %s needs an audio backend", list[0].Type.V()).WithHint("add <audio id='1' type='none'/>").Accounting(list[0].Type.Ref())
	}
	return len(list) == 0 || len(sounds) > 0
}

// dropSound puts another sound card in the place of virtio's, where the target
// has none of that kind yet. It tells whether there is no other either.
func (r *resolver) dropSound(s *domain.Sound) bool {
	if !r.Profile.Adapt || s.Model.V() != "virtio" || r.Target.Has("virtio-sound") {
		return false
	}
	other := r.Target.Has("ich9-intel-hda") && r.at.At("pci", 0) != nil
	instead := "it is left out"
	if other {
		instead = "an ich9 is put in its place"
	}
	said := r.Diag.Warn(source.Replaced, s.Model.Ref(), "QEMU %s has no virtio sound; %s", r.Target.Version, instead)
	if !other {
		said.Inside(s.Ref)
		return true
	}
	said.WithHint("write <sound model='ich9'/>").Accounting(s.Streams.Ref())
	s.Model, s.Streams = source.Of("ich9", s.Model.Ref()), source.Val[uint64]{}
	return false
}

// defaultAudio is the backend that fits the last graphics which has one. VNC
// carries sound only where the host's configuration says so.
// Source: qemuDomainDefSuggestDefaultAudioBackend.
func (r *resolver) defaultAudio() source.Val[string] {
	backend := source.Default("default: audio backend", "none")
	for _, g := range r.dom.Devices.Graphics {
		switch g.Type.V() {
		case domain.GraphicsSpice, domain.GraphicsSDL:
			backend = source.Of(g.Type.V(), g.Type.Ref())
		case domain.GraphicsVNC:
			backend = source.Default("default: audio backend", "none")
		}
	}
	return backend
}

// numberAudios gives numbers to the backends that have none, which libvirt refuses
// (virDomainAudioDefParseXML): the lowest free ones. It returns all by their
// numbers.
func (r *resolver) numberAudios() map[uint64]*domain.Audio {
	taken := map[uint64]*domain.Audio{}
	for _, a := range r.dom.Devices.Audios {
		id, ok := a.ID.Get()
		if !ok {
			continue
		}
		if id == 0 {
			r.Diag.Error(source.OutOfRange, a.ID.Ref(), "audio backends count from 1")
		}
		if first := taken[id]; first != nil {
			r.Diag.Error(source.Duplicate, a.ID.Ref(), "two audio backends have the id %d", id).Accounting(first.ID.Ref())
		}
		taken[id] = a
	}
	next := uint64(1)
	for _, a := range r.dom.Devices.Audios {
		if a.ID.IsSet() {
			continue
		}
		for taken[next] != nil {
			next++
		}
		r.refuse(fmt.Sprintf("it gets the id %d", next), source.MissingValue, a.Ref, "<audio> needs the attribute id").WithHint("write id='%d'", next)
		a.ID, taken[next] = source.Default("default: the lowest free audio id", next), a
	}
	return taken
}

// spiceAudio refuses sound over SPICE where nothing is shown over it
// (qemuValidateDomainDeviceDefAudio).
func (r *resolver) spiceAudio() {
	for _, g := range r.dom.Devices.Graphics {
		if g.Type.V() == domain.GraphicsSpice {
			return
		}
	}
	for _, a := range r.dom.Devices.Audios {
		if source.Is(a.Type, domain.GraphicsSpice) {
			r.Diag.Error(source.Invalid, a.Type.Ref(), "sound over SPICE needs graphics of type spice").WithHint("add <graphics type='spice'/>, or write type='none'")
		}
	}
}

func (r *resolver) checkAudioID(id source.Val[uint64], audios map[uint64]*domain.Audio) {
	if !id.IsSet() || audios[id.V()] != nil {
		return
	}
	r.Diag.Error(source.Invalid, id.Ref(), "there is no audio backend %d", id.V()).WithHint("add <audio id='%d' type='none'/>", id.V())
}
