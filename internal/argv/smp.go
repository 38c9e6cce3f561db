package argv

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// smp is how many virtual CPUs there are and how they are arranged
// (qemuBuildSmpCommandLine).
func (b *builder) smp() []*option.Option {
	v := &b.dom.VCPU
	if !v.Max.IsSet() {
		return nil
	}
	count, refs := b.startedCPUs()
	o := option.New("smp", v.Ref).Uint("", count, refs...)
	if !b.Target.Has("smp.topology") {
		return []*option.Option{o}
	}
	if count != v.Max.V() {
		o.UintVal("maxcpus", v.Max)
	}
	b.smpTopology(o)
	return []*option.Option{o}
}

// startedCPUs is how many CPUs QEMU starts with, and what says so. Libvirt plugs
// in the others that are enabled before the guest runs.
func (b *builder) startedCPUs() (count uint64, refs []source.Ref) {
	v := &b.dom.VCPU
	if len(v.CPUs) == 0 {
		return v.Current.V(), []source.Ref{v.Current.Ref(), v.Max.Ref()}
	}
	refs = []source.Ref{v.Max.Ref(), v.Current.Ref()}
	for i := range v.CPUs {
		c := &v.CPUs[i]
		refs = append(refs, c.ID.Ref(), c.Enabled.Ref(), c.Hotpluggable.Ref())
		if c.Enabled.V() && (!c.Hotpluggable.V() || !b.Profile.Frame) {
			count++
		}
	}
	return count, refs
}

// smpTopology adds sockets, dies, clusters, cores and threads. Libvirt's default
// is a socket for each CPU, which QEMU's is no longer since 6.2.
func (b *builder) smpTopology(o *option.Option) {
	t := &b.dom.CPU.Topology
	if !t.Sockets.IsSet() {
		b.smpSockets(o)
		return
	}
	o.UintVal("sockets", t.Sockets)
	b.smpLevel(o, "dies", "smp-dies", t.Dies)
	b.smpLevel(o, "clusters", "smp-clusters", t.Clusters)
	o.UintVal("cores", t.Cores).UintVal("threads", t.Threads)
}

// smpSockets is a socket for each CPU.
func (b *builder) smpSockets(o *option.Option) {
	most, rule := b.dom.VCPU.Max.V(), source.Rule("default: a socket for each CPU")
	if b.Profile.ShortMachine {
		if most > 1 {
			o.Uint("sockets", most, rule)
		}
		return
	}
	o.Uint("sockets", most, rule).Uint("cores", 1, rule).Uint("threads", 1, rule)
}

// smpLevel adds a level that only newer releases know; for them libvirt states
// it even where there is one.
func (b *builder) smpLevel(o *option.Option, key string, needs qemu.Feature, count source.Val[uint64]) {
	switch {
	case b.Target.Has(needs):
		if b.Profile.ShortMachine && count.V() <= 1 {
			o.Cite(count.Ref())
			return
		}
		o.UintVal(key, count.Or("default: one of "+key, 1))
	case count.V() > 1:
		b.Diag.Error(source.NeedsQEMU, count.Ref(), "QEMU %s knows no %s of CPUs", b.Target.Version, key)
	default:
		b.asDefault("there is one", count.Ref())
	}
}

// ioThreads are the threads that serve disks, and the thread pool of QEMU's
// main loop.
func (b *builder) ioThreads() []*option.Option {
	var opts []*option.Option
	for _, t := range b.dom.IOThreads.List {
		opts = append(opts, b.ioThread(t))
	}
	d := &b.dom.IOThreads.Default
	if d.PoolMin.IsSet() || d.PoolMax.IsSet() {
		o := option.NewObject("main-loop", "main-loop", d.Ref)
		opts = append(opts, o.UintVal("thread-pool-min", d.PoolMin).UintVal("thread-pool-max", d.PoolMax))
	}
	return opts
}

func (b *builder) ioThread(t *domain.IOThread) *option.Option {
	o := option.NewObject("iothread", ioThreadID(t.ID), t.Ref, t.ID.Ref(), b.dom.IOThreads.Count.Ref())
	o.UintVal("thread-pool-min", t.PoolMin).UintVal("thread-pool-max", t.PoolMax)
	return o.UintVal("poll-max-ns", t.Poll.Max).UintVal("poll-grow", t.Poll.Grow).UintVal("poll-shrink", t.Poll.Shrink)
}

// ioThreadID is what QEMU calls the iothread of a number.
func ioThreadID(number source.Val[uint64]) string {
	return "iothread" + strconv.FormatUint(number.V(), 10)
}
