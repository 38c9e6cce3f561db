package parse

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The entries of the SMBIOS tables.
var (
	biosEntries      = []string{"vendor", "version", "date", "release"}
	systemEntries    = []string{"manufacturer", "product", "version", "serial", "uuid", "sku", "family"}
	baseBoardEntries = []string{"manufacturer", "product", "version", "serial", "asset", "location"}
	chassisEntries   = []string{"manufacturer", "version", "serial", "asset", "sku"}
)

func sysinfo(c Cursor) []*domain.Sysinfo { return each(c, "sysinfo", oneSysinfo) }

func oneSysinfo(c Cursor) *domain.Sysinfo {
	s := &domain.Sysinfo{Ref: c.Ref(), Type: c.mustEnum("type", domain.SysinfoSMBIOS, domain.SysinfoFWCfg)}
	switch s.Type.V() {
	case domain.SysinfoSMBIOS:
		s.BIOS = smbiosTable(c.Child("bios"), biosEntries)
		s.System = systemTable(c.Child("system"))
		s.Chassis = smbiosTable(c.Child("chassis"), chassisEntries)
		for board := range c.Children("baseBoard") {
			if t := smbiosTable(board, baseBoardEntries); t != nil {
				s.BaseBoards = append(s.BaseBoards, t)
			}
		}
		for e := range c.Child("oemStrings").Children("entry") {
			if text := e.RawText(); text.IsSet() {
				s.OEMStrings = append(s.OEMStrings, text)
			}
		}
	case domain.SysinfoFWCfg:
		s.FWCfg = fwCfg(c)
	}
	return s
}

// smbiosTable reads the entries of one table; nil where none says anything.
func smbiosTable(c Cursor, known []string) *domain.SMBIOSTable {
	t := &domain.SMBIOSTable{Ref: c.Ref()}
	for e := range c.Children("entry") {
		name := e.Require("name")
		if !name.IsSet() || !e.RawText().IsSet() {
			continue
		}
		if !slices.Contains(known, name.V()) {
			c.r.diag.Warn(source.NotTranslated, name.Ref(), "<%s> has no entry called %q", c.Name(), name.V()).
				WithHint("known entries: %s", strings.Join(known, ", ")).Accounting(e.RawText().Ref())
			continue
		}
		t.Entries = append(t.Entries, domain.SMBIOSEntry{Ref: e.Ref(), Name: name, Value: e.RawText()})
	}
	if len(t.Entries) == 0 {
		return nil
	}
	return t
}

// systemTable reads <system>; its UUID takes the form that all have.
func systemTable(c Cursor) *domain.SMBIOSTable {
	t := smbiosTable(c, systemEntries)
	id := t.Entry("uuid")
	if id == nil {
		return t
	}
	for e := range c.Children("entry") {
		if e.Ref() == id.Ref {
			id.Value = uuid(e)
		}
	}
	return t
}

// fwCfg reads the files of the firmware configuration device.
func fwCfg(c Cursor) []domain.FWCfgEntry {
	var list []domain.FWCfgEntry
	for e := range c.Children("entry") {
		f := domain.FWCfgEntry{Ref: e.Ref(), Name: e.Require("name"), Value: e.RawText(), File: e.Str("file")}
		switch {
		case f.File.V() != "" && f.Value.IsSet():
			c.r.diag.Error(source.Conflict, f.File.Ref(), "the firmware entry has a file and a value as well").Accounting(f.Value.Ref())
		case f.File.V() == "" && !f.Value.IsSet():
			c.r.diag.Error(source.MissingValue, f.Ref, "the firmware entry has neither a value nor a file")
		}
		list = append(list, f)
	}
	return list
}
