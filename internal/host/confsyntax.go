package host

import (
	"fmt"
	"strconv"
	"strings"
)

// confValue is a value of a configuration file of libvirt's; kind says which of
// the others it is.
type confValue struct {
	kind   confUse // confNumber, confText or confTexts
	number uint64
	text   string
	list   []string
}

// confSetting is a setting, and the line that it stands on.
type confSetting struct {
	name  string
	line  int
	value confValue
}

// parseConf reads settings of the form name = value, a line each, where a value
// is a number, text in quotes of any kind, or a list in brackets, which may go on
// over lines. A # begins a comment. The error starts with its line; what stands
// before it was read.
// Source: libvirt's virconf.c, which describes the syntax.
func parseConf(text string) ([]confSetting, error) {
	s := &confScanner{rest: text, line: 1}
	var settings []confSetting
	for s.skip(true); s.rest != ""; s.skip(true) {
		line := s.line
		name := s.take(isConfName)
		s.skip(false)
		if name == "" || !s.accept("=") {
			return settings, fmt.Errorf("%d: not of the form name = value", line)
		}
		s.skip(false)
		v, ok := s.value()
		if !ok {
			return settings, fmt.Errorf("%d: the value of %s is no number, text in quotes or list of them", line, name)
		}
		s.skip(false)
		if s.rest != "" && s.rest[0] != '\n' {
			return settings, fmt.Errorf("%d: more follows the value of %s", s.line, name)
		}
		settings = append(settings, confSetting{name, line, v})
	}
	return settings, nil
}

// confScanner stands in a text, on a line of it.
type confScanner struct {
	rest string
	line int
}

// take goes over what is made of characters that belong.
func (s *confScanner) take(belongs func(byte) bool) string {
	n := 0
	for n < len(s.rest) && belongs(s.rest[n]) {
		n++
	}
	taken := s.rest[:n]
	s.line += strings.Count(taken, "\n")
	s.rest = s.rest[n:]
	return taken
}

func (s *confScanner) accept(what string) bool {
	rest, ok := strings.CutPrefix(s.rest, what)
	if ok {
		s.rest = rest
	}
	return ok
}

// skip goes over space and comments, to the end of the line or beyond.
func (s *confScanner) skip(lines bool) {
	for {
		s.take(func(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || lines && c == '\n' })
		if !strings.HasPrefix(s.rest, "#") {
			return
		}
		s.take(func(c byte) bool { return c != '\n' })
	}
}

func (s *confScanner) value() (v confValue, ok bool) {
	if s.accept("[") {
		v.kind = confTexts
		v.list, ok = s.texts()
		return v, ok
	}
	if text, ok := s.quoted(); ok {
		return confValue{kind: confText, text: text}, true
	}
	s.accept("-") // of the numbers read here only -1 may be negative: a default
	n, err := strconv.ParseUint(s.take(func(c byte) bool { return c >= '0' && c <= '9' }), 10, 64)
	return confValue{kind: confNumber, number: n}, err == nil
}

// texts reads a list as far as its bracket.
func (s *confScanner) texts() (list []string, ok bool) {
	for {
		s.skip(true)
		if s.accept("]") {
			return list, true
		}
		text, ok := s.quoted()
		if !ok {
			return nil, false
		}
		list = append(list, text)
		s.skip(true)
		if !s.accept(",") && !strings.HasPrefix(s.rest, "]") {
			return nil, false
		}
	}
}

// quoted reads text in quotes, which end with the line unless there are three of
// them.
func (s *confScanner) quoted() (text string, ok bool) {
	for _, quote := range []string{`"""`, `"`, `'`} {
		if !s.accept(quote) {
			continue
		}
		text, rest, ended := strings.Cut(s.rest, quote)
		if !ended || len(quote) == 1 && strings.Contains(text, "\n") {
			return "", false
		}
		s.rest = rest
		s.line += strings.Count(text, "\n")
		return text, true
	}
	return "", false
}

func isConfName(c byte) bool {
	return c == '_' || c == '-' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
