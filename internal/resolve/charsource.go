package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// charChannels names the channels of SPICE and D-Bus that the kind of device
// decides.
func (r *resolver) charChannels() {
	d := &r.dom.Devices
	for _, s := range d.Smartcards {
		spiceChannel(s.Source, "smartcard")
	}
	for _, u := range d.Redirdevs {
		spiceChannel(u.Source, "usbredir")
		if source.Is(u.Source.Type, domain.CharDBus) {
			u.Source.Channel.SetDefault("default: D-Bus channel of USB redirection", "org.qemu.usbredir")
		}
	}
	for _, s := range d.CharSources() {
		spiceChannel(s, "vdagent")
	}
}

func spiceChannel(s *domain.CharSource, name string) {
	if s != nil && source.Is(s.Type, domain.CharSpiceVMC) {
		s.Channel.SetDefault("default: channel of SPICE", name)
	}
}

// checkCharSource refuses what libvirt refuses of a host side
// (virDomainChrSourceDefValidate, qemuValidateDomainChrSourceDef).
func (r *resolver) checkCharSource(s *domain.CharSource) {
	switch s.Type.V() {
	case domain.CharFile, domain.CharDev, domain.CharPipe:
		r.needSource(s, s.Path, "path")
	case domain.CharUNIX:
		if s.Made.IsZero() {
			r.needSource(s, s.Path, "path")
		}
		r.checkReconnect(s)
	case domain.CharTCP:
		r.needSource(s, s.Host, "host")
		r.needSource(s, s.Service, "service")
		r.checkReconnect(s)
		if p := s.Protocol.V(); p == "telnets" || p == "tls" {
			r.Diag.Error(source.Invalid, s.Protocol.Ref(), "QEMU has no protocol %s for TCP character devices", p).
				WithHint("tls='yes' on <source> encrypts raw and telnet")
		}
	case domain.CharUDP:
		r.needSource(s, s.Service, "service")
	case domain.CharSpiceVMC:
		r.needSpice(s)
	case domain.CharSpicePort:
		r.needSpice(s)
		r.needSource(s, s.Channel, "channel")
		r.checkChannelName(s.Channel)
	case domain.CharDBus:
		r.needSource(s, s.Channel, "channel")
		r.checkChannelName(s.Channel)
	case domain.CharNMDM:
		r.Diag.Error(source.Invalid, s.Type.Ref(), "QEMU has no null modem devices; nmdm is bhyve's")
	}
}

// needSpice refuses a channel to a client of SPICE that can't be there.
func (r *resolver) needSpice(s *domain.CharSource) {
	for _, g := range r.dom.Devices.Graphics {
		if source.Is(g.Type, domain.GraphicsSpice) {
			return
		}
	}
	r.Diag.Error(source.Invalid, s.Type.Ref(), "a character device of type %s needs SPICE graphics", s.Type.V()).
		WithHint("add <graphics type='spice'/>, or remove the device")
}

func (r *resolver) needSource(s *domain.CharSource, v source.Val[string], name string) {
	if !v.IsSet() {
		r.Diag.Error(source.MissingValue, s.Ref, "a character device of type %s needs the attribute %s on its <source>", s.Type.V(), name)
	}
}

func (r *resolver) checkReconnect(s *domain.CharSource) {
	switch enabled, ok := s.Reconnect.Enabled.Get(); {
	case !ok:
	case s.Listens() && !enabled:
		r.refuse("it does not anyway", source.Invalid, s.Reconnect.Ref, "only a socket that connects can reconnect").
			Accounting(s.Reconnect.Enabled.Ref(), s.Reconnect.Timeout.Ref())
	case s.Listens():
		r.Diag.Error(source.Invalid, s.Reconnect.Ref, "only a socket that connects can reconnect")
	case !enabled:
	case !s.Reconnect.Timeout.IsSet():
		r.Diag.Error(source.MissingValue, s.Reconnect.Ref, "<reconnect> needs the attribute timeout")
	case s.Reconnect.Timeout.V() == 0:
		r.Diag.Error(source.OutOfRange, s.Reconnect.Timeout.Ref(), "reconnecting after 0 seconds is not possible")
	}
}

// checkChannelName refuses what a chardev's name must not hold.
func (r *resolver) checkChannelName(name source.Val[string]) {
	const special = "-_./"
	for _, c := range name.V() {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && !strings.ContainsRune(special, c) {
			r.Diag.Error(source.BadValue, name.Ref(), "the channel name %q holds characters other than letters, digits and %s", name.V(), special)
			return
		}
	}
}
