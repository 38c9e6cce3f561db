// Package option is the typed command line: options in order, their parameters
// and values, and where each came from.
//
// Nothing here knows how a value is written; commas, quotes and braces are
// render's alone.
package option

import "github.com/qemuxml/qemuxml/internal/source"

// Option is one switch of QEMU with what follows it.
type Option struct {
	Flag   string // without its dash, as QEMU's documentation spells it; "" for a bare word
	Params []Param
	From   []source.Ref // what the option stands for as a whole
	JSON   bool         // written as JSON, where the switch takes it
}

// Param is one key with its value. A Param with no key is a bare word: the
// value of the switch's implied key, or free text.
type Param struct {
	Key   string
	Value Value
	From  source.Refs
}

// P is the parameter key=v that comes from the items from.
func P(key string, v Value, from ...source.Ref) Param {
	return Param{Key: key, Value: v, From: source.RefsOf(from...)}
}

// room is an option with as much room as most need, in one piece.
type room struct {
	Option
	params [7]Param
	from   [6]source.Ref
}

// New is the switch flag, with no parameters yet, that stands for from.
func New(flag string, from ...source.Ref) *Option {
	r := &room{Option: Option{Flag: flag}}
	r.Params, r.From = r.params[:0], append(r.from[:0], from...)
	return &r.Option
}

// Device is -device driver, for the device that from refers to.
func Device(driver string, from ...source.Ref) *Option {
	return New("device", from...).Str("driver", driver, from...)
}

// NewObject is -object of QOM type qomType called id.
func NewObject(qomType, id string, from ...source.Ref) *Option {
	return New("object", from...).Str("qom-type", qomType, from...).Str("id", id, from...)
}

// Text is the switch flag followed by free text, such as -kernel PATH.
func Text(flag, text string, from ...source.Ref) *Option {
	return New(flag, from...).Str("", text, from...)
}

// Word is one argument as it stands, such as <qemu:arg> gives it.
func Word(text string, from ...source.Ref) *Option { return Text("", text, from...) }

// Add appends key=v.
func (o *Option) Add(key string, v Value, from ...source.Ref) *Option {
	o.Params = append(o.Params, P(key, v, from...))
	return o
}

// Str appends the string s under key.
func (o *Option) Str(key, s string, from ...source.Ref) *Option {
	return o.Add(key, String(s), from...)
}

// Uint appends the number n under key.
func (o *Option) Uint(key string, n uint64, from ...source.Ref) *Option {
	return o.Add(key, Uint(n), from...)
}

// Bool appends the truth value b under key.
func (o *Option) Bool(key string, b bool, from ...source.Ref) *Option {
	return o.Add(key, Bool(b), from...)
}

// OnOff appends the word on or off under key.
func (o *Option) OnOff(key string, b bool, from ...source.Ref) *Option {
	return o.Add(key, OnOff(b), from...)
}

// StrVal appends v under key where v is there.
func (o *Option) StrVal(key string, v source.Val[string]) *Option {
	if s, ok := v.Get(); ok {
		o.Str(key, s, v.Ref())
	}
	return o
}

// UintVal appends v under key where v is there.
func (o *Option) UintVal(key string, v source.Val[uint64]) *Option {
	if n, ok := v.Get(); ok {
		o.Uint(key, n, v.Ref())
	}
	return o
}

// BoolVal appends v under key, as a boolean, where v is there.
func (o *Option) BoolVal(key string, v source.Val[bool]) *Option {
	if b, ok := v.Get(); ok {
		o.Bool(key, b, v.Ref())
	}
	return o
}

// OnOffVal appends v under key, as the word on or off, where v is there.
func (o *Option) OnOffVal(key string, v source.Val[bool]) *Option {
	if b, ok := v.Get(); ok {
		o.OnOff(key, b, v.Ref())
	}
	return o
}

// Cite adds items that decided the option without becoming a value of it.
func (o *Option) Cite(refs ...source.Ref) *Option {
	o.From = append(o.From, refs...)
	return o
}

// Param is the parameter called key, nil where there is none.
func (o *Option) Param(key string) *Param {
	for i := range o.Params {
		if o.Params[i].Key == key {
			return &o.Params[i]
		}
	}
	return nil
}

// HasNull tells whether a parameter of o is null, at the top level.
func (o *Option) HasNull() bool {
	for i := range o.Params {
		if o.Params[i].Value.Kind() == KindNull {
			return true
		}
	}
	return false
}
