package option

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
	kind   Kind
	str    string
	num    uint64   // KindInt as two's complement, KindUint, and 1 or 0 for KindBool
	nested *[]Param // the members of KindObject, the items of KindList with no key
}

// String is the string s.
func String(s string) Value { return Value{str: s} }

// Int is the signed number n.
func Int(n int64) Value { return Value{kind: KindInt, num: uint64(n)} }

// Uint is the unsigned number n.
func Uint(n uint64) Value { return Value{kind: KindUint, num: n} }

// Bool is the truth value b.
func Bool(b bool) Value {
	v := Value{kind: KindBool}
	if b {
		v.num = 1
	}
	return v
}

// OnOff is the word on or off: what QEMU takes for properties of type
// OnOffAuto, which look like booleans but are enumerations.
func OnOff(b bool) Value {
	if b {
		return String("on")
	}
	return String("off")
}

// Object is the named values members, in order.
func Object(members ...Param) Value { return Value{kind: KindObject, nested: &members} }

// List is the values of items, in order; their keys are not looked at.
func List(items ...Param) Value { return Value{kind: KindList, nested: &items} }

// Null is JSON's null.
func Null() Value { return Value{kind: KindNull} }

// Kind is the type of v.
func (v Value) Kind() Kind { return v.kind }

// Str is the string of a KindString.
func (v Value) Str() string { return v.str }

// Int is the number of a KindInt.
func (v Value) Int() int64 { return int64(v.num) }

// Uint is the number of a KindUint.
func (v Value) Uint() uint64 { return v.num }

// Bool is the truth of a KindBool.
func (v Value) Bool() bool { return v.num != 0 }

// Nested are the members of a KindObject or the items of a KindList.
func (v Value) Nested() []Param {
	if v.nested == nil {
		return nil
	}
	return *v.nested
}
