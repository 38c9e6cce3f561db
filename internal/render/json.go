package render

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
)

// object writes what p holds as a JSON object, in order; key is the way to p.
func (s *sink) object(key string, p *option.Param) {
	s.write("{")
	for i, member := range p.Value.Nested() {
		if i > 0 {
			s.write(",")
		}
		start := s.len()
		s.json(member.Key)
		s.write(":")
		member := inherit(member, p)
		s.value(start, s.way(key, member.Key), &member)
	}
	s.write("}")
}

// way is the path of keys to inner in outer, where somebody wants to know.
func (s *sink) way(outer, inner string) string {
	if !s.marks {
		return ""
	}
	return joinKey(outer, inner)
}

func (s *sink) list(key string, p *option.Param) {
	s.write("[")
	for i, item := range p.Value.Nested() {
		if i > 0 {
			s.write(",")
		}
		item := inherit(item, p)
		s.value(s.len(), s.way(key, strconv.Itoa(i)), &item)
	}
	s.write("]")
}

// value writes the value of p, which has key; start is where that began.
func (s *sink) value(start int, key string, p *option.Param) {
	switch p.Value.Kind() {
	case option.KindObject:
		s.object(key, p)
	case option.KindList:
		s.list(key, p)
	case option.KindBool:
		s.text = strconv.AppendBool(s.text, p.Value.Bool())
	case option.KindNull:
		s.write("null")
	case option.KindString:
		s.json(p.Value.Str())
	case option.KindInt, option.KindUint:
		s.write(p.Value.Text())
	}
	if len(p.Value.Nested()) == 0 {
		s.leaf(start, key, p)
	}
}

// json writes text as a JSON string.
func (s *sink) json(text string) {
	if !isPlain(text) {
		s.write(jsonString(text))
		return
	}
	s.write(`"`)
	s.write(text)
	s.write(`"`)
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
