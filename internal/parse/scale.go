package parse

import (
	"math/bits"
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Scaled is the text of the element, a size whose unit stands in the attribute
// unit, in bytes; without one it counts in defaultUnit bytes.
func (c Cursor) Scaled(defaultUnit uint64) source.Val[uint64] {
	n := c.UintText(1<<64 - 1)
	if !n.IsSet() {
		return n
	}
	scale, unit := defaultUnit, c.Str("unit")
	if unit.IsSet() {
		var ok bool
		if scale, ok = unitSize(unit.V()); !ok {
			c.r.diag.Error(source.UnknownValue, unit.Ref(), "unknown unit %q", unit.V()).WithHint("known units: b, KiB, MiB, GiB, TiB, PiB, EiB, and with powers of 1000 KB, MB, ...")
			return source.Val[uint64]{}
		}
	}
	high, size := bits.Mul64(n.V(), scale)
	if high != 0 {
		c.r.diag.Error(source.OutOfRange, n.Ref(), "element <%s>: %d is too much", c.Name(), n.V())
		return source.Val[uint64]{}
	}
	return source.Of(size, n.Ref())
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
