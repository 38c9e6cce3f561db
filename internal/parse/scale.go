package parse

import (
	"math"
	"math/bits"
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// oneKiB is the unit in which sizes of memory count where the XML names none.
const oneKiB = 1024

// Scaled is the text of the element, a size whose unit stands in the attribute
// unit, in bytes; without one it counts in defaultUnit bytes.
func (c Cursor) Scaled(defaultUnit uint64) source.Val[uint64] {
	return c.r.scale(c.UintText(1<<64-1), c.Str("unit"), defaultUnit)
}

// KiB is the text of the element, a size of memory in KiB, rounded up. Its unit
// stands in the attribute unit and is KiB by default.
func (c Cursor) KiB() source.Val[uint64] { return c.r.toKiB(c.Scaled(oneKiB)) }

// KiBAttr is the attribute called name, read as KiB reads the text.
func (c Cursor) KiBAttr(name string) source.Val[uint64] { return c.r.toKiB(c.scaledAttr(name, oneKiB)) }

// BytesAttr is the attribute called name, a size in bytes. Its unit stands in
// the attribute unit and is bytes by default.
func (c Cursor) BytesAttr(name string) source.Val[uint64] { return c.scaledAttr(name, 1) }

func (c Cursor) scaledAttr(name string, defaultUnit uint64) source.Val[uint64] {
	return c.r.scale(c.Uint(name), c.Str("unit"), defaultUnit)
}

// toKiB is a size of memory in KiB. Like libvirt (virMemoryMaxValue) and QEMU, it
// takes no more than a signed number of bytes.
func (r *reader) toKiB(bytes source.Val[uint64]) source.Val[uint64] {
	b, ok := bytes.Get()
	switch {
	case !ok:
		return bytes
	case b > math.MaxInt64:
		r.diag.Error(source.OutOfRange, bytes.Ref(), "%d bytes are more memory than QEMU can count", b)
		return source.Val[uint64]{}
	}
	return source.Of(b/1024+min(b%1024, 1), bytes.Ref())
}

// scale is n, counted in unit, in bytes.
func (r *reader) scale(n source.Val[uint64], unit source.Val[string], defaultUnit uint64) source.Val[uint64] {
	if !n.IsSet() {
		return n
	}
	scale := defaultUnit
	if unit.IsSet() {
		var ok bool
		if scale, ok = unitSize(unit.V()); !ok {
			r.diag.Error(source.UnknownValue, unit.Ref(), "unknown unit %q", unit.V()).WithHint("known units: b, KiB, MiB, GiB, TiB, PiB, EiB, and with powers of 1000 KB, MB, ...")
			return source.Malformed[uint64](n.Ref())
		}
	}
	high, size := bits.Mul64(n.V(), scale)
	if high != 0 {
		r.diag.Error(source.OutOfRange, n.Ref(), "%s: %d is too much", r.what(n.Ref()), n.V())
		return source.Malformed[uint64](n.Ref())
	}
	return source.Of(size, n.Ref().With(unit.Ref()))
}

// unitSize is how many bytes a unit is, by the rules of libvirt's
// virScaleInteger: a letter, or with iB, stands for a power of 1024, with B for
// a power of 1000; case doesn't matter.
func unitSize(unit string) (size uint64, ok bool) {
	unit = strings.ToLower(unit)
	switch unit {
	case "b", "byte", "bytes":
		return 1, true
	case "":
		return 0, false
	}
	power := strings.IndexByte("kmgtpe", unit[0]) + 1
	if power == 0 {
		return 0, false
	}
	base := uint64(1024)
	switch unit[1:] {
	case "", "ib":
	case "b":
		base = 1000
	default:
		return 0, false
	}
	size = 1
	for range power {
		size *= base
	}
	return size, true
}
