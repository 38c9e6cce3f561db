package parse

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func redirdev(c Cursor) *domain.Redirdev {
	c.Require("type")
	bus := c.Enum("bus", "usb")
	if !c.Str("bus").IsSet() {
		bus = source.Default("default: redirected devices are those of USB", "usb")
	}
	return &domain.Redirdev{Device: device(c), Bus: bus, Source: charSource(c)}
}

func redirFilter(c Cursor) *domain.RedirFilter {
	f := &domain.RedirFilter{Ref: c.Ref()}
	for u := range c.Children("usbdev") {
		rule := domain.RedirFilterRule{
			Ref:     u.Ref(),
			Class:   filterNumber(u, "class", 0xff),
			Vendor:  filterNumber(u, "vendor", 0xffff),
			Product: filterNumber(u, "product", 0xffff),
			Version: usbVersion(u),
			Allow:   u.YesNo("allow"),
		}
		if !u.Str("allow").IsSet() {
			u.Require("allow")
		}
		f.Rules = append(f.Rules, rule)
	}
	return f
}

// anyNumber is what a filter rule holds where it fits everything.
const anyNumber = -1

// filterNumber reads a number of a filter rule; -1 fits all.
func filterNumber(c Cursor, name string, limit uint64) source.Val[int64] {
	if v := c.Str(name); v.V() == "-1" {
		return source.Of[int64](anyNumber, v.Ref())
	}
	n := c.Number(name, limit)
	if !n.IsSet() {
		return source.Val[int64]{}
	}
	return source.Of(int64(n.V()), n.Ref())
}

// usbVersion reads a version of a USB device as binary coded decimal: 1.09 is
// 0x0109 and 9.4 is 0x0940.
func usbVersion(c Cursor) source.Val[int64] {
	v := c.Str("version")
	switch v.V() {
	case "":
		return source.Val[int64]{}
	case "-1":
		return source.Of[int64](anyNumber, v.Ref())
	}
	major, minor, dot := strings.Cut(v.V(), ".")
	switch {
	case !dot:
		minor = "00"
	case len(minor) == 1:
		minor += "0"
	}
	high, err := strconv.ParseUint(major, 16, 8)
	low, errLow := strconv.ParseUint(minor, 16, 8)
	if err != nil || errLow != nil || len(major) > 2 {
		c.r.diag.Error(source.BadValue, v.Ref(), "%q is no version of a USB device", v.V()).WithHint("write it as 1.10")
		return source.Val[int64]{}
	}
	return source.Of(int64(high<<8|low), v.Ref())
}
