package argv

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// networkParams open an image on a network; nil where the protocol is not
// QEMU's, which resolve has reported.
func (b *builder) networkParams(im *image) []option.Param {
	n := &im.Network
	o := (&option.Option{}).Str("driver", n.Protocol.V(), n.Protocol.Ref(), im.Type.Ref())
	switch n.Protocol.V() {
	case "nbd":
		b.nbd(o, im)
	case "rbd":
		b.rbd(o, im)
	case "gluster":
		b.gluster(o, im)
	case "iscsi":
		b.iscsi(o, im)
	case "http", "https", "ftp", "ftps", "tftp":
		b.curl(o, im)
	case "ssh":
		b.ssh(o, im)
	case "nfs":
		b.nfs(o, im)
	default:
		return nil
	}
	return o.Params
}

// host is the first host of im.
func (im *image) host() *domain.StorageHost {
	if len(im.Network.Hosts) == 0 {
		return &domain.StorageHost{}
	}
	return &im.Network.Hosts[0]
}

// inet is where h listens on TCP.
func inet(h *domain.StorageHost) option.Value {
	return option.Object(
		option.P("host", option.String(h.Name.V()), h.Name.Ref()),
		option.P("port", option.String(strconv.FormatUint(h.Port.V(), 10)), h.Port.Ref()),
	)
}

// socketAddress is h as QEMU's SocketAddress.
func (b *builder) socketAddress(h *domain.StorageHost) option.Value {
	switch h.Transport.V() {
	case "unix":
		return option.Object(
			option.P("type", option.String("unix"), h.Transport.Ref()),
			option.P("path", option.String(h.Socket.V()), h.Socket.Ref()),
		)
	case "rdma":
		b.Diag.Error(source.Unsupported, h.Transport.Ref(), "QEMU no longer reaches storage by rdma")
	}
	kind := option.P("type", option.String("inet"), h.Transport.Ref())
	return option.Object(append([]option.Param{kind}, inet(h).Nested()...)...)
}

func (b *builder) nbd(o *option.Option, im *image) {
	n := &im.Network
	o.Add("server", b.socketAddress(im.host()), im.host().Ref).StrVal("export", im.Path)
	if n.TLS.V() {
		o.Str("tls-creds", tlsObject(im), n.TLS.Ref())
	}
	if n.TLS.V() || b.Profile.WriteRefused {
		o.StrVal("tls-hostname", n.TLSHostname)
	}
	if n.ReconnectDelay.V() != 0 {
		o.UintVal("reconnect-delay", n.ReconnectDelay)
	}
}

func (b *builder) rbd(o *option.Option, im *image) {
	n := &im.Network
	pool, name, _ := strings.Cut(im.Path.V(), "/")
	o.Str("pool", pool, im.Path.Ref()).Str("image", name, im.Path.Ref()).StrVal("snapshot", n.Snapshot).StrVal("conf", n.ConfigFile)
	if len(n.Hosts) > 0 {
		var list []option.Param
		for i := range n.Hosts {
			list = append(list, option.P("", inet(&n.Hosts[i]), n.Hosts[i].Ref))
		}
		o.Add("server", option.List(list...), im.Ref)
	}
	if e := im.Encryption; e != nil && source.Is(e.Engine, "librbd") {
		o.Add("encrypt", b.rbdEncryption(im, 0), e.Ref, e.Format.Ref(), e.Engine.Ref())
	}
	if a := im.Auth; a != nil {
		// With none as the second choice, as libvirt has always asked for.
		modes := option.List(option.P("", option.String("cephx")), option.P("", option.String("none")))
		o.StrVal("user", a.Username).Add("auth-client-required", modes, a.Ref).Str("key-secret", authSecret(im), a.Ref)
	}
}

// rbdEncryption is the encryption from layer n on; the first secret is that of
// the topmost layer.
func (b *builder) rbdEncryption(im *image, n int) option.Value {
	e := im.Encryption
	members := []option.Param{
		option.P("format", option.String(e.Format.V()), e.Format.Ref()),
		option.P("key-secret", option.String(b.encryptionSecret(im, n)), e.Secrets[n].Ref),
	}
	if n+1 < len(e.Secrets) {
		members = append(members, option.P("parent", b.rbdEncryption(im, n+1)))
	}
	return option.Object(members...)
}

func (b *builder) gluster(o *option.Option, im *image) {
	volume, name, _ := strings.Cut(im.Path.V(), "/")
	o.Str("volume", volume, im.Path.Ref()).Str("path", name, im.Path.Ref())
	var list []option.Param
	for i := range im.Network.Hosts {
		h := &im.Network.Hosts[i]
		list = append(list, option.P("", b.socketAddress(h), h.Ref))
	}
	o.Add("server", option.List(list...), im.Ref)
	if b.Profile.QEMUDefaults {
		o.UintVal("debug", b.Conf.Number("gluster_debug_level").Or("default: debug level of Gluster", 4))
	}
}

func (b *builder) iscsi(o *option.Option, im *image) {
	h, n := im.host(), &im.Network
	target, unit, _ := strings.Cut(im.Path.V(), "/")
	lun, err := strconv.ParseUint(unit, 10, 32)
	if err != nil && im.Path.IsSet() {
		b.Diag.Error(source.BadValue, im.Path.Ref(), "%q is no unit of an iSCSI target", unit).WithHint("a name is the target's, a slash, and the number of the unit")
	}
	o.Str("portal", portal(h.Name.V(), h.Port.V()), h.Name.Ref(), h.Port.Ref()).Str("target", target, im.Path.Ref()).Uint("lun", lun, im.Path.Ref())
	o.Str("transport", "tcp", h.Transport.Ref())
	if a := im.Auth; a != nil {
		o.StrVal("user", a.Username).Str("password-secret", authSecret(im), a.Ref)
	}
	o.StrVal("initiator-name", n.Initiator)
}

// storageHostPort is the name and the port of h as URLs have them.
func storageHostPort(h *domain.StorageHost) string {
	if h.Port.V() == 0 {
		return bracketed(h.Name.V())
	}
	return portal(h.Name.V(), h.Port.V())
}

// portal is where an iSCSI target is. It has a port, be it 0.
func portal(name string, port uint64) string { return fmt.Sprintf("%s:%d", bracketed(name), port) }

// bracketed is the name of a host as it stands before a colon.
func bracketed(name string) string {
	if strings.Contains(name, ":") { // an IPv6 address
		return "[" + name + "]"
	}
	return name
}

func (b *builder) curl(o *option.Option, im *image) {
	n, h := &im.Network, im.host()
	o.Str("url", storageURL(im), n.Protocol.Ref(), h.Name.Ref(), h.Port.Ref(), h.Transport.Ref(), im.Path.Ref(), n.Query.Ref())
	if a := im.Auth; a != nil {
		o.StrVal("username", a.Username).Str("password-secret", authSecret(im), a.Ref)
	}
	o.BoolVal("sslverify", n.SSLVerify)
	switch {
	case len(n.Cookies) == 0:
	case b.Profile.SecretsByKey:
		o.Str("cookie-secret", cookieSecret(im), cookieRefs(n)...)
	default:
		o.Str("cookie", cookieText(n), cookieRefs(n)...)
	}
	if n.Timeout.V() != 0 {
		o.UintVal("timeout", n.Timeout)
	}
	if n.Readahead.V() != 0 {
		o.UintVal("readahead", n.Readahead)
	}
}

// storageURL is the URL of im.
func storageURL(im *image) string {
	n := &im.Network
	scheme := n.Protocol.V()
	if t := im.host().Transport; t.V() != "tcp" {
		scheme += "+" + t.V() // libvirt's way to say so, which QEMU does not know
	}
	url := scheme + "://" + storageHostPort(im.host()) + "/" + escapePath(strings.TrimPrefix(im.Path.V(), "/"))
	if n.Query.IsSet() {
		url += "?" + n.Query.V()
	}
	return url
}

// escapePath is path with all bytes escaped that can't stand in the path of a
// URL. Source: RFC 2396, section 3.3.
func escapePath(path string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()/;:@&=+$,"
	var s strings.Builder
	for _, c := range []byte(path) {
		if strings.IndexByte(plain, c) >= 0 {
			s.WriteByte(c)
		} else {
			fmt.Fprintf(&s, "%%%02X", c)
		}
	}
	return s.String()
}

func (b *builder) ssh(o *option.Option, im *image) {
	n := &im.Network
	o.StrVal("path", im.Path).Add("server", inet(im.host()), im.host().Ref)
	if im.Auth != nil {
		o.StrVal("user", im.Auth.Username)
		b.Diag.Warn(source.Unsupported, im.Auth.Ref, "QEMU logs in to ssh with the agent's keys, not with a password")
	} else {
		o.StrVal("user", n.Identity.Username)
	}
	for _, v := range []source.Val[string]{n.Identity.KeyFile, n.Identity.AgentSock, n.KnownHosts} {
		if v.IsSet() {
			b.Diag.Warn(source.Unsupported, v.Ref(), "QEMU uses the agent and the known hosts of the user who runs it")
		}
	}
}

func (b *builder) nfs(o *option.Option, im *image) {
	h, n := im.host(), &im.Network
	o.Add("server", option.Object(
		option.P("host", option.String(h.Name.V()), h.Name.Ref()),
		option.P("type", option.String("inet"), h.Transport.Ref()),
	), h.Ref).StrVal("path", im.Path)
	b.nfsID(o, "user", n.Identity.User)
	b.nfsID(o, "group", n.Identity.Group)
}

// nfsID adds a user or group by its number, which libvirt marks by a plus sign.
func (b *builder) nfsID(o *option.Option, key string, v source.Val[string]) {
	if !v.IsSet() {
		return
	}
	id, err := strconv.ParseUint(strings.TrimPrefix(v.V(), "+"), 10, 32)
	if err != nil {
		b.Diag.Error(source.Unsupported, v.Ref(), "which number the %s %q has is not known here", key, v.V()).WithHint("write + and the number")
		return
	}
	o.Uint(key, id, v.Ref())
}
