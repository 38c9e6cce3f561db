package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The types of <sysinfo>.
const (
	SysinfoSMBIOS = "smbios"
	SysinfoFWCfg  = "fwcfg"
)

// Sysinfo is a <sysinfo>: what the guest reads of the machine in its SMBIOS
// tables, or the files of QEMU's firmware configuration device.
type Sysinfo struct {
	Ref  source.Ref
	Type source.Val[string]

	BIOS       *SMBIOSTable
	System     *SMBIOSTable
	BaseBoards []*SMBIOSTable
	Chassis    *SMBIOSTable
	OEMStrings []source.Val[string]

	FWCfg []FWCfgEntry
}

// SMBIOSTable is one table of SMBIOS: its entries, by libvirt's names for them.
type SMBIOSTable struct {
	Ref     source.Ref
	Entries []SMBIOSEntry
}

// SMBIOSEntry is an <entry> of a table.
type SMBIOSEntry struct {
	Ref   source.Ref
	Name  source.Val[string]
	Value source.Val[string]
}

// Entry is the entry called name, nil where there is none.
func (t *SMBIOSTable) Entry(name string) *SMBIOSEntry {
	if t == nil {
		return nil
	}
	for i := range t.Entries {
		if t.Entries[i].Name.V() == name {
			return &t.Entries[i]
		}
	}
	return nil
}

// FWCfgEntry is a file of the firmware configuration device: its content is
// Value, or that of File.
type FWCfgEntry struct {
	Ref               source.Ref
	Name, Value, File source.Val[string]
}
