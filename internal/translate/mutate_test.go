package translate

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"github.com/beevik/etree"
)

// mutationsPerCase keeps the test within seconds.
const mutationsPerCase = 12

// hostile are values that have broken programs like this one.
var hostile = []string{
	"", " ", "0", "-1", "1", "2", "255", "256", "65536", "4294967295", "4294967296", "18446744073709551615", "18446744073709551616",
	"0x", "0xffffffffffffffff", "99999999999999999999999", "1.5", "a,b", "a=b", "-foo", "a\nb", "$(id)", "'\"", "yes", "no", "on", "off",
	"none", "default", "auto", "virtio", "pci", "usb", "\u00e9", "../../etc/passwd", "a:b:c", "[::1]", "0-4294967295", "^0", ",", "0,,1",
}

// TestMutations translates each case of testdata with a few things in it
// changed. Whatever comes of it, it must not panic.
func TestMutations(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/*/in.xml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases to start from: %v", err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, file := range cases {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n := range mutationsPerCase {
			mutant := mutate(data, random)
			translateMutant(t, file, mutant, n)
		}
	}
}

// translateMutant translates one mutant; a panic shows it.
func translateMutant(t *testing.T, file string, mutant []byte, n int) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s, mutation %d: panic: %v\n%s\n%s", file, n, p, mutant, debug.Stack())
		}
	}()
	commandLine(t, mutant, n%2 == 0, uint8(n))
}

// mutate changes up to four things in a document; what can't be read stays.
func mutate(data []byte, random *rand.Rand) []byte {
	doc := etree.NewDocument()
	if doc.ReadFromBytes(data) != nil || doc.Root() == nil {
		return data
	}
	for range 1 + random.IntN(4) {
		elements := doc.Root().FindElements("//*")
		if len(elements) > 0 {
			change(elements[random.IntN(len(elements))], random)
		}
	}
	text, err := doc.WriteToBytes()
	if err != nil {
		return data
	}
	return text
}

// change does one of the things that people and programs do to XML.
func change(e *etree.Element, random *rand.Rand) {
	value := hostile[random.IntN(len(hostile))]
	switch random.IntN(6) {
	case 0:
		if e.Parent() != nil && e.Parent().Parent() != nil {
			e.Parent().RemoveChild(e)
		}
	case 1:
		if e.Parent() != nil && e.Parent().Parent() != nil {
			e.Parent().AddChild(e.Copy())
		}
	case 2:
		e.SetText(value)
	case 3:
		if len(e.Attr) > 0 {
			e.RemoveAttr(e.Attr[random.IntN(len(e.Attr))].Key)
		}
	default:
		if len(e.Attr) > 0 {
			e.Attr[random.IntN(len(e.Attr))].Value = value
		}
	}
}
