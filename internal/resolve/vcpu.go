package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// vcpu settles how many CPUs there are, and checks those that are described one
// by one.
func (r *resolver) vcpu() {
	v := &r.dom.VCPU
	if !v.Ref.IsZero() && !v.Max.IsSet() && !v.Max.IsMalformed() {
		r.refuse("the guest has one", source.MissingValue, v.Ref, "<vcpu> does not say how many CPUs there are")
	}
	v.Max.SetDefault("default: one CPU", 1)
	if v.Max.V() == 0 {
		r.Diag.Error(source.OutOfRange, v.Max.Ref(), "a guest needs at least one CPU")
		return
	}
	if !v.Current.IsSet() {
		v.Current = v.Max
	}
	if v.Current.V() > v.Max.V() || v.Current.V() == 0 {
		r.Diag.Error(source.OutOfRange, v.Current.Ref(), "%d CPUs at start are not in the range from 1 to %d", v.Current.V(), v.Max.V())
	}
	r.fewCPUs()
	if most := r.mostCPUs(); v.Max.V() > most {
		r.Diag.Error(source.OutOfRange, v.Max.Ref(), "the machine %s takes %d CPUs, not %d", r.dom.OS.Machine.V(), most, v.Max.V())
		return
	}
	r.eachVCPU()
	r.topology()
	r.numa()
	r.ioThreads()
	r.schedulers()
}

// fewCPUs gives a board the CPUs that it has in any case. libvirt does not look,
// and QEMU ends.
func (r *resolver) fewCPUs() {
	v, machine := &r.dom.VCPU, r.dom.OS.Machine.V()
	least := qemu.LeastCPUs(machine)
	if !r.Profile.Adapt || v.Current.V() >= least {
		return
	}
	r.Diag.Warn(source.OutOfRange, source.First(v.Max.Ref(), r.dom.OS.Machine.Ref()), "the machine %s has at least %d CPUs, not %d; the guest has %d", machine, least, v.Current.V(), least).
		WithHint("write <vcpu>%d</vcpu>", least)
	v.Max = source.Of(max(least, v.Max.V()), v.Max.Ref())
	v.Current = source.Of(least, v.Current.Ref())
}

// mostCPUs is how many CPUs the machine takes; where that is unknown, more than
// any does.
func (r *resolver) mostCPUs() uint64 {
	if m, ok := r.Target.Machine(r.dom.OS.Machine.V()); ok && m.MaxCPUs > 0 {
		return m.MaxCPUs
	}
	return 16384
}

// eachVCPU checks <vcpus> (qemuDomainDefVcpusPostParse).
func (r *resolver) eachVCPU() {
	v := &r.dom.VCPU
	if len(v.CPUs) == 0 {
		return
	}
	if !r.sortVCPUs() {
		return
	}
	on := uint64(0)
	for i := range v.CPUs {
		c := &v.CPUs[i]
		c.Hotpluggable.SetDefault("default: CPUs that are on at start stay", !c.Enabled.V())
		if !c.Enabled.V() && !c.Hotpluggable.V() {
			r.Diag.Error(source.Invalid, c.Hotpluggable.Ref(), "CPU %d is off and can't be plugged in", c.ID.V())
		}
		if c.Enabled.V() {
			on++
		}
	}
	v.Current = source.Of(on, v.Current.Ref())
	r.firstVCPU()
	r.vcpuOrder()
}

// sortVCPUs puts <vcpus> in the order of their numbers, and adds those that it
// leaves out: they are off.
func (r *resolver) sortVCPUs() bool {
	v := &r.dom.VCPU
	byID := map[uint64]bool{}
	for _, c := range v.CPUs {
		if c.ID.V() >= v.Max.V() || byID[c.ID.V()] {
			r.Diag.Error(source.Invalid, source.First(c.ID.Ref(), c.Ref), "there is no further CPU %d", c.ID.V()).
				WithHint("number each of the %d CPUs once, from 0 on", v.Max.V())
			return false
		}
		byID[c.ID.V()] = true
	}
	off := "default: CPUs that <vcpus> leaves out are off"
	for n := range v.Max.V() {
		if !byID[n] {
			v.CPUs = append(v.CPUs, domain.OneVCPU{Ref: v.Ref, ID: source.Default(off, n), Enabled: source.Default(off, false)})
		}
	}
	slices.SortFunc(v.CPUs, func(a, b domain.OneVCPU) int { return int(a.ID.V()) - int(b.ID.V()) })
	return true
}

// firstVCPU checks the CPU that the guest boots on.
func (r *resolver) firstVCPU() {
	c := &r.dom.VCPU.CPUs[0]
	switch {
	case !c.Enabled.V():
		r.Diag.Error(source.Invalid, c.Enabled.Ref(), "CPU 0 can't be off")
	case c.Hotpluggable.V():
		r.Diag.Error(source.Invalid, c.Hotpluggable.Ref(), "CPU 0 can't be plugged in")
	case c.Order.IsSet() && c.Order.V() != 1:
		r.Diag.Error(source.Invalid, c.Order.Ref(), "CPU 0 must be the first to come up")
	}
}

// vcpuOrder checks in which order the CPUs come up: QEMU has those first that
// can't be unplugged.
func (r *resolver) vcpuOrder() {
	cpus := r.dom.VCPU.CPUs
	ordered := cpus[0].Order.IsSet()
	for i := 1; i < len(cpus); i++ {
		before, c := &cpus[i-1], &cpus[i]
		switch {
		case c.Enabled.V() && c.Order.IsSet() != ordered:
			r.Diag.Error(source.Invalid, source.First(c.Order.Ref(), c.Ref), "either all CPUs have an order or none has")
			return
		case c.Hotpluggable.V():
		case before.Hotpluggable.V():
			r.Diag.Error(source.Invalid, c.Ref, "CPU %d can't be unplugged, but CPU %d before it can", c.ID.V(), before.ID.V())
			return
		case before.Order.V() > c.Order.V():
			r.Diag.Error(source.Invalid, c.Order.Ref(), "CPU %d comes up before CPU %d, and neither can be unplugged", c.ID.V(), before.ID.V())
			return
		}
	}
}

// topology checks that sockets, dies, clusters, cores and threads make the
// number of CPUs, as QEMU has wanted since 2.7.
func (r *resolver) topology() {
	t := &r.dom.CPU.Topology
	if !t.Sockets.IsSet() {
		return
	}
	t.Dies.SetDefault("default: one die in a socket", 1)
	t.Clusters.SetDefault("default: one cluster in a die", 1)
	product := t.Sockets.V() * t.Dies.V() * t.Clusters.V() * t.Cores.V() * t.Threads.V()
	if most := r.dom.VCPU.Max; product != most.V() {
		r.Diag.Error(source.Conflict, t.Ref, "the topology makes %d CPUs, but there are %d", product, most.V()).
			WithHint("sockets, dies, clusters, cores and threads multiply to the number in <vcpu>").Accounting(most.Ref())
	}
	if r.is(qemu.IsPSeries) && t.Threads.V() > 0 && r.dom.VCPU.Current.V()%t.Threads.V() != 0 {
		r.Diag.Error(source.Invalid, r.dom.VCPU.Current.Ref(), "%d CPUs are not a whole number of cores with %d threads", r.dom.VCPU.Current.V(), t.Threads.V())
	}
}
