package parse

import (
	"testing"

	"github.com/qemuxml/qemuxml/internal/source"
)

// element is the only element of xml, and where complaints about it go.
func element(t *testing.T, xml string) (Cursor, *source.Diags) {
	t.Helper()
	tree, err := Read([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	diag := &source.Diags{}
	return (&reader{tree: tree, diag: diag}).at(1), diag
}

func TestMACAddress(t *testing.T) {
	for given, want := range map[string]string{
		"52:54:00:AB:cd:0f":    "52:54:00:ab:cd:0f",
		"2:0:0:a:b:c":          "02:00:00:0a:0b:0c",
		"53:54:00:00:00:01":    "", // multicast
		"52:54:00:00:00":       "",
		"52:54:00:00:00:01:02": "",
		"52:54:00:00:00:100":   "",
		"52-54-00-00-00-01":    "",
		"":                     "",
	} {
		c, diag := element(t, "<mac address='"+given+"'/>")
		got := macAddress(c)
		if got.V() != want || (diag.Errors() == 0) != (want != "") {
			t.Errorf("%q: got %q, %d errors", given, got.V(), diag.Errors())
		}
	}
}

func TestUSBVersion(t *testing.T) {
	for given, want := range map[string]int64{"1.09": 0x0109, "9.4": 0x0940, "2": 0x0200, "11.0": 0x1100, "-1": anyNumber} {
		c, diag := element(t, "<usbdev version='"+given+"'/>")
		if got := usbVersion(c); got.V() != want || diag.Errors() > 0 {
			t.Errorf("%q: got %#x, %d errors", given, got.V(), diag.Errors())
		}
	}
	for _, given := range []string{"1.2.3", "x", "100.0", "1.100", "."} {
		c, diag := element(t, "<usbdev version='"+given+"'/>")
		if got := usbVersion(c); got.IsSet() || diag.Errors() != 1 {
			t.Errorf("%q: got %#x, %d errors", given, got.V(), diag.Errors())
		}
	}
}

func TestUnitSize(t *testing.T) {
	for unit, want := range map[string]uint64{
		"b": 1, "bytes": 1, "k": 1 << 10, "KiB": 1 << 10, "KB": 1000, "m": 1 << 20, "MB": 1e6, "G": 1 << 30, "TiB": 1 << 40,
		"": 0, "furlong": 0, "kb ": 0, "kibi": 0, "ki": 0,
	} {
		if got, ok := unitSize(unit); got != want || ok != (want != 0) {
			t.Errorf("%q: got %d, %v", unit, got, ok)
		}
	}
}
