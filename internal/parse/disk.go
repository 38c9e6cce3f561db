package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func disk(c Cursor) *domain.Disk {
	d := &domain.Disk{
		Device:          device(c),
		Kind:            c.Enum("device", "disk", "cdrom", "floppy", "lun"),
		Model:           c.Enum("model", "virtio", "virtio-transitional", "virtio-non-transitional"),
		Snapshot:        c.Enum("snapshot", "default", "no", "internal", "external", "manual"),
		RawIO:           c.YesNo("rawio"),
		SGIO:            c.Enum("sgio", "default", "filtered", "unfiltered"),
		Driver:          diskDriver(c.Child("driver")),
		Source:          diskSource(c),
		Target:          diskTarget(c.Child("target")),
		Serial:          c.Child("serial").RawText(),
		WWN:             c.Child("wwn").Text(),
		Vendor:          c.Child("vendor").Text(),
		Product:         c.Child("product").Text(),
		ReadOnly:        present(c.Child("readonly")),
		Shareable:       present(c.Child("shareable")),
		Transient:       present(c.Child("transient")),
		ShareBacking:    c.Child("transient").YesNo("shareBacking"),
		Geometry:        diskGeometry(c.Child("geometry")),
		BlockIO:         diskBlockIO(c.Child("blockio")),
		IOTune:          ioTune(c.Child("iotune")),
		ThrottleFilters: throttleFilters(c.Child("throttlefilters")),
	}
	return d
}

// present is true where c stands on an element.
func present(c Cursor) source.Val[bool] {
	if !c.Ok() {
		return source.Val[bool]{}
	}
	return source.Of(true, c.Ref())
}

// diskSource reads the image of a disk. What says who may read it stands in the
// source or, as it did at first, in the disk.
func diskSource(c Cursor) *domain.StorageSource {
	kind := c.Enum("type", domain.StorageTypes...)
	kind.SetDefault("default: disk type", domain.StorageFile)
	s := storageOfType(c, kind)
	driver := c.Child("driver")
	s.Format = diskFormat(driver)
	s.MetadataCacheMax = driver.Child("metadata_cache").Child("max_size").Scaled(1)
	s.Backing = one(c, "backingStore", storageBelow)
	s.Auth = onlyOne(c, "auth", s.Auth, storageAuth)
	s.Encryption = onlyOne(c, "encryption", s.Encryption, storageEncryption)
	return s
}

// diskFormat reads <driver type>. Xen called raw files aio.
func diskFormat(driver Cursor) source.Val[string] {
	if v := driver.Str("type"); source.Is(v, "aio") {
		return source.Of("raw", v.Ref())
	}
	return driver.Enum("type", storageFormats...)
}

// onlyOne is inSource, or where that is nil what c's child called name holds;
// both at once are refused.
func onlyOne[T any](c Cursor, name string, inSource *T, read func(Cursor) *T) *T {
	child := c.Child(name)
	switch {
	case !child.Ok():
		return inSource
	case inSource == nil:
		return read(child)
	}
	c.r.diag.Error(source.Duplicate, child.Ref(), "<%s> stands both in the disk and in its <source>", name).WithHint("keep the one in <source>")
	return inSource
}

func diskTarget(c Cursor) domain.DiskTarget {
	return domain.DiskTarget{
		Ref:          c.Ref(),
		Dev:          c.Str("dev"),
		Bus:          c.Enum("bus", "ide", "fdc", "scsi", "virtio", "xen", "usb", "uml", "sata", "sd"),
		Tray:         c.Enum("tray", "closed", "open"),
		Removable:    c.OnOff("removable"),
		RotationRate: c.UintMax("rotation_rate", 1<<32-1),
		DPOFUA:       c.OnOff("dpofua"),
	}
}

func diskDriver(c Cursor) domain.DiskDriver {
	return domain.DiskDriver{
		Ref:            c.Ref(),
		Name:           c.Str("name"),
		Cache:          c.Enum("cache", "default", "none", "writethrough", "writeback", "directsync", "unsafe"),
		ErrorPolicy:    c.Enum("error_policy", "stop", "report", "ignore", "enospace"),
		RErrPolicy:     c.Enum("rerror_policy", "stop", "report", "ignore"),
		IO:             c.Enum("io", "native", "threads", "io_uring"),
		IOEventFD:      c.OnOff("ioeventfd"),
		EventIdx:       c.OnOff("event_idx"),
		CopyOnRead:     c.OnOff("copy_on_read"),
		Discard:        c.Enum("discard", "unmap", "ignore"),
		DiscardNoUnref: c.OnOff("discard_no_unref"),
		DetectZeroes:   c.Enum("detect_zeroes", "off", "on", "unmap"),
		IOThread:       positive(c, "iothread", c.UintMax("iothread", 1<<32-1)),
		IOThreads:      ioThreadMappings(c.Child("iothreads")),
		Queues:         c.UintMax("queues", 1<<32-1),
		QueueSize:      c.UintMax("queue_size", 1<<32-1),
	}
}

// positive is v, the attribute called name of c, which must not be 0.
func positive(c Cursor, name string, v source.Val[uint64]) source.Val[uint64] {
	if source.Is(v, 0) {
		c.r.diag.Error(source.OutOfRange, v.Ref(), "attribute %s: 0 is too small", name)
		return source.Val[uint64]{}
	}
	return v
}

// ioThreadMappings reads <iothreads>: how the queues of a device are spread.
func ioThreadMappings(c Cursor) []domain.IOThreadMapping {
	var list []domain.IOThreadMapping
	for t := range c.Children("iothread") {
		m := domain.IOThreadMapping{Ref: t.Ref(), ID: positive(t, "id", t.UintMax("id", 1<<32-1))}
		t.Require("id")
		for q := range t.Children("queue") {
			q.Require("id")
			m.Queues = append(m.Queues, q.UintMax("id", 1<<32-1))
		}
		list = append(list, m)
	}
	return list
}

func diskGeometry(c Cursor) domain.DiskGeometry {
	return domain.DiskGeometry{
		Cyls:  c.UintMax("cyls", 1<<32-1),
		Heads: c.UintMax("heads", 1<<32-1),
		Secs:  c.UintMax("secs", 1<<32-1),
		Trans: c.Enum("trans", "none", "auto", "lba"),
	}
}

func diskBlockIO(c Cursor) domain.DiskBlockIO {
	return domain.DiskBlockIO{
		Logical:            c.UintMax("logical_block_size", 1<<32-1),
		Physical:           c.UintMax("physical_block_size", 1<<32-1),
		DiscardGranularity: c.UintMax("discard_granularity", 1<<32-1),
	}
}
