package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// charUNIX adds a UNIX socket: its path, or the descriptor on which the caller
// listens already.
func (b *builder) charUNIX(o *option.Option, src *domain.CharSource, use charUse) {
	if use.pass && src.Listens() && b.Target.Has("chardev-fd-pass-commandline") {
		o.Str("fd", b.fd(), src.Path.Ref(), src.Made)
	} else {
		o.StrVal("path", src.Path)
	}
	b.charSocket(o, src, use)
}

// charTCP adds a TCP socket, after the credentials that it needs.
func (b *builder) charTCP(o *option.Option, src *domain.CharSource, use charUse) (before []*option.Option) {
	o.StrVal("host", src.Host).StrVal("port", src.Service)
	if source.Is(src.Protocol, "telnet") {
		o.Bool("telnet", true, src.Protocol.Ref())
	} else {
		o.Cite(src.Protocol.Ref())
	}
	b.charSocket(o, src, use)
	if !source.Is(src.TLS, true) {
		o.Cite(src.TLS.Ref())
		return nil
	}
	creds := b.tlsCredentials("objchar"+use.alias+"_tls0", src)
	o.Str("tls-creds", creds.Param("id").Value.Str(), src.TLS.Ref())
	return []*option.Option{creds}
}

// charSocket adds what sockets of both kinds have: who listens, and whether the
// other side is called again.
func (b *builder) charSocket(o *option.Option, src *domain.CharSource, use charUse) {
	switch {
	case src.Listens() && use.waits:
		o.Bool("server", true, src.Mode.Ref())
	case src.Listens():
		o.Bool("server", true, src.Mode.Ref()).Bool("wait", false, src.Mode.Ref())
	case b.awaitsPeer(src):
		b.reconnect(o.Cite(src.Mode.Ref()), 1, source.Rule("default: the other side may come later"))
	default:
		o.Cite(src.Mode.Ref())
		b.charReconnect(o, &src.Reconnect)
	}
}

// awaitsPeer tells whether src keeps trying to connect without the XML saying so.
func (b *builder) awaitsPeer(src *domain.CharSource) bool {
	reconnects := b.Target.Has("chardev-reconnect") || b.Target.Has("chardev-reconnect-miliseconds")
	return b.Profile.AwaitPeers && reconnects && !src.Reconnect.Enabled.IsSet()
}

// charReconnect adds after how long a lost connection is made anew; 0 is never.
func (b *builder) charReconnect(o *option.Option, r *domain.CharReconnect) {
	switch enabled, ok := r.Enabled.Get(); {
	case !ok:
	case enabled:
		b.reconnect(o, r.Timeout.V(), r.Ref, r.Enabled.Ref(), r.Timeout.Ref())
	default:
		b.reconnect(o, 0, r.Ref, r.Enabled.Ref())
	}
}

// reconnect adds a time in seconds, in the unit that the target takes.
func (b *builder) reconnect(o *option.Option, seconds uint64, refs ...source.Ref) {
	const milliseconds = 1000
	if b.Target.Has("chardev-reconnect-miliseconds") {
		o.Uint("reconnect-ms", seconds*milliseconds, refs...)
	} else {
		o.Uint("reconnect", seconds, refs...)
	}
}

// charPKI is where libvirt looks for the certificates of character devices; see
// chardev_tls_x509_cert_dir in its qemu.conf.
const charPKI = "/etc/pki/libvirt-chardev"

// tlsCredentials are the X.509 credentials for src. The other side is always
// verified, as libvirt does unless its qemu.conf says otherwise.
func (b *builder) tlsCredentials(id string, src *domain.CharSource) *option.Option {
	endpoint := "client"
	if src.Listens() {
		endpoint = "server"
	}
	return option.NewObject("tls-creds-x509", id, src.TLS.Ref()).
		Str("dir", charPKI, source.Rule("default: certificates of character devices")).
		Str("endpoint", endpoint, src.Mode.Ref(), src.TLS.Ref()).
		Bool("verify-peer", true, source.Rule("default: TLS peers are verified"))
}
