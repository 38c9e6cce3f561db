package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// secret is the -object called id that holds the secret that s names. libvirt
// encrypts what it keeps with the master key of its frame; elsewhere the secret
// comes from a file.
func (b *builder) secret(id string, s *domain.SecretRef) *option.Option {
	name := s.UUID
	if !name.IsSet() {
		name = s.Usage
	}
	o := option.NewObject("secret", id, s.Ref, name.Ref(), s.Type.Ref())
	if b.Profile.SecretsByKey {
		return encrypted(o)
	}
	file, ok := b.Secrets[name.V()]
	if !ok {
		b.Diag.Error(source.NeedsLibvirt, source.First(name.Ref(), s.Ref), "the secret %s is known to libvirt only", name.V()).
			WithHint("write it to a file and add --secret %s=FILE", name.V())
	}
	return o.Str("file", file, name.Ref())
}

// encrypted adds to the secret o what libvirt fills in: the value and the
// initialisation vector, which only it knows, stand empty.
func encrypted(o *option.Option) *option.Option {
	return o.Str("data", "").Str("keyid", "masterKey0").Str("iv", "").Str("format", "base64")
}

// encryptionSecret is the id of secret n of an encrypted image. It is called
// after the topmost node. Source: qemuDomainSecretStorageSourcePrepare.
func (b *builder) encryptionSecret(im *image, n int) string {
	node := im.storageName()
	if !im.drive && b.hasFormatNode(im) {
		node = im.name + "-format"
	}
	return fmt.Sprintf("%s-encryption-secret%d", node, n)
}

// storageName is what the objects for opening im are called after.
func (im *image) storageName() string {
	if im.drive {
		return im.alias
	}
	return im.name + "-storage"
}

// authSecret is the id of the secret that im is logged in to with.
func authSecret(im *image) string { return im.storageName() + "-auth-secret0" }

// cookieSecret is the id of the secret that holds the cookies of im.
func cookieSecret(im *image) string { return im.storageName() + "-httpcookie-secret0" }

// imageObjects are the objects that the nodes of im refer to.
func (b *builder) imageObjects(im *image) []*option.Option {
	opts := b.ownReservations(im)
	n := &im.Network
	// Nobody logs in to a file, and QEMU's ssh takes no password; libvirt passes
	// the secret nonetheless.
	if im.Auth != nil && (b.Profile.SecretsByKey || im.Is(domain.StorageNetwork) && n.Protocol.V() != "ssh") {
		opts = append(opts, b.secret(authSecret(im), &im.Auth.Secret))
	}
	if len(n.Cookies) > 0 && b.Profile.SecretsByKey {
		opts = append(opts, encrypted(option.NewObject("secret", cookieSecret(im), cookieRefs(n)...)))
	}
	if n.TLS.V() {
		opts = append(opts, b.storageTLS(im)...)
	}
	if im.Encryption != nil {
		for i := range im.Encryption.Secrets {
			opts = append(opts, b.secret(b.encryptionSecret(im, i), &im.Encryption.Secrets[i]))
		}
	}
	return opts
}

// storageTLS are the certificates that im is connected to with. libvirt has a
// directory of its own for NBD, or else one for all of QEMU, and lets no server
// of images go unverified.
func (b *builder) storageTLS(im *image) []*option.Option {
	const ofNBD, ofAll = "/etc/pki/libvirt-nbd", "/etc/pki/qemu"
	ref := im.Network.TLS.Ref()
	t := host.TLS{Dir: source.Of(ofAll, ref)}
	switch {
	case b.Conf != nil:
		t = b.Conf.TLS("nbd", true)
	case b.Host.IsDir(ofNBD):
		t.Dir = source.Of(ofNBD, ref)
	}
	t.Verify = source.Of(true, ref)
	return b.tlsCredentials(tlsObject(im), im.storageName(), "client", t, ref)
}

// tlsObject is the id of the certificates of im.
func tlsObject(im *image) string { return "obj" + im.storageName() + "_tls0" }

// cookieText is the cookies of n as HTTP has them.
func cookieText(n *domain.StorageNetworkSource) string {
	var list []string
	for _, c := range n.Cookies {
		list = append(list, c.Name.V()+"="+c.Value.V())
	}
	return strings.Join(list, "; ")
}

func cookieRefs(n *domain.StorageNetworkSource) []source.Ref {
	var refs []source.Ref
	for _, c := range n.Cookies {
		refs = append(refs, c.Ref, c.Name.Ref(), c.Value.Ref())
	}
	return refs
}
