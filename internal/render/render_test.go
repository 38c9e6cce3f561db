package render

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func words(o *option.Option) string { return strings.Join(Words(o), " ") }

func TestSyntax(t *testing.T) {
	nested := option.Object(option.P("driver", option.String("file")), option.P("size", option.Uint(512)))
	for _, c := range []struct {
		name, want string
		o          *option.Option
	}{
		{"bare", "-S", option.New("S")},
		{"free text keeps its commas", "-kernel /a,b", option.Text("kernel", "/a,b")},
		{"a comma in a value is doubled", "-drive file=/a,,b,if=none", option.New("drive").Str("file", "/a,b").Str("if", "none")},
		{"the implied key is left out", "-device virtio-net-pci,mac=1", option.Device("virtio-net-pci").Str("mac", "1")},
		{"the implied key stays where the word would read as key=value", "-device driver=a=b", option.Device("a=b")},
		{"members become dotted keys", "-blockdev driver=qcow2,file.driver=file,file.size=512", option.New("blockdev").Str("driver", "qcow2").Add("file", nested)},
		{"items are numbered", "-object main-loop,id=m,nodes.0=1,nodes.1=2", option.NewObject("main-loop", "m").
			Add("nodes", option.List(option.P("", option.Uint(1)), option.P("", option.Uint(2))))},
		{"lists of strings repeat their key in -netdev", "-netdev user,hostfwd=tcp::22-:22,hostfwd=tcp::80-:80", option.New("netdev").Str("type", "user").
			Add("hostfwd", option.List(forward("tcp::22-:22"), forward("tcp::80-:80")))},
		{"truth is on and off", "-machine q35,usb=off,acpi=on", option.New("machine").Str("type", "q35").Bool("usb", false).Bool("acpi", true)},
		{"a word of its own", "-foo", option.Word("-foo")},
	} {
		if got := words(c.o); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func forward(s string) option.Param {
	return option.P("", option.Object(option.P("str", option.String(s))))
}

func TestJSON(t *testing.T) {
	o := option.Device("x").Bool("b", true).Uint("n", 1<<63).Str("s", "<\"\\\n,é").Add("l", option.List(option.P("", option.Int(-1))))
	o.JSON = true
	want := `-device {"driver":"x","b":true,"n":9223372036854775808,"s":"<\"\\\n,é","l":[-1]}`
	if got := words(o); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLeaves holds that each leaf stands where it says, and knows the items of
// the parameter around it.
func TestLeaves(t *testing.T) {
	outer := source.Element(7)
	file := option.Object(option.P("driver", option.String("file"), source.Element(8)), option.P("a", option.String("x,y")))
	list := option.List(option.P("", option.Uint(3)))
	o := option.New("blockdev").Str("driver", "qcow2").Add("file", file, outer).Add("l", list, outer).Add("none", option.List())
	for _, c := range []struct {
		json bool
		want string
	}{
		{false, "driver=driver=qcow2 file.driver:8=file.driver=file file.a:7=file.a=x,,y l.0:7=l.0=3 "},
		{true, `driver="driver":"qcow2" file.driver:8="driver":"file" file.a:7="a":"x,y" l.0:7=3 none="none":[] `},
	} {
		o.JSON = c.json
		word := Words(o)[1]
		var b strings.Builder
		for _, l := range Leaves(o) {
			b.WriteString(l.Key)
			for r := range l.Param.From.All() {
				fmt.Fprintf(&b, ":%d", r.Node())
			}
			b.WriteString("=" + word[l.Start:l.End] + " ")
		}
		if b.String() != c.want {
			t.Errorf("got  %s\nwant %s", b.String(), c.want)
		}
	}
}

func TestShellPieces(t *testing.T) {
	for _, c := range []struct {
		word, want string
		cut        int
	}{
		{"a=b", "a=|b", 2},
		{"it's ok", `'it|'"'"'s ok'`, 2},
		{"''", `''"'"'|'"'"''`, 1},
		{"", "'|'", 0},
	} {
		got := ShellPieces(c.word, []int{c.cut})
		if strings.Join(got, "|") != c.want || strings.Join(got, "") != ShellWords([]string{c.word}) {
			t.Errorf("%s: got %q", c.word, got)
		}
	}
}

// FuzzShell holds that a POSIX shell reads the shell format back exactly.
func FuzzShell(f *testing.F) {
	for _, s := range []string{"a b", "$(id)", "`id`", "-x", "a'b\"c", "a\nb", "~", "*", "\\", "", "é\u2028", "a,b", "!x", "#x", "{a,b}", "\x7f\x01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Contains(s, "\x00") {
			t.Skip("no argument can hold a NUL")
		}
		c := Command{Program: "sh", Options: []option.Option{*option.Text("append", s), *option.New("name").Str("guest", s)}, Extra: []string{s}}
		for _, format := range []string{"shell", "pretty"} {
			line, err := Format(c, format)
			if err != nil {
				t.Fatal(err)
			}
			if got := readBack(t, line); !slices.Equal(got, c.Words()) {
				t.Errorf("%s: the shell reads %q, want %q", format, got, c.Words())
			}
		}
	})
}

// readBack is what a shell makes of the command line.
func readBack(t *testing.T, line string) []string {
	t.Helper()
	out, err := exec.Command("sh", "-c", `eval "set -- $1"; printf '%s\0' "$@"`, "sh", line).Output()
	if err != nil {
		t.Fatalf("%v on %q", err, line)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// FuzzComma holds that QEMU reads each value back as one value.
func FuzzComma(f *testing.F) {
	f.Add("a,b", "c,,d")
	f.Add(",", "=")
	f.Fuzz(func(t *testing.T, a, b string) {
		got := splitPairs(Words(option.New("drive").Str("file", a).Str("serial", b))[1])
		if want := []string{"file=" + a, "serial=" + b}; !slices.Equal(got, want) {
			t.Errorf("QEMU reads %q, want %q", got, want)
		}
	})
}

// splitPairs splits as QEMU's get_opt_value does: a comma ends a pair, two are
// one.
func splitPairs(s string) []string {
	var pairs []string
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != ',':
			b.WriteByte(s[i])
		case i+1 < len(s) && s[i+1] == ',':
			b.WriteByte(',')
			i++
		default:
			pairs = append(pairs, b.String())
			b.Reset()
		}
	}
	return append(pairs, b.String())
}

func TestFormats(t *testing.T) {
	c := Command{Env: []string{"HOME=/a b"}, Program: "/bin/q", Options: []option.Option{*option.New("S"), *option.Text("append", "a\nb")}}
	for format, want := range map[string]string{
		"shell":  "HOME='/a b' /bin/q -S -append 'a\nb'\n",
		"pretty": "HOME='/a b' \\\n  /bin/q \\\n  -S \\\n  -append 'a\nb'\n",
		"json":   `["/bin/q","-S","-append","a\nb"]` + "\n",
		"null":   "/bin/q\x00-S\x00-append\x00a\nb\x00",
	} {
		if got, err := Format(c, format); err != nil || got != want {
			t.Errorf("%s: got %q (%v), want %q", format, got, err, want)
		}
	}
	if _, err := Format(c, "lines"); err == nil {
		t.Error("lines writes an argument that holds a newline")
	}
	var back []string
	text, _ := Format(c, "json")
	if err := json.Unmarshal([]byte(text), &back); err != nil || !slices.Equal(back, c.Words()) {
		t.Errorf("json reads back as %q", back)
	}
}
