package parse

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// vendorIDLength is that of CPUID leaf 0: EBX, EDX and ECX.
const vendorIDLength = 12

func cpu(c Cursor) domain.CPU {
	if !c.Ok() {
		return domain.CPU{}
	}
	model := c.Child("model")
	k := domain.CPU{
		Ref:                c.Ref(),
		Mode:               c.Enum("mode", domain.CPUCustom, domain.CPUHostModel, domain.CPUHostPassthrough, domain.CPUMaximum),
		Match:              c.Enum("match", "minimum", "exact", "strict"),
		Check:              c.Enum("check", "none", "partial", "full"),
		Model:              c.r.propertyName(model.Text(), "the CPU model"),
		Fallback:           model.Enum("fallback", "allow", "forbid"),
		VendorID:           vendorID(model),
		Vendor:             c.Child("vendor").Text(),
		Migratable:         c.OnOff("migratable"),
		DeprecatedFeatures: c.OnOff("deprecated_features"),
		Topology:           cpuTopology(c.Child("topology")),
		Features:           cpuFeatures(c),
		Cache:              cpuCache(c.Child("cache")),
		MaxPhysAddr:        maxPhysAddr(c.Child("maxphysaddr")),
	}
	if k.Vendor.IsSet() && !k.Model.IsSet() {
		c.r.diag.Error(source.MissingValue, k.Vendor.Ref(), "<vendor> needs a <model> beside it")
	}
	return k
}

func vendorID(c Cursor) source.Val[string] {
	v := c.Str("vendor_id")
	if v.V() == "" { // libvirt takes an empty one for none
		return source.Val[string]{}
	}
	if len(v.V()) != vendorIDLength || strings.Contains(v.V(), ",") {
		c.r.diag.Error(source.BadValue, v.Ref(), "vendor_id: %q is no vendor of a CPU", v.V()).
			WithHint("give exactly %d characters without a comma, such as GenuineIntel", vendorIDLength)
		return source.Val[string]{}
	}
	return v
}

func cpuTopology(c Cursor) domain.CPUTopology {
	if !c.Ok() {
		return domain.CPUTopology{}
	}
	for _, name := range []string{"sockets", "cores", "threads"} {
		c.Require(name)
	}
	return domain.CPUTopology{
		Ref:      c.Ref(),
		Sockets:  c.count("sockets"),
		Dies:     c.count("dies"),
		Clusters: c.count("clusters"),
		Cores:    c.count("cores"),
		Threads:  c.count("threads"),
	}
}

// count is the attribute called name, a number of at least 1.
func (c Cursor) count(name string) source.Val[uint64] {
	v := c.UintMax(name, 1<<32-1)
	if source.Is(v, 0) {
		c.r.diag.Error(source.OutOfRange, v.Ref(), "attribute %s: there must be at least 1", name)
		return source.Val[uint64]{}
	}
	return v
}

func cpuFeatures(c Cursor) []domain.CPUFeature {
	var list []domain.CPUFeature
	seen := map[string]bool{}
	for f := range c.Children("feature") {
		name := c.r.propertyName(f.Require("name"), "the CPU feature")
		if !name.IsSet() {
			continue
		}
		if seen[name.V()] {
			c.r.diag.Error(source.Duplicate, name.Ref(), "the CPU feature %s is given twice", name.V())
			continue
		}
		seen[name.V()] = true
		list = append(list, domain.CPUFeature{
			Ref: f.Ref(), Name: name, Policy: f.Enum("policy", "force", "require", "optional", "disable", "forbid"),
		})
	}
	return list
}

func cpuCache(c Cursor) domain.CPUCache {
	return domain.CPUCache{
		Ref:   c.Ref(),
		Level: c.UintMax("level", 3),
		Mode:  c.mustEnum("mode", "emulate", "passthrough", "disable"),
	}
}

func maxPhysAddr(c Cursor) domain.MaxPhysAddr {
	return domain.MaxPhysAddr{
		Ref:   c.Ref(),
		Mode:  c.mustEnum("mode", "emulate", "passthrough"),
		Bits:  c.UintMax("bits", 1<<31-1),
		Limit: c.UintMax("limit", 1<<31-1),
	}
}
