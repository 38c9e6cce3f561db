package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// vlan reads the <vlan> of an interface; the rules are those of libvirt's
// virNetDevVlanParse.
func vlan(c Cursor) domain.VLAN {
	if !c.Ok() {
		return domain.VLAN{}
	}
	v := domain.VLAN{Ref: c.Ref(), Trunk: c.YesNo("trunk")}
	for tag := range c.Children("tag") {
		const highest = 4095
		tag.Require("id")
		v.Tags = append(v.Tags, tag.UintMax("id", highest))
		mode := tag.Enum("nativeMode", "tagged", "untagged")
		if mode.IsSet() && v.Native.IsSet() {
			c.r.diag.Error(source.Duplicate, mode.Ref(), "a second VLAN is native").Accounting(v.Native.Ref())
		}
		if mode.IsSet() {
			v.Native = mode
		}
	}
	checkVLAN(c.r.diag, &v)
	return v
}

func checkVLAN(diag *source.Diags, v *domain.VLAN) {
	notTrunk := source.Is(v.Trunk, false)
	switch {
	case len(v.Tags) == 0:
		diag.Error(source.MissingValue, v.Ref, "<vlan> needs at least one <tag id='N'/>")
	case notTrunk && len(v.Tags) > 1:
		diag.Error(source.Conflict, v.Trunk.Ref(), "several VLANs need a trunk").WithHint("write trunk='yes'")
	case notTrunk && v.Native.IsSet():
		diag.Error(source.Conflict, v.Trunk.Ref(), "a native VLAN needs a trunk").WithHint("write trunk='yes'").Accounting(v.Native.Ref())
	}
}
