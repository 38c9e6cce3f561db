package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Redirdev is a USB device that a client of the console lends, <redirdev>.
type Redirdev struct {
	Device
	Bus    source.Val[string]
	Source *CharSource
}

// RedirFilter says which USB devices may be redirected: the first rule that
// fits decides.
type RedirFilter struct {
	Ref   source.Ref
	Rules []RedirFilterRule
}

// RedirFilterRule is one <usbdev>; what is absent or -1 fits everything.
type RedirFilterRule struct {
	Ref                    source.Ref
	Class, Vendor, Product source.Val[int64]
	Version                source.Val[int64] // binary coded decimal, 0x0200 for 2.00
	Allow                  source.Val[bool]
}
