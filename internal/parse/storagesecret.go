package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// storageAuth reads an <auth>.
func storageAuth(c Cursor) *domain.StorageAuth {
	return &domain.StorageAuth{Ref: c.Ref(), Username: c.Require("username"), Secret: secretRef(c.Child("secret"), c)}
}

// secretRef reads the <secret> that c stands on, a child of parent: it must
// have one name of two.
func secretRef(c, parent Cursor) domain.SecretRef {
	s := domain.SecretRef{Ref: c.Ref(), Type: c.Str("type"), UUID: c.Str("uuid"), Usage: c.Str("usage")}
	switch {
	case !c.Ok():
		parent.r.diag.Error(source.MissingValue, parent.Ref(), "<%s> needs a <secret>", parent.Name())
	case !s.UUID.IsSet() && !s.Usage.IsSet():
		c.r.diag.Error(source.MissingValue, c.Ref(), "<secret> needs the attribute uuid or usage")
	case s.UUID.IsSet() && s.Usage.IsSet():
		c.r.diag.Error(source.Conflict, s.Usage.Ref(), "<secret> has both uuid and usage").WithHint("keep one of them")
	case s.UUID.IsSet():
		s.UUID = c.r.uuid(s.UUID)
	}
	return s
}

// storageEncryption reads an <encryption>.
func storageEncryption(c Cursor) *domain.StorageEncryption {
	e := &domain.StorageEncryption{
		Ref:    c.Ref(),
		Format: c.Enum("format", "default", "qcow", "luks", "luks2", "luks-any"),
		Engine: c.Enum("engine", "default", "qemu", "librbd"),
		Cipher: c.Child("cipher").Ref(),
	}
	c.Require("format")
	for secret := range c.Children("secret") {
		secret.Enum("type", "passphrase")
		secret.Require("type")
		e.Secrets = append(e.Secrets, secretRef(secret, c))
	}
	return e
}
