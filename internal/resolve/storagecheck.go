package resolve

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkDiskSource checks that there is a source where one is needed, and the
// policy for one that is missing on the host.
func (r *resolver) checkDiskSource(d *domain.Disk) {
	s, kind, bus := d.Source, d.Kind.V(), d.Target.Bus.V()
	if s.IsEmpty() {
		switch {
		case kind == "disk":
			r.Diag.Error(source.MissingValue, s.Ref, "the disk %s has no source", d.Target.Dev.V())
		case bus == "usb" && !r.Profile.Adapt || bus == "virtio" || bus == "sd":
			r.Diag.Error(source.MissingValue, s.Ref, "a drive on the bus %s can't be empty", bus)
		}
	}
	policy := s.StartupPolicy
	local := s.Is(domain.StorageFile) || s.Is(domain.StorageBlock) || s.Is(domain.StorageDir) || s.Is(domain.StorageVolume)
	switch {
	case !policy.IsSet() || policy.V() == "default":
	case !local:
		r.Diag.Error(source.Invalid, policy.Ref(), "a source of type %s has no startup policy", s.Type.V())
	case policy.V() == "requisite" && kind != "cdrom" && kind != "floppy":
		r.Diag.Error(source.Invalid, policy.Ref(), "the startup policy requisite is for cdrom and floppy drives")
	}
	if s.Reservations != nil && kind != "lun" {
		r.Diag.Error(source.Invalid, s.Reservations.Ref, "reservations need device='lun'")
	}
	if s.FDGroup.IsSet() {
		r.Diag.Error(source.NeedsLibvirt, s.FDGroup.Ref(), "the files of an fdgroup exist in a running libvirt only").WithHint("remove fdgroup, and QEMU opens the file itself")
	}
	if e := s.Encryption; e != nil && bus == "sd" && len(e.Secrets) > 1 {
		r.Diag.Error(source.Invalid, e.Secrets[1].Ref, "an sd card can't have several secrets")
	}
}

// checkImages checks all images of a disk.
func (r *resolver) checkImages(d *domain.Disk) {
	for s := d.Source; !s.IsEnd(); s = s.Backing {
		r.checkImage(s)
		if s != d.Source && s.Is(domain.StorageVhostUser) {
			r.Diag.Error(source.Invalid, s.Ref, "no image can lie over a vhost-user disk")
		}
		if !s.Backing.IsEnd() && !slices.Contains(backingFormats, s.Format.V()) {
			r.checkUnusedBacking(s)
		}
		if s.DataStore != nil {
			r.checkDataStore(s)
		}
	}
}

// checkUnusedBacking refuses an image below one of a format that knows of none.
// Where the bytes of an image are the guest's, libvirt does not look, and opens
// the other for nothing. Source: qemuBlockStorageSourceGetFormatProps.
func (r *resolver) checkUnusedBacking(s *domain.StorageSource) {
	raw := s.Format.V() == "raw" && s.Encryption == nil && !r.Target.Has("blockdev.raw-node")
	const text = "an image of format %s can't have a backing image"
	switch {
	case !raw:
		r.Diag.Error(source.Invalid, s.Backing.Ref, text, s.Format.V())
	case r.Profile.Adapt:
		r.passOver(s.Backing.Ref, text, s.Format.V()).Accounting(s.Backing.Type.Ref(), s.Backing.Format.Ref())
		s.Backing = nil
	default:
		r.Diag.Warn(source.NoMeaning, s.Backing.Ref, text+"; the guest sees nothing of it", s.Format.V())
	}
}

// backingFormats are the formats that know of a backing image.
var backingFormats = []string{"qcow", "qcow2", "qed", "vmdk"}

// checkDataStore checks where s keeps its data.
func (r *resolver) checkDataStore(s *domain.StorageSource) {
	store := s.DataStore
	if !store.Backing.IsEnd() {
		r.passOver(store.Backing.Ref, "a data store has nothing below it").Accounting(store.Backing.Type.Ref(), store.Backing.Format.Ref())
		store.Backing = nil
	}
	if store.Slice != nil {
		r.refuse("QEMU can do it", source.Invalid, store.Slice.Ref, "libvirt slices no data store")
	}
	switch {
	case !source.Is(s.Format, "qcow2"):
		r.Diag.Error(source.Invalid, store.Ref, "only qcow2 images have a data store")
	case !source.Is(store.Format, "raw"):
		r.Diag.Error(source.Invalid, source.First(store.Format.Ref(), store.Ref), "a data store is a raw image")
	case store.DataStore != nil:
		r.Diag.Error(source.Invalid, store.Ref, "a data store has no data store")
	default:
		r.checkImage(store)
	}
}

// checkImage checks one image. Source: qemuDomainValidateStorageSource.
func (r *resolver) checkImage(s *domain.StorageSource) {
	r.zeroIsNone(&s.MetadataCacheMax)
	r.checkFormat(s)
	r.checkAuth(s)
	r.checkEncryption(s)
	switch s.Type.V() {
	case domain.StorageNetwork:
		r.checkNetwork(s)
	case domain.StorageNVMe:
		if source.Is(s.NVMe.Namespace, 0) {
			r.Diag.Error(source.OutOfRange, s.NVMe.Namespace.Ref(), "the namespaces of an nvme disk count from 1")
		}
	case domain.StorageDir:
		switch {
		case s.Format.IsSet() && s.Format.V() != "fat":
			r.Diag.Error(source.Invalid, firstXML(s.Format.Ref(), s.Ref), "a directory can only be shown as a disk of format fat").WithHint("write <driver name='qemu' type='fat'/>")
		case !s.ReadOnly.V():
			r.Diag.Error(source.Invalid, s.Ref, "a directory can only be shown as a read-only disk").WithHint("add <readonly/>")
		}
	}
}

// checkFormat refuses formats that QEMU can't run from.
func (r *resolver) checkFormat(s *domain.StorageSource) {
	f := s.Format
	switch f.V() {
	case "cow":
		r.Diag.Error(source.Unsupported, f.Ref(), "QEMU no longer knows the format cow").WithHint("convert it with an old qemu-img")
	case "dir":
		r.Diag.Error(source.Invalid, f.Ref(), "a directory is no image format").WithHint("write <disk type='dir'>")
	case "iso":
		r.Diag.Error(source.Invalid, f.Ref(), "iso is no image format of QEMU").WithHint("write type='raw'")
	case "fat":
		if !s.Is(domain.StorageDir) {
			r.Diag.Error(source.Invalid, f.Ref(), "the format fat is for sources of type dir")
		}
	}
	if s.MetadataCacheMax.IsSet() && f.V() != "qcow2" {
		r.Diag.Error(source.Invalid, s.MetadataCacheMax.Ref(), "only qcow2 has a metadata cache")
	}
}

// checkAuth checks who logs in. Source: virDomainDiskDefValidateSourceChainOne.
func (r *resolver) checkAuth(s *domain.StorageSource) {
	if s.Auth == nil {
		return
	}
	protocol, usage := s.Network.Protocol.V(), s.Auth.Secret.Type
	want := map[string]string{"iscsi": "iscsi", "rbd": "ceph"}[protocol]
	switch {
	case !s.Is(domain.StorageNetwork):
		r.passOver(s.Auth.Ref, "only network sources are logged in to")
	case slices.Contains([]string{"nbd", "gluster", "tftp", "nfs"}, protocol):
		r.Diag.Error(source.Invalid, s.Auth.Ref, "nobody logs in to %s", protocol)
	case !slices.Contains([]string{"volume", "ceph", "iscsi", "tls", "vtpm"}, usage.V()):
		r.Diag.Error(source.UnknownValue, source.First(usage.Ref(), s.Auth.Secret.Ref), "unknown type of secret %q", usage.V()).
			WithHint("write <secret type='%s'>", or(want, "iscsi"))
	case want != "" && usage.V() != want:
		r.Diag.Error(source.Invalid, usage.Ref(), "a secret of type %s can't log in to %s", usage.V(), protocol).WithHint("write type='%s'", want)
	}
}

// or is s, or def where s is empty.
func or(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

// checkEncryption checks who decrypts s and how.
func (r *resolver) checkEncryption(s *domain.StorageSource) {
	e := s.Encryption
	if e == nil {
		return
	}
	if e.Format.V() == "luks" && !e.Cipher.IsZero() {
		r.Diag.Error(source.Invalid, e.Cipher, "a domain need not know the cipher of its disk").WithHint("remove <cipher>; it is for making volumes")
	}
	if len(e.Secrets) == 0 {
		r.Diag.Error(source.MissingValue, e.Ref, "<encryption> needs a <secret>")
	}
	if e.Engine.V() == "librbd" {
		r.checkRBDEncryption(s)
		return
	}
	if e.Format.V() == "qcow" {
		r.refuse("QEMU decrypts it as it always did", source.Unsupported, e.Format.Ref(), "libvirt no longer takes the old encryption of qcow and qcow2").
			WithHint("convert the image to luks with qemu-img")
	}
	switch {
	case e.Format.V() != "luks" && e.Format.V() != "qcow":
		r.Diag.Error(source.Unsupported, e.Format.Ref(), "QEMU does not decrypt the format %s", e.Format.V()).WithHint("QEMU decrypts luks; librbd also luks2 and luks-any")
	case len(e.Secrets) > 1:
		r.Diag.Error(source.Invalid, e.Secrets[1].Ref, "QEMU takes one secret for an image")
	case s.Format.IsSet() && s.Format.V() != "raw" && s.Format.V() != "qcow2":
		r.Diag.Error(source.Invalid, source.First(s.Format.Ref(), e.Ref), "images of format %s can't be encrypted", s.Format.V()).
			WithHint("raw and qcow2 can")
	}
}

// checkRBDEncryption checks an image that librbd decrypts.
func (r *resolver) checkRBDEncryption(s *domain.StorageSource) {
	e := s.Encryption
	needs := func(ok bool, ref source.Ref, what string) {
		if !ok {
			r.Diag.Error(source.NeedsQEMU, ref, "this QEMU knows no %s", what)
		}
	}
	switch {
	case !s.Is(domain.StorageNetwork) || s.Network.Protocol.V() != "rbd":
		r.Diag.Error(source.Invalid, e.Engine.Ref(), "librbd decrypts rbd sources only")
	case e.Format.V() == "qcow" || e.Format.V() == "default":
		r.Diag.Error(source.Invalid, e.Format.Ref(), "librbd does not decrypt the format %s", e.Format.V())
	case len(e.Secrets) > 1:
		needs(r.Target.Has("rbd-encryption-layering"), e.Secrets[1].Ref, "layers of librbd encryption")
	case e.Format.V() == "luks-any":
		needs(r.Target.Has("rbd-encryption-luks-any"), e.Format.Ref(), "luks-any")
	default:
		needs(r.Target.Has("rbd-encryption"), e.Engine.Ref(), "librbd encryption")
	}
}

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
