package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// storageFormats are the image formats that libvirt knows by name; which of
// them QEMU can run from is for resolve to say.
var storageFormats = []string{
	"raw", "dir", "bochs", "cloop", "dmg", "iso", "vpc", "vdi", "fat", "vhd", "ploop", "cow",
	"qcow", "qcow2", "qed", "vmdk",
}

// storage reads the image whose type attribute stands on c and whose <source>
// is a child of c. The format is the caller's: it stands elsewhere on a disk
// than on what lies below it.
func storage(c Cursor) *domain.StorageSource {
	return storageOfType(c, c.Enum("type", domain.StorageTypes...))
}

// storageOfType is storage with a type that the caller knows: which attributes
// say where the image lies depends on it.
func storageOfType(c Cursor, kind source.Val[string]) *domain.StorageSource {
	src := c.Child("source")
	s := &domain.StorageSource{
		Ref:           c.Ref(),
		Type:          kind,
		Index:         src.Uint("index"),
		FDGroup:       src.Str("fdgroup"),
		Auth:          one(src, "auth", storageAuth),
		Encryption:    one(src, "encryption", storageEncryption),
		Slice:         storageSlice(src),
		Reservations:  one(src, "reservations", storageReservations),
		Seclabels:     seclabels(src),
		StartupPolicy: src.Enum("startupPolicy", "default", "mandatory", "requisite", "optional"),
		DataStore:     one(src, "dataStore", storageBelow),
	}
	if src.Ok() {
		s.Ref = src.Ref()
	}
	storagePlace(s, src)
	return s
}

// storagePlace reads where the bytes of s lie: the part of <source> that
// depends on its type.
func storagePlace(s *domain.StorageSource, src Cursor) {
	switch s.Type.V() {
	case domain.StorageFile:
		s.Path = nonEmpty(src.Str("file"))
	case domain.StorageBlock, domain.StorageVhostVDPA:
		s.Path = nonEmpty(src.Str("dev"))
	case domain.StorageDir:
		s.Path = nonEmpty(src.Str("dir"))
	case domain.StorageNetwork:
		s.Path = nonEmpty(src.Str("name"))
		s.Network = storageNetwork(src)
	case domain.StorageVolume:
		s.Volume = domain.StorageVolumeSource{Pool: src.Str("pool"), Volume: src.Str("volume"), Mode: src.Enum("mode", "host", "direct")}
	case domain.StorageNVMe:
		s.NVMe = storageNVMe(src)
	case domain.StorageVhostUser:
		src.mustEnum("type", "unix")
		src.Str("mode") // QEMU is the client, whatever it says
		s.Path = nonEmpty(src.Str("path"))
		s.Reconnect = charReconnect(src.Child("reconnect"))
	}
}

// storageBelow reads an image below another: <backingStore>, <dataStore>.
func storageBelow(c Cursor) *domain.StorageSource {
	s := storage(c)
	format := c.Child("format")
	if index := c.Uint("index"); index.IsSet() {
		s.Index = index
	}
	s.Format = format.Enum("type", storageFormats...)
	if s.Type.IsSet() && !format.Str("type").IsSet() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<%s> needs a <format> with the attribute type", c.Name())
	}
	if s.Type.IsSet() && !c.Child("source").Ok() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "<%s> needs a <source>", c.Name())
	}
	s.MetadataCacheMax = format.Child("metadata_cache").Child("max_size").Scaled(1)
	s.Backing = one(c, "backingStore", storageBelow)
	return s
}

// nonEmpty is v, absent where it is empty: libvirt takes an empty path for
// none.
func nonEmpty(v source.Val[string]) source.Val[string] {
	if v.V() == "" {
		return source.Val[string]{}
	}
	return v
}

func storageNVMe(src Cursor) domain.StorageNVMeSource {
	if !src.Ok() {
		return domain.StorageNVMeSource{}
	}
	src.Enum("type", "pci")
	src.YesNo("managed")
	n := domain.StorageNVMeSource{Namespace: src.Uint("namespace"), Address: pciAddress(src.Child("address"))}
	src.Require("type")
	src.Require("namespace")
	if !src.Child("address").Ok() {
		src.r.diag.Error(source.MissingValue, src.Ref(), "<source> needs the <address> of the NVMe disk")
	}
	return n
}

// storageSlice reads the first <slice> of type storage; libvirt reads no other.
// Source: virDomainStorageSourceParseSlices.
func storageSlice(src Cursor) *domain.StorageSlice {
	for c := range src.Child("slices").Children("slice") {
		s := &domain.StorageSlice{Ref: c.Ref(), Offset: c.Uint("offset"), Size: c.Uint("size")}
		if source.Is(c.Str("type"), "storage") {
			c.Require("offset")
			c.Require("size")
			return s
		}
	}
	return nil
}

func storageReservations(c Cursor) *domain.StorageReservations {
	src := c.Child("source")
	r := &domain.StorageReservations{
		Ref:     c.Ref(),
		Managed: c.YesNo("managed"),
		Type:    src.Enum("type", "unix"),
		Path:    src.Str("path"),
		Mode:    src.Enum("mode", "client"),
	}
	c.Require("managed")
	if source.Is(r.Managed, false) {
		for _, name := range []string{"type", "path", "mode"} {
			src.requireOn(c, name)
		}
	}
	return r
}

// requireOn is Require for an element that may be missing itself, in parent.
func (c Cursor) requireOn(parent Cursor, name string) {
	if c.Ok() {
		c.Require(name)
		return
	}
	parent.r.diag.Error(source.MissingValue, parent.Ref(), "<%s> needs a <source> with the attribute %s", parent.Name(), name)
}
