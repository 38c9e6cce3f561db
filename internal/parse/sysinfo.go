package parse

import (
	"slices"
	"strconv"
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
		s.BIOS = biosTable(c.Child("bios"))
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

func biosTable(c Cursor) *domain.SMBIOSTable {
	t := smbiosTable(c, biosEntries)
	if date := t.Entry("date"); date != nil && !isBIOSDate(date.Value.V()) {
		c.r.diag.Error(source.BadValue, date.Value.Ref(), "%q is no date of a BIOS", date.Value.V()).
			WithHint("write month/day/year, such as 04/01/2014")
	}
	return t
}

// isBIOSDate tells whether s is mm/dd/yyyy or mm/dd/yy as SMBIOS has it: two
// digits stand for the 20th century, four for 1900 and later.
func isBIOSDate(s string) bool {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return false
		}
		n[i] = v
	}
	month, day, year := n[0], n[1], n[2]
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 0 && (year < 100 || year >= 1900)
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
