package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
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
	tls := src.TLS
	if !tls.IsSet() {
		tls = b.Conf.Flag("chardev_tls")
	}
	if !tls.V() {
		o.Cite(src.TLS.Ref())
		return nil
	}
	endpoint := "client"
	if src.Listens() {
		endpoint = "server"
	}
	id := "objchar" + use.alias + "_tls0"
	o.Str("tls-creds", id, tls.Ref())
	return b.tlsCredentials(id, "char"+use.alias, endpoint, b.Conf.TLS("chardev", true), tls.Ref(), src.Mode.Ref())
}

// charSocket adds what sockets of both kinds have: who listens, and whether the
// other side is called again.
func (b *builder) charSocket(o *option.Option, src *domain.CharSource, use charUse) {
	switch {
	case src.Listens():
		o.Bool("server", true, src.Mode.Ref())
		if !use.waits {
			o.Bool("wait", false, src.Mode.Ref())
		}
		if b.Profile.WriteRefused {
			b.charReconnect(o, &src.Reconnect) // of vhostuser, where 0 is taken
		}
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

// tlsCredentials are the X.509 credentials called id for an endpoint, client or
// server, after the secret that their key is encrypted with, which is called after
// owner.
func (b *builder) tlsCredentials(id, owner, endpoint string, t host.TLS, from ...source.Ref) []*option.Option {
	creds := option.NewObject("tls-creds-x509", id, from...).
		StrVal("dir", t.Dir).Str("endpoint", endpoint, from...).BoolVal("verify-peer", t.Verify)
	if !t.Secret.IsSet() {
		return []*option.Option{creds}
	}
	secret := option.NewObject("secret", owner+"-secret0", t.Secret.Ref())
	creds.Str("passwordid", owner+"-secret0", t.Secret.Ref())
	return []*option.Option{encrypted(secret), creds}
}
