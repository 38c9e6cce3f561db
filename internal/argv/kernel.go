package argv

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// kernel is what QEMU boots itself, past any boot loader.
func (b *builder) kernel() []*option.Option {
	os := &b.dom.OS
	var opts []*option.Option
	for _, p := range []struct {
		flag string
		path source.Val[string]
	}{
		{"kernel", os.Kernel}, {"initrd", os.Initrd}, {"append", os.Cmdline}, {"dtb", os.DTB}, {"shim", os.Shim},
	} {
		if !p.path.IsSet() {
			continue
		}
		if p.flag != "append" {
			b.needsFile(p.path, "file of -"+p.flag)
		}
		opts = append(opts, option.New(p.flag, p.path.Ref()).StrVal("", p.path))
	}
	return opts
}

// acpiTables are ACPI tables beside the machine's own.
func (b *builder) acpiTables() []*option.Option {
	var opts []*option.Option
	for i := range b.dom.OS.ACPITables {
		t := &b.dom.OS.ACPITables[i]
		opts = append(opts, b.whole(func() []*option.Option { return b.acpiTable(t) })...)
	}
	return opts
}

func (b *builder) acpiTable(t *domain.ACPITable) []*option.Option {
	o := option.New("acpitable", t.Ref, t.Type.Ref())
	switch t.Type.V() {
	case "slic":
		o.Str("sig", "SLIC", t.Type.Ref())
	case "msdm":
		o.Str("sig", "MSDM", t.Type.Ref())
	case "raw":
	case "rawset":
		b.Diag.Error(source.Unsupported, t.Type.Ref(), "QEMU takes no concatenated ACPI tables").WithHint("give each table a <table type='raw'> of its own")
	}
	if strings.Contains(t.Path.V(), ":") {
		// Source: acpi_table_add in QEMU's hw/acpi/core.c.
		b.Diag.Error(source.Invalid, t.Path.Ref(), "QEMU would read several files where the path of an ACPI table has a colon").WithHint("use a name without colons")
	}
	b.needsFile(t.Path, "ACPI table")
	return []*option.Option{o.StrVal("file", t.Path)}
}
