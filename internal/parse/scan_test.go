package parse

import (
	system "os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"
)

// sameAsEtree holds that what the scanner reads, etree reads the same.
func sameAsEtree(t *testing.T, data []byte) (scanned bool) {
	t.Helper()
	quick, slow := &Tree{data: data}, &Tree{data: data}
	if !quick.scan() {
		return false
	}
	if err := slow.readEtree(); err != nil {
		t.Fatalf("etree refuses %q: %v", data, err)
	}
	if !reflect.DeepEqual(quick.outside, slow.outside) || len(quick.nodes) != len(slow.nodes) || quick.crowded != slow.crowded {
		t.Fatalf("%q: %d elements and outside them %q, by etree %d and %q", data, len(quick.nodes), quick.outside, len(slow.nodes), slow.outside)
	}
	for i := range quick.nodes {
		q, s := quick.nodes[i], slow.nodes[i]
		if len(q.attrs) == 0 && len(s.attrs) == 0 {
			q.attrs, s.attrs = nil, nil
		}
		if !reflect.DeepEqual(q, s) {
			t.Errorf("%q: element %d is %+v, by etree %+v", data, i, q, s)
		}
	}
	return true
}

// TestScan tells which XML is read the quick way.
func TestScan(t *testing.T) {
	for data, want := range map[string]bool{
		`<a b="1" c='2&amp;"'>x<!-- - -->y<d/>z</a>`:               true,
		"<?xml version='1.0' encoding='UTF-8'?>\n<!-- by hand -->": true,
		`<a xmlns="u" xmlns:q="` + NamespaceQEMU + `"><q:b/></a>`:  true,
		`text <a/> text <b/>`:       true,
		"<gr\u00fcn/>":              false,
		"<a b='gr\u00fcn'/>":        true,
		`<a>&#65;</a>`:              false,
		`<a><![CDATA[x]]></a>`:      false,
		`<!DOCTYPE a><a/>`:          false,
		"<a>\r\n</a>":               false,
		"<a>\x01</a>":               false,
		"<a>\uFFFE</a>":             false,
		`<a b='<'/>`:                false,
		`<a b=1/>`:                  false,
		`<a></b>`:                   false,
		`<a>`:                       false,
		`</a>`:                      false,
		`<a:b:c/>`:                  false,
		`<a><!-- -- --></a>`:        false,
		`<?xml version="1.1"?><a/>`: false,
	} {
		if sameAsEtree(t, []byte(data)) != want {
			t.Errorf("%q: read the quick way: %v", data, !want)
		}
	}
}

// TestScanOfCases: the cases of the project are written as people write XML.
func TestScanOfCases(t *testing.T) {
	files, err := filepath.Glob("../../testdata/*/in.xml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	slow := 0
	for _, file := range files {
		data, err := system.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !sameAsEtree(t, data) {
			slow++
		}
	}
	if slow > len(files)/20 {
		t.Errorf("%d of %d are not read the quick way", slow, len(files))
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"<a b='1'>x<!--c-->y<d/>z</a>", "<?xml version='1.0'?><a:b xmlns:a='u' a:c='&lt;'/>", "<a>&amp;&#65;</a> t", "<a\n b = \"'\" ></a >", "<!---->", "<?x?>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if checkBytes(data) == nil {
			sameAsEtree(t, data)
		}
	})
}

// TestLineCol: places are the same whether they are counted from the start or
// from a place that is known.
func TestLineCol(t *testing.T) {
	var text []byte
	for i := range 3 * block / 8 {
		text = append(text, []string{"caf\u00e9 ", "x\n", "\u20ac", "plain "}[i%4]...)
	}
	tree := &Tree{data: text}
	for offset := range text {
		line, col := tree.lineCol(offset)
		if wantLine, wantCol := lineCol(text, offset); utf8.RuneStart(text[offset]) && (line != wantLine || col != wantCol) {
			t.Fatalf("offset %d is %d:%d, not %d:%d", offset, line, col, wantLine, wantCol)
		}
	}
}
