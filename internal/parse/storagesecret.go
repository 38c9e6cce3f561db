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
		IVGen:  c.Child("ivgen").Ref(),
	}
	c.Require("format")
	for secret := range c.Children("secret") {
		secret.Enum("type", "passphrase")
		secret.Require("type")
		e.Secrets = append(e.Secrets, secretRef(secret, c))
	}
	return e
}

// deviceSeclabels checks the <seclabel>s of a source. Nothing of them reaches
// QEMU's command line, but libvirt refuses some.
// Source: virSecurityDeviceLabelDefParseXML.
func deviceSeclabels(src Cursor) {
	seen, count := map[string]bool{}, 0
	for c := range src.Children("seclabel") {
		model := c.Str("model")
		count++
		if seen[model.V()] {
			src.r.diag.Error(source.Duplicate, c.Ref(), "the source has two labels of security model %q", model.V())
		}
		seen[model.V()] = true
		relabel, label := c.YesNo("relabel"), c.Child("label").Text()
		switch {
		case source.Is(relabel, false) && label.IsSet():
			src.r.diag.Error(source.Conflict, label.Ref(), "a label is given, but relabel is off")
		case source.Is(relabel, true) && !label.IsSet():
			src.r.diag.Error(source.MissingValue, c.Ref(), "relabel is on, but no label is given")
		}
	}
	if count > 1 && seen[""] {
		src.r.diag.Error(source.MissingValue, src.Ref(), "of several labels, each needs its security model")
	}
}
