package source

// Val is an optional value that knows where it came from. The zero Val is
// absent: no empty string, 0 or -1 stands for "not given" anywhere.
type Val[T any] struct {
	ref   Ref // its bit present says whether there is a value
	value T
}

// Of is the value v that came from ref.
func Of[T any](v T, ref Ref) Val[T] {
	ref.present = true
	return Val[T]{ref: ref, value: v}
}

// Default is the value v made by the named rule.
func Default[T any](rule string, v T) Val[T] { return Of(v, Rule(rule)) }

// Malformed is the absence of a value that the XML has at ref, but that could
// not be read. That was reported; it is not missing, too.
func Malformed[T any](ref Ref) Val[T] { return Val[T]{ref: ref} }

// IsMalformed tells whether the XML has a value that could not be read.
func (v Val[T]) IsMalformed() bool { return !v.ref.present && !v.ref.IsZero() }

// IsSet tells whether there is a value.
func (v Val[T]) IsSet() bool { return v.ref.present }

// V is the value, T's zero value where there is none.
func (v Val[T]) V() T { return v.value }

// Get is the value and whether there is one.
func (v Val[T]) Get() (T, bool) { return v.value, v.ref.present }

// Ref is where the value came from.
func (v Val[T]) Ref() Ref {
	v.ref.present = false
	return v.ref
}

// Or is v, or where it is absent, def as made by the named rule.
func (v Val[T]) Or(rule string, def T) Val[T] {
	if v.ref.present {
		return v
	}
	return Default(rule, def)
}

// SetDefault gives an absent v the value def, made by the named rule.
func (v *Val[T]) SetDefault(rule string, def T) {
	if !v.ref.present {
		*v = Default(rule, def)
	}
}

// Clear makes v absent.
func (v *Val[T]) Clear() { *v = Val[T]{} }

// Is tells whether v is there and equals want.
func Is[T comparable](v Val[T], want T) bool { return v.ref.present && v.value == want }
