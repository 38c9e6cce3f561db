package golden

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// A value that is harmless, and one that would be a property of its own if it
// were not kept together.
const harmless, harmful = "abc", "a,b=c"

// TestHostileValues puts a harmful value in the place of, and behind, each value of
// the golden cases: QEMU must read no switch and no property that it doesn't read
// with a harmless value there.
func TestHostileValues(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "*", "in.xml"))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := settings(t, readConf(t, filepath.Dir(file)))
		for _, v := range findValues(data) {
			for _, kept := range []string{"", string(data[v.start:v.end])} {
				put := func(value string) []byte {
					return slices.Concat(data[:v.start], []byte(kept+value), data[v.end:])
				}
				want, ok := shape(t, put(harmless), s)
				got, alsoOK := shape(t, put(harmful), s)
				if !ok || !alsoOK {
					continue
				}
				compared++
				for _, o := range got {
					if !slices.Contains(want, o) {
						t.Errorf("%s: %s %q makes %q of\n%q", file, v.path, kept+harmful, o, want)
					}
				}
			}
		}
	}
	const least = 2000
	if compared < least {
		t.Errorf("only %d values were compared; %d could be", compared, least)
	}
}

// value is the value of an attribute, or a text, as it stands in a document.
type value struct {
	path string
	span
}

var quoted = regexp.MustCompile(`([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`)

// findValues finds the values in data, but for words that the XML itself has for
// the command line.
func findValues(data []byte) (list []value) {
	var open []string
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		start := int(dec.InputOffset())
		token, err := dec.RawToken()
		if err != nil {
			return list
		}
		end := int(dec.InputOffset())
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			for _, m := range quoted.FindAllSubmatchIndex(data[start:end], -1) {
				name, at := string(data[start+m[2]:start+m[3]]), max(m[4], m[6])
				if !strings.HasPrefix(name, "xmlns") && token.Name.Local != "arg" {
					list = append(list, value{strings.Join(open, "/") + "/@" + name, span{start + at, start + max(m[5], m[7])}})
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && len(bytes.TrimSpace(token)) > 0 {
				list = append(list, value{strings.Join(open, "/"), span{start, end}})
			}
		}
	}
}

// shape is the options of the domain in data, without their values; ok is false
// where it is refused.
func shape(t *testing.T, data []byte, s *translate.Settings) (opts []string, ok bool) {
	t.Helper()
	tree, err := parse.Read(data)
	if err != nil {
		return nil, false
	}
	r := translate.Tree(tree, s)
	if r.Domain == nil || r.Diag.Errors() > 0 {
		return nil, false
	}
	refuseMisread(t, r.Options)
	args := render.Command{Program: r.Emulator.Path, Options: r.Options}.Words()[1:]
	for i := 0; i < len(args); i++ {
		flag := strings.TrimPrefix(args[i], "-")
		shape := []string{args[i]}
		switch syntax := option.SyntaxOf(flag); {
		case syntax == option.Bare || i+1 == len(args):
		case syntax == option.KeyValue:
			shape = append(shape, keys(flag, args[i+1])...)
			i++
		default:
			i++
		}
		opts = append(opts, strings.Join(shape, " "))
	}
	return opts, true
}

// keys are the keys of the properties in text, as QEMU reads it after flag.
func keys(flag, text string) (list []string) {
	var members any
	if strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &members) == nil {
		return memberNames(nil, members)
	}
	const comma = "\x00" // no XML holds it
	for i, part := range strings.Split(strings.ReplaceAll(text, ",,", comma), ",") {
		end := strings.IndexAny(part, "="+comma)
		switch {
		case i == 0 && (end < 0 || part[end:end+1] == comma):
			list = append(list, cmdline.FirstKey(strings.Replace(flag, "M", "machine", 1)))
		case end < 0:
			list = append(list, part)
		default:
			list = append(list, part[:end])
		}
	}
	return list
}

// memberNames appends the names of all that lies in v.
func memberNames(list []string, v any) []string {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			list = memberNames(append(list, name), v[name])
		}
	case []any:
		for i := range v {
			list = memberNames(append(list, fmt.Sprint(i)), v[i])
		}
	}
	return list
}
