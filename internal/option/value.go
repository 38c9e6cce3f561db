package option

import "strconv"

// Kind is the type of a Value, one of those that QEMU's options and QAPI know.
type Kind uint8

// The kinds of values.
const (
	KindString Kind = iota
	KindInt         // a signed whole number
	KindUint        // an unsigned whole number
	KindBool        // true or false; on or off in key=value syntax
	KindObject      // named values
	KindList        // values in order
	KindNull        // JSON's null, which only JSON can say
)

// Value is one typed value of an option. The zero Value is the empty string. Few
// are nested, so those that are not don't pay for it.
type Value struct {
	text string // a string, the digits of a number, on or off
	form *form  // nil for a string
}

// form is what a value is that is no string.
type form struct {
	kind   Kind
	nested []Param // the members of KindObject, the items of KindList with no key
}

var intForm, uintForm, boolForm, nullForm = form{kind: KindInt}, form{kind: KindUint}, form{kind: KindBool}, form{kind: KindNull}

// String is the string s.
func String(s string) Value { return Value{text: s} }

// Int is the signed number n.
func Int(n int64) Value { return Value{strconv.FormatInt(n, 10), &intForm} }

// Uint is the unsigned number n.
func Uint(n uint64) Value { return Value{strconv.FormatUint(n, 10), &uintForm} }

// Bool is the truth value b.
func Bool(b bool) Value { return Value{onOff(b), &boolForm} }

// OnOff is the word on or off: what QEMU takes for properties of type
// OnOffAuto, which look like booleans but are enumerations.
func OnOff(b bool) Value { return String(onOff(b)) }

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}

// Object is the named values members, in order.
func Object(members ...Param) Value { return Value{form: &form{KindObject, members}} }

// List is the values of items, in order; their keys are not looked at.
func List(items ...Param) Value { return Value{form: &form{KindList, items}} }

// Null is JSON's null.
func Null() Value { return Value{form: &nullForm} }

// Kind is the type of v.
func (v Value) Kind() Kind {
	if v.form == nil {
		return KindString
	}
	return v.form.kind
}

// Str is the string of a KindString, "" for other kinds.
func (v Value) Str() string {
	if v.form != nil {
		return ""
	}
	return v.text
}

// Text is a string, the digits of a number, on or off; "" for what is none of
// these.
func (v Value) Text() string { return v.text }

// Bool is the truth of a KindBool.
func (v Value) Bool() bool { return v.form == &boolForm && v.text == "on" }

// Nested are the members of a KindObject or the items of a KindList.
func (v Value) Nested() []Param {
	if v.form == nil {
		return nil
	}
	return v.form.nested
}
