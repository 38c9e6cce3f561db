package parse

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"github.com/qemuxml/qemuxml/internal/source"
)

// passThrough is the charset reader for text that is UTF-8 by now, whatever its
// declaration still says.
func passThrough(_ string, r io.Reader) (io.Reader, error) { return r, nil }

// declared is the encoding that the XML declaration at the start of data names;
// "" where it names none.
func declared(data []byte) string {
	declaration, _, _ := bytes.Cut(data, []byte(">"))
	_, value, _ := strings.Cut(string(declaration), "encoding")
	value, ok := strings.CutPrefix(strings.TrimLeft(value, " \t\r\n"), "=")
	value = strings.TrimLeft(value, " \t\r\n")
	if !ok || value == "" || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	name, _, ok := strings.Cut(value[1:], value[:1])
	if !ok {
		return ""
	}
	return name
}

// toUTF8 is data as UTF-8 without a byte order mark. XML says how it is encoded:
// by its byte order mark, else by its declaration, else it is UTF-8.
func toUTF8(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:], nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decode(data, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16")
	case bytes.HasPrefix(data, []byte("<\x00?\x00")):
		return decode(data, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16")
	case bytes.HasPrefix(data, []byte("\x00<\x00?")):
		return decode(data, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16")
	case !bytes.HasPrefix(data, []byte("<?xml")):
		return data, nil
	}
	name := declared(data)
	switch e := charset(name); {
	case name == "", e == unicode.UTF8, isWide(name):
		return data, nil
	case e == nil:
		return nil, &SyntaxError{
			ID: source.NotXML, Line: 1, Col: 1, Text: "the encoding " + name + " is not known", Hint: "save the file as UTF-8",
		}
	default:
		return decode(data, e, name)
	}
}

// isWide tells whether name is of an encoding in which no text begins with the
// bytes of <?xml: the text was converted, and its declaration was not.
func isWide(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "utf-32") || strings.HasPrefix(name, "iso-10646-ucs")
}

func decode(data []byte, e encoding.Encoding, name string) ([]byte, error) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, &SyntaxError{ID: source.NotXML, Line: 1, Col: 1, Text: "the input is no valid " + name, Hint: "save the file as UTF-8"}
	}
	return text, nil
}
