package parse

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/qemuxml/qemuxml/internal/source"
)

func nameOf(t *testing.T, data []byte) string {
	t.Helper()
	tree, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	diag := &source.Diags{}
	root, ok := Pick(tree, "", diag)
	if !ok {
		t.Fatal(diag.All())
	}
	return Domain(tree, root, diag).Name.V()
}

const accented = "<domain type='kvm'><name>gr\u00fc\u00df</name></domain>"

func TestEncodings(t *testing.T) {
	utf16le, utf16be := []byte("\xff\xfe"), []byte("\xfe\xff")
	for _, u := range utf16.Encode([]rune(accented)) {
		utf16le = binary.LittleEndian.AppendUint16(utf16le, u)
		utf16be = binary.BigEndian.AppendUint16(utf16be, u)
	}
	for name, data := range map[string][]byte{
		"UTF-8":           []byte(accented),
		"byte order mark": []byte("\xef\xbb\xbf" + accented),
		"CRLF":            []byte("<?xml version='1.0'?>\r\n" + accented + "\r\n"),
		"UTF-16LE":        utf16le,
		"UTF-16BE":        utf16be,
		"ISO-8859-1":      []byte("<?xml version='1.0' encoding='ISO-8859-1'?><domain type='kvm'><name>gr\xfc\xdf</name></domain>"),
		"UTF-8, with the declaration of what it was": []byte("<?xml version='1.0' encoding='UTF-16'?>" + accented),
		"UTF-8, as declared":                         []byte("<?xml version='1.0' encoding='UTF-8'?>" + accented),
		"other quotes":                               []byte("<?xml version=\"1.0\"\n encoding = \"latin1\" ?><domain type='kvm'><name>gr\xfc\xdf</name></domain>"),
		"none is declared":                           []byte("<?xml version='1.0'?>" + accented),
	} {
		if got := nameOf(t, data); got != "gr\u00fc\u00df" {
			t.Errorf("%s: the name reads %q", name, got)
		}
	}
	for _, wrong := range []string{"encoding='klingon'?><domain/>", "encoding='utf-8'?><domain><name>gr\xfc</name></domain>", "encoding='us-ascii'?><domain><name>gr\xfc</name></domain>"} {
		if _, err := Read([]byte("<?xml version='1.0' " + wrong)); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}

func TestSavedXML(t *testing.T) {
	image := append([]byte(saveMagic), make([]byte, saveHeader-16)...)
	text := accented + "\x00"
	binary.LittleEndian.PutUint32(image[16:], 2)
	binary.LittleEndian.PutUint32(image[20:], uint32(len(text)))
	image = append(append(image, text...), "guest memory"...)
	if !IsSaveImage(image) {
		t.Fatal("no save image")
	}
	xml, ok := SavedXML(image)
	if !ok || nameOf(t, xml) != "gr\u00fc\u00df" {
		t.Errorf("read %q, %v", xml, ok)
	}
	if _, ok := SavedXML(image[:saveHeader+5]); ok {
		t.Error("half an XML passes for whole")
	}
	binary.BigEndian.PutUint32(image[16:], 2)
	binary.BigEndian.PutUint32(image[20:], uint32(len(text)))
	if xml, ok := SavedXML(image); !ok || nameOf(t, xml) != "gr\u00fc\u00df" {
		t.Error("an image of the other byte order is not read")
	}
}
