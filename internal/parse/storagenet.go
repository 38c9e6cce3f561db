package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

var networkProtocols = []string{
	"nbd", "rbd", "sheepdog", "gluster", "iscsi", "http", "https", "ftp", "ftps", "tftp",
	"ssh", "vxhs", "nfs",
}

// storageNetwork reads what a <source> of type network has beside its name.
func storageNetwork(src Cursor) domain.StorageNetworkSource {
	identity := src.Child("identity")
	n := domain.StorageNetworkSource{
		Protocol:       src.Enum("protocol", networkProtocols...),
		Query:          src.Str("query"),
		TLS:            src.YesNo("tls"),
		TLSHostname:    src.Str("tlsHostname"),
		Snapshot:       src.Child("snapshot").Str("name"),
		ConfigFile:     src.Child("config").Str("file"),
		Initiator:      src.Child("initiator").Child("iqn").Str("name"),
		SSLVerify:      src.Child("ssl").YesNo("verify"),
		Readahead:      src.Child("readahead").Uint("size"),
		Timeout:        src.Child("timeout").Uint("seconds"),
		ReconnectDelay: src.Child("reconnect").UintMax("delay", 1<<32-1),
		KnownHosts:     src.Child("knownHosts").Str("path"),
		Identity: domain.StorageIdentity{
			Ref: identity.Ref(), User: identity.Str("user"), Group: identity.Str("group"),
			Username: identity.Str("username"), KeyFile: identity.Str("keyfile"), AgentSock: identity.Str("agentsock"),
		},
	}
	for host := range src.Children("host") {
		n.Hosts = append(n.Hosts, storageHost(host))
	}
	for cookie := range src.Child("cookies").Children("cookie") {
		n.Cookies = append(n.Cookies, domain.StorageCookie{Ref: cookie.Ref(), Name: cookie.Require("name"), Value: cookie.RawText()})
	}
	return n
}

// storageHost reads a <host>: a name, or with the transport unix a socket.
// Source: virDomainStorageNetworkParseHost.
func storageHost(c Cursor) domain.StorageHost {
	h := domain.StorageHost{
		Ref:       c.Ref(),
		Name:      c.Str("name"),
		Socket:    c.Str("socket"),
		Port:      c.UintMax("port", 1<<16-1),
		Transport: c.Enum("transport", "tcp", "unix", "rdma"),
	}
	unix := source.Is(h.Transport, "unix")
	switch {
	case unix && !h.Socket.IsSet():
		c.r.diag.Error(source.MissingValue, c.Ref(), "<host> needs the attribute socket with the transport unix")
	case !unix && h.Socket.IsSet():
		c.r.diag.Error(source.Conflict, h.Socket.Ref(), "the attribute socket needs the transport unix")
	case !unix && !h.Name.IsSet():
		c.r.diag.Error(source.MissingValue, c.Ref(), "<host> needs the attribute name")
	}
	return h
}
