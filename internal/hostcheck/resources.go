package hostcheck

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/source"
)

// resources compares what the guest asks for with what the host has.
func (c *checker) resources() {
	c.cpus()
	c.memory()
	c.hugePages()
}

func (c *checker) cpus() {
	have, ok := c.host.Facts.CPUs()
	want := c.Domain.VCPU.Max
	if c.Domain.VCPU.Current.IsSet() {
		want = c.Domain.VCPU.Current
	}
	if ok && want.V() > uint64(have) {
		c.Diag.Note(source.HostShort, c.at([]source.Ref{want.Ref()}), "the guest has %d CPUs, this host %d", want.V(), have).
			WithHint("CPUs of the guest will wait for each other")
	}
}

func (c *checker) memory() {
	total, available, ok := c.host.Facts.Memory()
	want := c.Domain.Memory.Total
	switch at := c.at([]source.Ref{want.Ref()}); {
	case !ok || !want.IsSet():
	case want.V() > total:
		c.Diag.Warn(source.HostShort, at, "the guest has %d MiB of memory, this host %d MiB", want.V()/kib, total/kib)
	case want.V() > available:
		c.Diag.Note(source.HostShort, at, "the guest has %d MiB of memory, of this host %d MiB are free", want.V()/kib, available/kib)
	}
}

// kib is how many KiB a MiB has, and how many bytes a KiB.
const kib = 1024

// hugePages compares the huge pages that are free with those that memory is to be
// made of.
func (c *checker) hugePages() {
	want, from := map[uint64]uint64{}, map[uint64][]source.Ref{} // by the size of the pages
	for i := range c.Options {
		o := &c.Options[i]
		page, ok := c.pageOf(o)
		size, err := strconv.ParseUint(o.Get("size"), 10, 64)
		if !ok || err != nil {
			continue
		}
		want[page] += (size + page*kib - 1) / (page * kib)
		from[page] = o.Origin("mem-path")
	}
	for _, m := range c.host.Facts.HugePages().Mounts {
		free, ok := c.host.Facts.FreeHugePages(m.Size)
		if !ok || want[m.Size] <= free {
			continue
		}
		c.warn(source.HostShort, from[m.Size], "the guest needs %d huge pages of %d KiB, of this host %d are free", want[m.Size], m.Size, free).
			WithHint("write a larger number to /sys/kernel/mm/hugepages/hugepages-%dkB/nr_hugepages", m.Size)
		delete(want, m.Size)
	}
}

// pageOf is the size in KiB of the huge pages that the memory o is made of.
func (c *checker) pageOf(o *cmdline.Option) (size uint64, ok bool) {
	if o.Flag != "object" || o.Get("qom-type") != "memory-backend-file" {
		return 0, false
	}
	for _, m := range c.host.Facts.HugePages().Mounts {
		if strings.HasPrefix(o.Get("mem-path")+"/", m.Path+"/") {
			return m.Size, true
		}
	}
	return 0, false
}
