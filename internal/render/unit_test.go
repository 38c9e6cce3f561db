package render

import "testing"

func TestUnitCommand(t *testing.T) {
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"/bin/q", "-name", "vm"}, `/bin/q -name vm`},
		{[]string{"/bin/q$", "a$b", "50%"}, `/bin/q$ a$$b 50%%`},
		{[]string{"q", "", ";", "a b", `a"b`, `a\b`, "it's"}, `q "" ";" "a b" "a\"b" "a\\b" "it's"`},
		{[]string{"q", "a\nb\tc\x01", "é"}, `q "a\nb\tc\x01" é`},
		{[]string{`/a"b`, "c"}, `/bin/sh -c "exec \"$$0\" \"$$@\"" "/a\"b" c`},
		{[]string{"q", "\xff", "\ufffd"}, `q "\xff" "�"`},
	} {
		if got := UnitCommand(c.words, " "); got != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.words, got, c.want)
		}
	}
}
