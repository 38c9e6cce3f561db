package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ioThreads numbers the iothreads that are counted but not named, with the
// lowest numbers that are free (virDomainIOThreadIDArrayInit).
func (r *resolver) ioThreads() {
	t := &r.dom.IOThreads
	taken := map[uint64]bool{}
	for _, x := range t.List {
		if taken[x.ID.V()] && x.ID.IsSet() {
			r.Diag.Error(source.Duplicate, x.ID.Ref(), "there are two iothreads %d", x.ID.V())
		}
		taken[x.ID.V()] = true
		r.poolLimits(x.PoolMin, x.PoolMax)
	}
	for id := uint64(1); uint64(len(t.List)) < t.Count.V() && id < maxIOThreads; id++ {
		if !taken[id] {
			t.List = append(t.List, &domain.IOThread{Ref: t.Count.Ref(), ID: source.Of(id, t.Count.Ref())})
		}
	}
	if t.Count.V() > maxIOThreads {
		r.Diag.Error(source.OutOfRange, t.Count.Ref(), "%d iothreads are more than QEMU can be told of", t.Count.V())
	}
	r.poolLimits(t.Default.PoolMin, t.Default.PoolMax)
}

// maxIOThreads bounds what hostile input makes of a number.
const maxIOThreads = 16384

// poolLimits checks the limits of a thread pool; QEMU wants one thread at least.
// Where the XML gives no most, libvirt holds -1 against the least
// (virDomainDefValidateIOThreadsThreadPool).
func (r *resolver) poolLimits(least, most source.Val[uint64]) {
	switch {
	case source.Is(most, 0):
		r.Diag.Error(source.OutOfRange, most.Ref(), "a thread pool needs room for a thread")
	case least.IsSet() && !most.IsSet():
		r.refuse("QEMU's own most holds", source.MissingValue, least.Ref(), "a thread pool with a least needs a most").WithHint("write thread_pool_max, too")
	case least.V() > most.V():
		r.Diag.Error(source.Conflict, least.Ref(), "the thread pool's least, %d, is more than its most, %d", least.V(), most.V()).Accounting(most.Ref())
	}
}

// schedulers checks what <cputune> tells of threads: that they exist, and that
// none is told two things. Nothing of it is on the command line.
func (r *resolver) schedulers() {
	t := &r.dom.Tune
	isVCPU := func(id uint64) bool { return id < r.dom.VCPU.Max.V() }
	r.scheduled(t.VCPUScheds, "vCPU", isVCPU)
	r.scheduled(t.IOThreadScheds, "iothread", r.hasIOThread)
	r.pinned(t.IOThreadPins, "iothread", r.hasIOThread)
	// Libvirt passes over pins of vCPUs that there are none of.
	r.pinned(t.VCPUPins, "vCPU", func(uint64) bool { return true })
}

func (r *resolver) hasIOThread(id uint64) bool {
	for _, t := range r.dom.IOThreads.List {
		if source.Is(t.ID, id) {
			return true
		}
	}
	return false
}

func (r *resolver) scheduled(list []domain.Sched, what string, exists func(uint64) bool) {
	seen := map[uint64]bool{}
	for _, s := range list {
		for _, id := range s.IDs.V() {
			switch {
			case seen[id]:
				r.refuse("it is left out", source.Duplicate, s.IDs.Ref(), "a scheduler is set twice for %s %d", what, id)
				return
			case !exists(id):
				r.refuse("it is left out", source.Invalid, s.IDs.Ref(), "there is no %s %d", what, id)
				return
			}
			seen[id] = true
		}
	}
}

func (r *resolver) pinned(list []domain.Pin, what string, exists func(uint64) bool) {
	seen := map[uint64]bool{}
	for _, p := range list {
		switch {
		case !p.ID.IsSet():
		case seen[p.ID.V()]:
			r.refuse("it is left out", source.Duplicate, p.ID.Ref(), "%s %d is pinned twice", what, p.ID.V())
		case !exists(p.ID.V()):
			r.refuse("it is left out", source.Invalid, p.ID.Ref(), "there is no %s %d", what, p.ID.V())
		}
		seen[p.ID.V()] = true
	}
}
