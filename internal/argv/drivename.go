package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// driveName is the one word for where im lies, as QEMU had them before block
// drivers took options. Source: QEMU's qemu-options.hx of 0.12 to 2.8.
func (b *builder) driveName(im *image) string {
	n := &im.Network
	if im.Is(domain.StorageDir) {
		return b.fatName(im)
	}
	if !im.Is(domain.StorageNetwork) {
		b.Diag.Error(source.NeedsQEMU, im.Type.Ref(), "a disk of type %s needs a newer QEMU", im.Type.V())
		return ""
	}
	if im.Auth != nil || len(n.Cookies) > 0 || n.TLS.V() {
		b.Diag.Error(source.NeedsQEMU, im.Ref, "secrets for the protocol %s need a newer QEMU", n.Protocol.V()).WithHint("QEMU 2.9 is the first")
	}
	switch n.Protocol.V() {
	case "nbd":
		return nbdName(im)
	case "rbd":
		return rbdName(im)
	case "gluster":
		return glusterName(im)
	case "iscsi", "http", "https", "ftp", "ftps", "tftp", "ssh", "nfs":
		return storageURL(im)
	}
	b.Diag.Error(source.Unsupported, n.Protocol.Ref(), "QEMU does not know the protocol %s", n.Protocol.V())
	return ""
}

// driveNameRefs are the items that driveName is made of.
func driveNameRefs(im *image) []source.Ref {
	n := &im.Network
	refs := []source.Ref{im.Path.Ref(), im.Type.Ref(), n.Protocol.Ref(), n.TLS.Ref(), n.Query.Ref(), n.Snapshot.Ref(), n.ConfigFile.Ref()}
	for i := range n.Hosts {
		h := &n.Hosts[i]
		refs = append(refs, h.Ref, h.Name.Ref(), h.Port.Ref(), h.Transport.Ref(), h.Socket.Ref())
	}
	return refs
}

// driveFile is a file in the one word that QEMU opens: what stands before its
// first colon would be a protocol, where no slash comes first.
// Source: path_has_protocol in QEMU's block.c.
func driveFile(path string) string {
	if i := strings.IndexAny(path, ":/"); i >= 0 && path[i] == ':' {
		return "./" + path
	}
	return path
}

// fatName is a directory as a FAT disk. Colons stand between what is said of it.
func (b *builder) fatName(im *image) string {
	if strings.Contains(im.Path.V(), ":") {
		b.Diag.Error(source.NeedsQEMU, im.Path.Ref(), "QEMU %s can't read the colon in %q", b.Target.Version, im.Path.V()).
			WithHint("use a name without colons")
	}
	if im.floppy {
		return "fat:floppy:" + im.Path.V()
	}
	return "fat:" + im.Path.V()
}

func nbdName(im *image) string {
	h, name := im.host(), ""
	if source.Is(h.Transport, "unix") {
		name = "nbd:unix:" + h.Socket.V()
	} else {
		name = "nbd:" + storageHostPort(h)
	}
	if im.Path.IsSet() {
		name += ":exportname=" + im.Path.V()
	}
	return name
}

// rbdName is an image of Ceph; all that would end a part of it is escaped.
func rbdName(im *image) string {
	n := &im.Network
	name := "rbd:" + rbdEscape(im.Path.V())
	if n.Snapshot.IsSet() {
		name += "@" + rbdEscape(n.Snapshot.V())
	}
	name += ":auth_supported=none"
	var monitors []string
	for i := range n.Hosts {
		monitors = append(monitors, rbdEscape(storageHostPort(&n.Hosts[i])))
	}
	if monitors != nil {
		name += ":mon_host=" + strings.Join(monitors, `\;`)
	}
	if n.ConfigFile.IsSet() {
		name += ":conf=" + rbdEscape(n.ConfigFile.V())
	}
	return name
}

func rbdEscape(s string) string {
	return strings.NewReplacer(":", `\:`, "@", `\@`, "=", `\=`, `\`, `\\`).Replace(s)
}

func glusterName(im *image) string {
	h := im.host()
	if source.Is(h.Transport, "unix") {
		return fmt.Sprintf("gluster+unix:///%s?socket=%s", escapePath(im.Path.V()), strings.ReplaceAll(escapePath(h.Socket.V()), "&", "%26"))
	}
	return fmt.Sprintf("gluster://%s/%s", storageHostPort(h), escapePath(im.Path.V()))
}
