package render

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
)

// object writes what p holds as a JSON object, in order; key is the way to p.
func (s *sink) object(key string, p option.Param) {
	s.WriteByte('{')
	for i, member := range p.Value.Nested() {
		if i > 0 {
			s.WriteByte(',')
		}
		start := s.Len()
		s.WriteString(jsonString(member.Key))
		s.WriteByte(':')
		s.value(start, joinKey(key, member.Key), inherit(member, p))
	}
	s.WriteByte('}')
}

func (s *sink) list(key string, p option.Param) {
	s.WriteByte('[')
	for i, item := range p.Value.Nested() {
		if i > 0 {
			s.WriteByte(',')
		}
		s.value(s.Len(), joinKey(key, strconv.Itoa(i)), inherit(item, p))
	}
	s.WriteByte(']')
}

// value writes the value of p, which has key; start is where that began.
func (s *sink) value(start int, key string, p option.Param) {
	switch p.Value.Kind() {
	case option.KindObject:
		s.object(key, p)
	case option.KindList:
		s.list(key, p)
	case option.KindBool:
		s.WriteString(strconv.FormatBool(p.Value.Bool()))
	case option.KindNull:
		s.WriteString("null")
	case option.KindString:
		s.WriteString(jsonString(p.Value.Str()))
	default:
		s.WriteString(scalar(p.Value))
	}
	if len(p.Value.Nested()) == 0 {
		s.leaf(start, key, p)
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
