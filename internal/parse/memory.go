package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// memory reads what <domain>, which c stands on, says of guest memory.
func memory(c Cursor) domain.Memory {
	total, max := c.Child("memory"), c.Child("maxMemory")
	return domain.Memory{
		Total:    total.KiB(),
		DumpCore: total.OnOff("dumpCore"),
		Current:  c.Child("currentMemory").KiB(),
		Max:      max.KiB(),
		Slots:    max.UintMax("slots", 1<<32-1),
		Backing:  memoryBacking(c.Child("memoryBacking")),
		Tune:     memoryTune(c.Child("memtune")),
	}
}

func memoryBacking(c Cursor) domain.MemoryBacking {
	if !c.Ok() {
		return domain.MemoryBacking{}
	}
	allocation := c.Child("allocation")
	return domain.MemoryBacking{
		Ref:          c.Ref(),
		HugePages:    hugePages(c.Child("hugepages")),
		NoSharePages: c.Child("nosharepages").present(),
		Locked:       c.Child("locked").present(),
		Discard:      c.Child("discard").present(),
		Source:       c.Child("source").Enum("type", "file", "anonymous", "memfd"),
		Access:       c.Child("access").Enum("mode", "shared", "private"),
		Allocation: domain.Allocation{
			Mode:    allocation.Enum("mode", "immediate", "ondemand"),
			Threads: allocation.UintMax("threads", 1<<32-1),
		},
	}
}

// present is true where c stands on an element.
func (c Cursor) present() source.Val[bool] {
	if !c.Ok() {
		return source.Val[bool]{}
	}
	return source.Of(true, c.Ref())
}

func hugePages(c Cursor) domain.HugePages {
	h := domain.HugePages{Wanted: c.present()}
	for page := range c.Children("page") {
		p := domain.HugePage{Ref: page.Ref(), Size: page.KiBAttr("size"), Nodes: page.Set("nodeset")}
		if page.Require("size"); source.Is(p.Size, 0) {
			c.r.diag.Error(source.OutOfRange, p.Size.Ref(), "huge pages can't have the size 0")
		}
		h.Pages = append(h.Pages, p)
	}
	return h
}

func memoryTune(c Cursor) domain.MemoryTune {
	return domain.MemoryTune{
		HardLimit:     c.Child("hard_limit").KiB(),
		SoftLimit:     c.Child("soft_limit").KiB(),
		SwapHardLimit: c.Child("swap_hard_limit").KiB(),
		MinGuarantee:  c.Child("min_guarantee").KiB(),
	}
}

func memoryDevice(c Cursor) *domain.MemoryDevice {
	source := c.Child("source")
	return &domain.MemoryDevice{
		Device:  device(c),
		Model:   c.mustEnum("model", "dimm", "nvdimm", "virtio-pmem", "virtio-mem", "sgx-epc"),
		Access:  c.Enum("access", "shared", "private"),
		Discard: c.YesNo("discard"),
		UUID:    uuid(c.Child("uuid")),
		Source: domain.MemorySource{
			Path:      source.Child("path").Text(),
			PageSize:  source.Child("pagesize").KiB(),
			Nodes:     source.Child("nodemask").SetText(),
			AlignSize: source.Child("alignsize").KiB(),
			PMEM:      source.Child("pmem").present(),
		},
		Target: memoryTarget(c),
	}
}

// memoryTarget reads the <target> of the memory device that c stands on.
func memoryTarget(c Cursor) domain.MemoryTarget {
	t := c.Child("target")
	if !t.Ok() {
		c.r.diag.Error(source.MissingValue, c.Ref(), "the memory device needs a <target>")
		return domain.MemoryTarget{}
	}
	size := t.Child("size")
	if !size.Text().IsSet() {
		c.r.diag.Error(source.MissingValue, t.Ref(), "the memory device needs a <size>")
	}
	return domain.MemoryTarget{
		Size:            size.KiB(),
		Node:            t.Child("node").UintText(1<<31 - 1),
		Label:           t.Child("label").Child("size").KiB(),
		ReadOnly:        t.Child("readonly").present(),
		Block:           t.Child("block").KiB(),
		Requested:       t.Child("requested").KiB(),
		Address:         t.Child("address").Hex("base", 1<<64-1),
		DynamicMemslots: t.YesNo("dynamicMemslots"),
	}
}
