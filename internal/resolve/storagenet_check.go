package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// protocolRule is something that is read for some network protocols only.
type protocolRule struct {
	what      string
	value     func(*domain.StorageNetworkSource) clearable
	protocols string
}

var protocolRules = []protocolRule{
	{"a query", func(n *domain.StorageNetworkSource) clearable { return &n.Query }, "http https"},
	{"ssl", func(n *domain.StorageNetworkSource) clearable { return &n.SSLVerify }, "https ftps"},
	{"readahead", func(n *domain.StorageNetworkSource) clearable { return &n.Readahead }, "http https ftp ftps"},
	{"a timeout", func(n *domain.StorageNetworkSource) clearable { return &n.Timeout }, "http https ftp ftps"},
	{"a snapshot", func(n *domain.StorageNetworkSource) clearable { return &n.Snapshot }, "rbd"},
	{"a configuration file", func(n *domain.StorageNetworkSource) clearable { return &n.ConfigFile }, "rbd"},
	{"an initiator", func(n *domain.StorageNetworkSource) clearable { return &n.Initiator }, "iscsi"},
	{"a reconnect delay", func(n *domain.StorageNetworkSource) clearable { return &n.ReconnectDelay }, "nbd"},
	{"known hosts", func(n *domain.StorageNetworkSource) clearable { return &n.KnownHosts }, "ssh"},
	{"a user", func(n *domain.StorageNetworkSource) clearable { return &n.Identity.User }, "nfs"},
	{"a group", func(n *domain.StorageNetworkSource) clearable { return &n.Identity.Group }, "nfs"},
	{"a user name", func(n *domain.StorageNetworkSource) clearable { return &n.Identity.Username }, "ssh"},
	{"a key file", func(n *domain.StorageNetworkSource) clearable { return &n.Identity.KeyFile }, "ssh"},
	{"an agent", func(n *domain.StorageNetworkSource) clearable { return &n.Identity.AgentSock }, "ssh"},
}

// passOverForeign drops what n has of other protocols: libvirt does not read it.
// Source: virDomainDiskSourceNetworkParse.
func (r *resolver) passOverForeign(n *domain.StorageNetworkSource) {
	protocol := n.Protocol.V()
	for _, rule := range protocolRules {
		if v := rule.value(n); v.IsSet() && !slices.Contains(strings.Fields(rule.protocols), protocol) {
			r.passOver(v.Ref(), "a source of protocol %s can't have %s", protocol, rule.what).
				WithHint("only %s can", strings.Join(strings.Fields(rule.protocols), ", "))
			v.Clear()
		}
	}
	if len(n.Cookies) > 0 && protocol != "http" && protocol != "https" {
		for _, c := range n.Cookies {
			r.passOver(c.Ref, "a source of protocol %s can't have cookies", protocol)
		}
		n.Cookies = nil
	}
}

// checkCookies refuses cookies that HTTP can't carry.
// Source: virStorageSourceNetCookieValidate; RFC 6265, section 4.1.1.
func (r *resolver) checkCookies(n *domain.StorageNetworkSource) {
	const notInNames, notInValues = "()<>@,;:\\\"/[]?={} \t\r\n", " \t\r\n\",;\\"
	seen := map[string]bool{}
	for _, c := range n.Cookies {
		name, value := c.Name.V(), c.Value.V()
		if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
			value = value[1 : len(value)-1]
		}
		switch {
		case strings.ContainsAny(name, notInNames):
			r.Diag.Error(source.BadValue, c.Name.Ref(), "a cookie can't be called %q", name)
		case strings.ContainsAny(value, notInValues):
			r.Diag.Error(source.BadValue, c.Value.Ref(), "the cookie %s has characters that HTTP does not carry", name)
		case seen[name]:
			r.Diag.Error(source.Duplicate, c.Name.Ref(), "there is a cookie %s already", name)
		}
		seen[name] = true
	}
}

// isPair tells whether name has something on both sides of its first slash.
func isPair(name string) bool {
	volume, image, _ := strings.Cut(name, "/")
	return volume != "" && image != ""
}

// checkTransports refuses hosts that QEMU reaches by TCP only. For some protocols
// libvirt does not look, and QEMU ends.
func (r *resolver) checkTransports(n *domain.StorageNetworkSource) {
	protocol := n.Protocol.V()
	written := r.Profile.WriteRefused && (protocol == "iscsi" || strings.HasPrefix(protocol, "http") || strings.HasPrefix(protocol, "ftp"))
	if written || protocol == "nbd" || protocol == "gluster" {
		return
	}
	const text = "QEMU reaches %s by tcp only"
	for i := range n.Hosts {
		switch h := &n.Hosts[i]; h.Transport.V() {
		case "tcp":
		case "rdma": // the host has a name
			r.refuse("so it does here", source.Unsupported, h.Transport.Ref(), text, protocol)
			h.Transport = source.Of("tcp", h.Transport.Ref())
			defaultPort(h, protocol)
		default:
			r.Diag.Error(source.Unsupported, h.Transport.Ref(), text, protocol)
		}
	}
}

// checkNetwork checks a source of type network.
func (r *resolver) checkNetwork(s *domain.StorageSource) {
	n := &s.Network
	protocol := n.Protocol.V()
	r.passOverForeign(n)
	r.checkCookies(n)
	r.checkTransports(n)
	switch {
	case protocol == "sheepdog" || protocol == "vxhs":
		r.Diag.Error(source.Unsupported, n.Protocol.Ref(), "QEMU no longer knows the protocol %s", protocol)
	case protocol == "tftp" && !r.Target.Has("tftp-images"):
		r.Diag.Error(source.Unsupported, n.Protocol.Ref(), "QEMU no longer reads images by tftp").WithHint("QEMU 2.7 was the last that did; use http or nbd")
	case !n.Protocol.IsSet():
	case !s.Path.IsSet() && protocol != "nbd":
		r.Diag.Error(source.MissingValue, s.Ref, "a source of protocol %s needs the attribute name", protocol)
	case len(n.Hosts) == 0 && protocol != "rbd":
		r.Diag.Error(source.MissingValue, s.Ref, "a source of protocol %s needs a <host>", protocol)
	case len(n.Hosts) > 1 && protocol != "rbd" && protocol != "gluster":
		r.Diag.Error(source.Invalid, n.Hosts[1].Ref, "a source of protocol %s has one host", protocol)
	case (protocol == "rbd" || protocol == "gluster") && !isPair(s.Path.V()):
		r.Diag.Error(source.BadValue, s.Path.Ref(), "the name %q has no / between volume and image", s.Path.V())
	case protocol == "ssh" && !n.Identity.Ref.IsZero() && !n.Identity.Username.IsSet():
		r.refuse("QEMU logs in as its own user", source.MissingValue, n.Identity.Ref, "an identity needs the attribute username")
	case protocol == "ssh" && !n.Identity.Ref.IsZero() && !n.Identity.KeyFile.IsSet() && !n.Identity.AgentSock.IsSet():
		r.refuse("QEMU uses the agent of its user", source.MissingValue, n.Identity.Ref, "an identity needs a key file or an agent").WithHint("add keyfile='...' or agentsock='...'")
	case protocol == "nfs" && n.Hosts[0].Port.V() != 0:
		r.refuse("it is passed over", source.Invalid, n.Hosts[0].Port.Ref(), "QEMU is told of no port of an NFS server")
	case n.TLSHostname.IsSet() && protocol != "nbd":
		r.Diag.Error(source.Invalid, n.TLSHostname.Ref(), "a source of protocol %s can't have a TLS host name", protocol).WithHint("only nbd can")
	case n.TLS.V() && protocol != "nbd":
		r.Diag.Error(source.Invalid, n.TLS.Ref(), "the protocol %s has no TLS of its own", protocol)
	}
}
