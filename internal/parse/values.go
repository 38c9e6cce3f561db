package parse

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Enum is the attribute called name, one of the words known. Another word is
// reported, and absent.
func (c Cursor) Enum(name string, known ...string) source.Val[string] {
	if !c.Ok() {
		return source.Val[string]{}
	}
	return c.r.oneOf(c.Str(name), known)
}

// mustEnum is the attribute called name, one of the words known, which the
// element must have where it is there.
func (c Cursor) mustEnum(name string, known ...string) source.Val[string] {
	if !c.Ok() || !c.Require(name).IsSet() {
		return source.Val[string]{}
	}
	return c.Enum(name, known...)
}

// EnumText is the text of the element, one of the words known.
func (c Cursor) EnumText(known ...string) source.Val[string] {
	return c.r.oneOf(c.Text(), known)
}

// YesNo is the attribute called name, yes or no.
func (c Cursor) YesNo(name string) source.Val[bool] { return truth(c.Enum(name, "yes", "no"), "yes") }

// OnOff is the attribute called name, on or off.
func (c Cursor) OnOff(name string) source.Val[bool] { return truth(c.Enum(name, "on", "off"), "on") }

// Uint is the attribute called name, a decimal number.
func (c Cursor) Uint(name string) source.Val[uint64] { return c.UintMax(name, 1<<64-1) }

// UintMax is the attribute called name, a decimal number of at most limit.
func (c Cursor) UintMax(name string, limit uint64) source.Val[uint64] {
	return c.r.number(c.Str(name), 10, limit)
}

// AtLeastOne is the attribute called name, a decimal number of at most limit, and
// not 0 (VIR_XML_PROP_NONZERO).
func (c Cursor) AtLeastOne(name string, limit uint64) source.Val[uint64] {
	v := c.UintMax(name, limit)
	if source.Is(v, 0) {
		c.r.diag.Error(source.OutOfRange, v.Ref(), "%s: 0 is not possible", c.r.what(v.Ref()))
		return source.Malformed[uint64](v.Ref())
	}
	return v
}

// Number is the attribute called name, a number as C writes it: 0x for
// hexadecimal, a leading 0 for octal, else decimal; at most limit.
func (c Cursor) Number(name string, limit uint64) source.Val[uint64] {
	return c.r.number(c.Str(name), 0, limit)
}

// Hex is the attribute called name, a hexadecimal number with or without 0x; at
// most limit.
func (c Cursor) Hex(name string, limit uint64) source.Val[uint64] {
	return c.r.number(c.Str(name), 16, limit)
}

// UintText is the text of the element, a decimal number of at most limit.
func (c Cursor) UintText(limit uint64) source.Val[uint64] {
	return c.r.number(c.Text(), 10, limit)
}

// HexText is the text of the element, a hexadecimal number with or without 0x;
// at most limit.
func (c Cursor) HexText(limit uint64) source.Val[uint64] {
	return c.r.number(c.Text(), 16, limit)
}

// Int is the attribute called name, a decimal number with an optional sign.
func (c Cursor) Int(name string) source.Val[int64] {
	return c.r.signed(c.Str(name))
}

// IntText is the text of the element, a decimal number with an optional sign.
func (c Cursor) IntText() source.Val[int64] {
	return c.r.signed(c.Text())
}

func (r *reader) signed(v source.Val[string]) source.Val[int64] {
	if !v.IsSet() {
		return source.Val[int64]{}
	}
	n, err := strconv.ParseInt(v.V(), 10, 64)
	if err != nil {
		r.badNumber(v, err)
		return source.Malformed[int64](v.Ref())
	}
	return source.Of(n, v.Ref())
}

// Require is the attribute called name; where it is missing or empty, that is
// an error.
func (c Cursor) Require(name string) source.Val[string] {
	v := c.Str(name)
	switch {
	case v.V() != "":
		return v
	case v.IsSet():
		c.r.diag.Error(source.MissingValue, v.Ref(), "<%s> has an empty %s", c.Name(), name)
	case c.Ok():
		c.r.diag.Error(source.MissingValue, c.Ref(), "<%s> needs the attribute %s", c.Name(), name)
	default:
		above := c.r.at(-c.n)
		c.r.diag.Error(source.MissingValue, above.Ref(), "<%s> needs <%s> with the attribute %s", above.Name(), c.absent, name)
	}
	return source.Val[string]{}
}

// single refuses a second child called name where libvirt does; elsewhere it reads
// the first.
func (c Cursor) single(name string) {
	n := 0
	for child := range c.Children(name) {
		if n++; n > 1 {
			c.r.diag.Error(source.Conflict, child.Ref(), "<%s> has one <%s> only", c.Name(), name).Inside(child.Ref())
		}
	}
}

// what names an attribute, or an element by its text, in messages.
func (r *reader) what(ref source.Ref) string {
	at := &r.tree.nodes[ref.Node()]
	if i, ok := ref.Attr(); ok {
		return "attribute " + at.attrs[i].Key
	}
	return "element <" + at.Local + ">"
}

// propertyName is v, the name of what, which stands before the sign = on the
// command line, where nothing can be quoted.
func (r *reader) propertyName(v source.Val[string], what string) source.Val[string] {
	if !strings.ContainsAny(v.V(), ",=") {
		return v
	}
	r.diag.Error(source.BadValue, v.Ref(), "%s can't be called %q: a name holds no comma and no =", what, v.V())
	return source.Malformed[string](v.Ref())
}

// space is what counts as space in XML; in Unicode there is more, which is part
// of the values that hold it.
const space = " \t\r\n"

// trim is s without the space around it.
func trim(s string) string { return strings.Trim(s, space) }

// truth is whether v is the word yes.
func truth(v source.Val[string], yes string) source.Val[bool] {
	if !v.IsSet() {
		return source.Malformed[bool](v.Ref())
	}
	return source.Of(v.V() == yes, v.Ref())
}

// oneOf is v where it is among the words known; else that is reported.
func (r *reader) oneOf(v source.Val[string], known []string) source.Val[string] {
	if !v.IsSet() {
		return v
	}
	for _, k := range known {
		if v.V() == k {
			return v
		}
	}
	d := r.diag.Error(source.UnknownValue, v.Ref(), "%s: unknown value %q", r.what(v.Ref()), v.V())
	if near := source.Nearest(v.V(), known); near != "" {
		d.WithHint("did you mean %q?", near)
	} else {
		d.WithHint("known values: %s", strings.Join(known, ", "))
	}
	return source.Malformed[string](v.Ref())
}

// number reads v in the given base; base 0 is C's notation.
func (r *reader) number(v source.Val[string], base int, limit uint64) source.Val[uint64] {
	if !v.IsSet() {
		return source.Val[uint64]{}
	}
	n, err := parseUint(v.V(), base)
	if err != nil {
		r.badNumber(v, err)
		return source.Malformed[uint64](v.Ref())
	}
	if n > limit {
		r.diag.Error(source.OutOfRange, v.Ref(), "%s: %s is more than the limit of %d", r.what(v.Ref()), v.V(), limit)
		return source.Malformed[uint64](v.Ref())
	}
	return source.Of(n, v.Ref())
}

func (r *reader) badNumber(v source.Val[string], err error) {
	if e, ok := err.(*strconv.NumError); ok && e.Err == strconv.ErrRange {
		r.diag.Error(source.OutOfRange, v.Ref(), "%s: %q is out of range", r.what(v.Ref()), v.V())
		return
	}
	r.diag.Error(source.BadValue, v.Ref(), "%s: %q is not a whole number", r.what(v.Ref()), v.V())
}

// parseUint reads s in the given base as libvirt's virStrToLong_ull does: with
// space before the number, and a plus, but nothing after it. Base 0 is C's
// notation, which unlike Go's knows no underscores and no 0b or 0o.
func parseUint(s string, base int) (uint64, error) {
	s = strings.TrimPrefix(strings.TrimLeft(s, space), "+")
	digits, hex := strings.CutPrefix(strings.ToLower(s), "0x")
	switch {
	case hex && base != 10:
		return strconv.ParseUint(digits, 16, 64)
	case base == 0 && len(s) > 1 && s[0] == '0':
		return strconv.ParseUint(s, 8, 64)
	case base == 0:
		base = 10
	}
	return strconv.ParseUint(s, base, 64)
}
