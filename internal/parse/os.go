package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func os(c Cursor) domain.OS {
	t := c.Child("type")
	return domain.OS{
		Ref: c.Ref(), Type: t.Text(), Arch: t.Str("arch"), Machine: t.Str("machine"),
		Firmware:   c.Enum("firmware", "bios", "efi"),
		Features:   firmwareFeatures(c.Child("firmware")),
		Loader:     loader(c.Child("loader")),
		NVRAM:      nvramStore(c.Child("nvram")),
		Boot:       bootDevices(c),
		BootMenu:   bootMenu(c.Child("bootmenu")),
		SMBIOS:     c.Child("smbios").Enum("mode", "none", "emulate", "host", "sysinfo"),
		BIOS:       bios(c.Child("bios")),
		Kernel:     c.Child("kernel").Text(),
		Initrd:     c.Child("initrd").Text(),
		Cmdline:    c.Child("cmdline").RawText(),
		DTB:        c.Child("dtb").Text(),
		Shim:       c.Child("shim").Text(),
		ACPITables: acpiTables(c.Child("acpi")),
	}
}

func firmwareFeatures(c Cursor) []domain.FirmwareFeature {
	var list []domain.FirmwareFeature
	for f := range c.Children("feature") {
		if !f.Require("name").IsSet() || !f.Require("enabled").IsSet() {
			continue
		}
		list = append(list, domain.FirmwareFeature{
			Name:    f.Enum("name", "enrolled-keys", "secure-boot"),
			Enabled: f.YesNo("enabled"),
		})
	}
	return list
}

func loader(c Cursor) domain.Loader {
	if !c.Ok() {
		return domain.Loader{}
	}
	return domain.Loader{
		Ref:       c.Ref(),
		Path:      c.Text(),
		Type:      c.Enum("type", "rom", "pflash"),
		Format:    c.Enum("format", storageFormats...),
		ReadOnly:  c.YesNo("readonly"),
		Stateless: c.YesNo("stateless"),
		Secure:    c.YesNo("secure"),
	}
}

func nvramStore(c Cursor) domain.NVRAM {
	if !c.Ok() {
		return domain.NVRAM{}
	}
	n := domain.NVRAM{
		Ref:            c.Ref(),
		Template:       nonEmpty(c.Str("template")),
		TemplateFormat: c.Enum("templateFormat", storageFormats...),
		Source:         *storage(c),
	}
	n.Source.Format = c.Enum("format", storageFormats...)
	if !n.Source.Type.IsSet() {
		n.Source.Path = c.Text()
	}
	return n
}

// bootDevices are the devices of all <boot>. Libvirt takes no more than there
// are kinds.
func bootDevices(c Cursor) []source.Val[string] {
	known := []string{"fd", "cdrom", "hd", "network"}
	var list []source.Val[string]
	for b := range c.Children("boot") {
		if len(list) == len(known) || !b.Require("dev").IsSet() {
			continue
		}
		if dev := b.Enum("dev", known...); dev.IsSet() {
			list = append(list, dev)
		}
	}
	return list
}

func bootMenu(c Cursor) domain.BootMenu {
	return domain.BootMenu{Enable: c.YesNo("enable"), Timeout: c.UintMax("timeout", 65535)}
}

func bios(c Cursor) domain.BIOS {
	b := domain.BIOS{UseSerial: c.YesNo("useserial"), RebootTimeout: c.Int("rebootTimeout")}
	if t, ok := b.RebootTimeout.Get(); ok && (t < -1 || t > 65535) {
		c.r.diag.Error(source.OutOfRange, b.RebootTimeout.Ref(), "attribute rebootTimeout: %d is not in the range from -1 to 65535", t)
		b.RebootTimeout = source.Val[int64]{}
	}
	return b
}

func acpiTables(c Cursor) []domain.ACPITable {
	var list []domain.ACPITable
	for t := range c.Children("table") {
		if !t.Require("type").IsSet() {
			continue
		}
		list = append(list, domain.ACPITable{Ref: t.Ref(), Type: t.Enum("type", "raw", "rawset", "slic", "msdm"), Path: t.Text()})
	}
	return list
}
