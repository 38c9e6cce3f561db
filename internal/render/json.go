package render

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
)

// writeObject writes params as a JSON object, in order.
func writeObject(b *strings.Builder, params []option.Param) {
	b.WriteByte('{')
	for i, p := range params {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(jsonString(p.Key))
		b.WriteByte(':')
		writeValue(b, p.Value)
	}
	b.WriteByte('}')
}

func writeValue(b *strings.Builder, v option.Value) {
	switch v.Kind() {
	case option.KindObject:
		writeObject(b, v.Nested())
	case option.KindList:
		b.WriteByte('[')
		for i, p := range v.Nested() {
			if i > 0 {
				b.WriteByte(',')
			}
			writeValue(b, p.Value)
		}
		b.WriteByte(']')
	case option.KindBool:
		b.WriteString(strconv.FormatBool(v.Bool()))
	case option.KindNull:
		b.WriteString("null")
	case option.KindString:
		b.WriteString(jsonString(v.Str()))
	default:
		b.WriteString(scalar(v))
	}
}

// jsonString is s as a JSON string, with no escapes that only HTML needs.
func jsonString(s string) string {
	if isPlain(s) {
		return `"` + s + `"`
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	// Encoding a string can't fail: its only error is the writer's.
	_ = e.Encode(s)
	return strings.TrimSuffix(b.String(), "\n")
}

// isPlain tells whether s stands in JSON as it is: most strings do, and an encoder
// for each is dear.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
