package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/source"
)

// dropped says that an item was neither translated nor explained.
func dropped(ref source.Ref, hint, format string, args ...any) source.Diag {
	return source.Diag{Severity: source.Warning, ID: source.NotTranslated, Ref: ref, Text: fmt.Sprintf(format, args...), Hint: hint}
}

const hintUnused = "the guest starts without it"

// droppedElement says it of element i; a explains what lies around it.
func (l *ledger) droppedElement(i int, a allowance) source.Diag {
	it := l.items[i]
	switch {
	case it.Foreign():
		return dropped(it.Ref(), "data of other programs belongs into <metadata>", "the element <%s> is in a namespace that neither libvirt nor QEMU reads", it.Name())
	case l.asked().Element(it):
		return dropped(it.Ref(), hintUnused, "the element <%s> has no effect here", it.Name())
	}
	parent := l.items[max(it.Parent()-l.root, 0)]
	known := l.elements(parent, a)
	if slices.Contains(known, it.Name()) { // an empty one, such as <title/>
		return dropped(it.Ref(), hintUnused, "the element <%s> says nothing", it.Name())
	}
	d := dropped(it.Ref(), hint(it.Name(), known), "unknown element <%s> in this <%s>", it.Name(), parent.Name())
	if l.refuseUnknown && l.closed(parent) {
		d.Severity, d.ID = source.Error, source.UnknownValue
	}
	return d
}

// closedElements take no element that libvirt does not know
// (virDomainFeaturesDefParse and what it calls).
var closedElements = []string{
	"domain/features", "domain/features/capabilities", "domain/features/hyperv", "domain/features/kvm", "domain/features/xen",
}

// closed tells whether libvirt refuses what it does not know in it. Where all
// that the host has of Hyper-V is wanted, it reads no names.
func (l *ledger) closed(it parse.Item) bool {
	for k := range it.Attrs() {
		if name, value := it.Attr(k); name == "mode" && value == "passthrough" && it.Name() == "hyperv" {
			return false
		}
	}
	return slices.Contains(closedElements, l.path(it.Ref().Node()-l.root))
}

func (l *ledger) droppedAttr(i, k int, a allowance) source.Diag {
	it := l.items[i]
	ref := source.Attr(it.Ref().Node(), k)
	name, value := it.Attr(k)
	if l.asked().Attr(it, k) {
		return dropped(ref, hintUnused, "the attribute %s=%q of <%s> has no effect here", name, short(value), it.Name())
	}
	return dropped(ref, hint(name, l.attrs(it, a)), "unknown attribute %s of this <%s>", name, it.Name())
}

func (l *ledger) droppedText(i int) source.Diag {
	it := l.items[i]
	ref := source.Text(it.Ref().Node())
	if l.asked().Text(it) {
		return dropped(ref, hintUnused, "the text %q of <%s> has no effect here", short(it.Text()), it.Name())
	}
	return stray(ref, it, it.Text())
}

// stray says that text stands where only elements do.
func stray(ref source.Ref, in parse.Item, text string) source.Diag {
	return dropped(ref, "remove it, or make it a comment", "stray text %q in <%s>", short(text), in.Name())
}

// short is s, cut where it gets too long for a message.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

const guess = "did you mean "

// isGuess tells whether d guesses what was meant.
func isGuess(d source.Diag) bool { return strings.HasPrefix(d.Hint, guess) }

// hint is what to do about an unknown name where the known ones may stand.
func hint(name string, known []string) string {
	if ofQEMU := parse.PrefixQEMU + name; slices.Contains(known, ofQEMU) {
		return fmt.Sprintf(guess+"<%s>? give <domain> xmlns:qemu='%s'", ofQEMU, parse.NamespaceQEMU)
	}
	if near := source.Nearest(name, known); near != "" {
		return fmt.Sprintf(guess+"%q?", near)
	}
	return "check its spelling and place"
}

// elements are the names of elements that are known in it, whose inside a
// explains.
func (l *ledger) elements(it parse.Item, a allowance) []string {
	names := append([]string(nil), l.asked().Elements(it)...)
	l.eachName(it, a, func(name string) {
		if !strings.HasPrefix(name, "@") && name != "text()" {
			names = append(names, name)
		}
	})
	return names
}

// attrs are the names of attributes that are known in it.
func (l *ledger) attrs(it parse.Item, a allowance) []string {
	names := append([]string(nil), l.asked().Attrs(it)...)
	l.eachName(it, a, func(name string) {
		if attr, ok := strings.CutPrefix(name, "@"); ok {
			names = append(names, attr)
		}
	})
	return names
}

// eachName calls f with what the table knows in it: elements, and attributes with
// @ before them.
func (l *ledger) eachName(it parse.Item, a allowance, f func(name string)) {
	if w, ok := a.(words); ok {
		for _, name := range w {
			f(strings.TrimSuffix(name, "="))
		}
	}
	path := l.path(it.Ref().Node() - l.root)
	for r := range table {
		if name, ok := nextName(table[r].pattern, path); ok {
			f(name)
		}
	}
}
