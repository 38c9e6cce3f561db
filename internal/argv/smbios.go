package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The types of the SMBIOS tables (DMTF DSP0134).
const (
	smbiosBIOS       = 0
	smbiosSystem     = 1
	smbiosBaseBoard  = 2
	smbiosChassis    = 3
	smbiosOEMStrings = 11
)

// smbios are the tables by which a guest knows its machine.
func (b *builder) smbios() []*option.Option {
	switch mode := b.dom.OS.SMBIOS; mode.V() {
	case "sysinfo":
		return b.givenTables()
	case "host":
		b.unusedTables()
		return b.hostTables()
	case "none", "emulate":
		// QEMU's own tables.
	}
	b.unusedTables()
	return nil
}

// unusedTables says of tables in the XML that nothing asks for them.
func (b *builder) unusedTables() {
	for _, s := range b.dom.Sysinfo {
		if s.Type.V() == domain.SysinfoSMBIOS {
			b.Diag.Warn(source.NotTranslated, s.Ref, "nothing asks for the SMBIOS tables given here").
				WithHint("add <smbios mode='sysinfo'/> to <os>").Accounting(sysinfoRefs(s)...)
		}
	}
}

// sysinfoRefs are all items of s.
func sysinfoRefs(s *domain.Sysinfo) []source.Ref {
	refs := []source.Ref{s.Type.Ref()}
	for _, t := range append([]*domain.SMBIOSTable{s.BIOS, s.System, s.Chassis}, s.BaseBoards...) {
		if t == nil {
			continue
		}
		for _, e := range t.Entries {
			refs = append(refs, e.Name.Ref(), e.Value.Ref())
		}
	}
	for _, text := range s.OEMStrings {
		refs = append(refs, text.Ref())
	}
	return refs
}

// givenTables are the tables of the first <sysinfo> that has any: libvirt stops
// there (qemuBuildSmbiosCommandLine).
func (b *builder) givenTables() []*option.Option {
	var opts []*option.Option
	given := false
	for _, s := range b.dom.Sysinfo {
		switch {
		case s.Type.V() != domain.SysinfoSMBIOS:
			continue
		case given:
			b.Diag.Warn(source.Duplicate, s.Ref, "the SMBIOS tables of the first <sysinfo> hold").Accounting(sysinfoRefs(s)...)
			continue
		}
		given = true
		opts = append(opts, b.smbiosTable(smbiosBIOS, s.BIOS, s)...)
		opts = append(opts, b.smbiosTable(smbiosSystem, s.System, s)...)
		for _, board := range s.BaseBoards {
			opts = append(opts, b.smbiosTable(smbiosBaseBoard, board, s)...)
		}
		opts = append(opts, b.smbiosTable(smbiosChassis, s.Chassis, s)...)
		opts = append(opts, b.oemStrings(s)...)
	}
	return opts
}

// tableEntries are the entries that a table may have, in the order in which
// they are written. QEMU calls them as libvirt does.
func tableEntries(kind uint64) []string {
	switch kind {
	case smbiosBIOS:
		return []string{"vendor", "version", "date", "release"}
	case smbiosSystem:
		return []string{"manufacturer", "product", "version", "serial", "uuid", "sku", "family"}
	case smbiosBaseBoard:
		return []string{"manufacturer", "product", "version", "serial", "asset", "location"}
	}
	return []string{"manufacturer", "version", "serial", "asset", "sku"}
}

func (b *builder) smbiosTable(kind uint64, t *domain.SMBIOSTable, s *domain.Sysinfo) []*option.Option {
	if t == nil {
		return nil
	}
	o := option.New("smbios", t.Ref, s.Type.Ref(), b.dom.OS.SMBIOS.Ref()).Uint("type", kind, t.Ref)
	for _, name := range tableEntries(kind) {
		switch e := t.Entry(name); {
		case e != nil:
			o.Str(name, e.Value.V(), e.Name.Ref(), e.Value.Ref())
		case name == "manufacturer" && kind != smbiosSystem && b.Profile.QEMUDefaults:
			// Boards and chassis of libvirt's have one, be it empty
			// (qemuBuildSmbiosBaseBoardStr).
			o.Str(name, "", source.Rule("default: the manufacturer of a board or chassis"))
		}
	}
	return []*option.Option{o}
}

func (b *builder) oemStrings(s *domain.Sysinfo) []*option.Option {
	if len(s.OEMStrings) == 0 {
		return nil
	}
	o := option.New("smbios", s.Type.Ref(), b.dom.OS.SMBIOS.Ref()).Uint("type", smbiosOEMStrings, s.Type.Ref())
	for _, text := range s.OEMStrings {
		o.StrVal("value", text)
	}
	return []*option.Option{o}
}

// dmiEntry says where Linux shows an entry of this machine's own tables.
type dmiEntry struct{ name, field string }

var (
	dmiBIOS = []dmiEntry{
		{"vendor", "bios_vendor"}, {"version", "bios_version"}, {"date", "bios_date"}, {"release", "bios_release"},
	}
	// dmiSystem has no UUID: a guest is not its host.
	dmiSystem = []dmiEntry{
		{"manufacturer", "sys_vendor"},
		{"product", "product_name"},
		{"version", "product_version"},
		{"serial", "product_serial"},
		{"sku", "product_sku"},
		{"family", "product_family"},
	}
)

// hostTables are the tables of this host.
func (b *builder) hostTables() []*option.Option {
	mode := b.dom.OS.SMBIOS
	opts := append(b.hostTable(smbiosBIOS, dmiBIOS), b.hostTable(smbiosSystem, dmiSystem)...)
	if len(opts) == 0 {
		b.Diag.Warn(source.HostMissing, mode.Ref(), "nothing is known of the SMBIOS of this host")
	}
	return opts
}

func (b *builder) hostTable(kind uint64, entries []dmiEntry) []*option.Option {
	mode := b.dom.OS.SMBIOS.Ref()
	o := option.New("smbios", mode).Uint("type", kind, mode)
	for _, e := range entries {
		if value, ok := b.Host.DMI(e.field); ok {
			o.Str(e.name, value, mode, source.Rule("host: /sys/class/dmi/id/"+e.field))
		}
	}
	if len(o.Params) == 1 {
		return nil
	}
	return []*option.Option{o}
}
