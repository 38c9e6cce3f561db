package diff

import (
	"fmt"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

func recorded(t *testing.T, line string) Side {
	t.Helper()
	l, err := cmdline.Read([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	return Recorded(l)
}

// brief is a difference in a line.
func brief(found []Difference) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s:", d.Kind, strings.Join(strings.Fields(d.Flag+" "+d.ID+" "+d.Driver), " "))
		for _, p := range d.Props {
			fmt.Fprintf(&b, " %s", p.Key)
			if p.A.Set {
				b.WriteString("-" + p.A.Text)
			}
			if p.B.Set {
				b.WriteString("+" + p.B.Text)
			}
		}
		b.WriteString("; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"order and spelling don't count", "q -M pc -m 512 -device x,id=a", `q -device '{"driver":"x","id":"a"}' -m size=512 -machine pc`, ""},
		{"a changed property", "q -m 512", "q -m 1024", "changed m: size-512+1024"},
		{"an option too few", "q -S -m 1", "q -m 1", "missing S:"},
		{"an option too many", "q -m 1", "q -m 1 -foo bar", "extra foo: bar+on"},
		{"the program", "/a -S", "/b -S", "changed : -/a+/b"},
		{"matched by id, whatever the driver", "q -device x,id=a -device y,id=b", "q -device y,id=a -device y,id=b,c=1", "changed device a x: driver-x+y; changed device b y: c+1"},
		{"matched by driver where there is no id", "q -device x,a=1 -device y,a=1", "q -device y,a=2 -device x,a=1", "changed device y: a-1+2"},
		{"equal options are no candidates", "q -device x,a=1 -device x,a=2", "q -device x,a=2 -device x,a=3", "changed device x: a-1+3"},
		{"a switch that is there once", "q -smp 1", "q -smp 2,cores=2", "changed smp: cores+2 cpus-1+2"},
		{"a machine of another type", "q -machine pc,usb=off", "q -M q35,usb=off", "changed machine pc: type-pc+q35"},
		{"not of one kind", "q -device x", "q -device y -device z", "missing device x: driver-x; extra device y: driver+y; extra device z: driver+z"},
		{"not the same device", "q -device x,id=a", "q -device y,id=b", "missing device a x: driver-x id-a; extra device b y: driver+y id+b"},
		{"a repeated key", "q -netdev user,id=a,hostfwd=1,hostfwd=2", "q -netdev user,id=a,hostfwd=2,hostfwd=3,hostfwd=4", "changed netdev a user: hostfwd-1+3 hostfwd+4"},
		{"doubles are counted", "q -S -foo a -foo a", "q -S -foo a", "missing foo: a-on"},
		{"words that are no switch", "q a b", "q b c", "missing : -a; extra : +c"},
	} {
		if got := brief(Compare(recorded(t, c.a), recorded(t, c.b))); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
