package argv

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// attend plans what libvirt does to a QEMU that has started, beside what
// families plan themselves.
func (b *builder) attend() {
	if !b.Profile.Attended {
		return
	}
	b.balloonSize()
	b.pins()
	b.consolePort()
	b.agentSocket()
}

// consolePort is where the guest's first serial console is found.
func (b *builder) consolePort() {
	d := &b.dom.Devices
	ports := slices.Concat(d.Serials, d.Consoles)
	if len(ports) > 0 {
		b.Plan.Console = "char" + ports[0].Alias.V()
		if source.Is(ports[0].Source.Type, domain.CharFile) {
			b.Plan.ConsoleFile = ports[0].Source.Path.V()
		}
	}
	b.Plan.Stdio = slices.ContainsFunc(slices.Concat(ports, d.Parallels, d.Channels), func(c *domain.CharDevice) bool {
		return source.Is(c.Source.Type, domain.CharStdio)
	})
}

// agentSocket is where the guest agent is spoken to.
func (b *builder) agentSocket() {
	for _, c := range b.dom.Devices.Channels {
		if source.Is(c.Target.Name, "org.qemu.guest_agent.0") && source.Is(c.Source.Type, domain.CharUNIX) {
			b.Plan.Agent = c.Source.Path.V()
			if b.Plan.Agent == "" {
				b.Plan.Agent = b.runtimeSocket(channelName(c))
			}
		}
	}
}

// balloonSize has the balloon leave the guest what <currentMemory> says.
func (b *builder) balloonSize() {
	m, balloon := &b.dom.Memory, b.dom.Devices.Memballoon
	current, ok := m.Current.Get()
	if !ok || current >= m.Total.V() || balloon == nil || balloon.Model.V() == "none" {
		return
	}
	b.tell(m.Current.Ref(), "balloon", map[string]any{"value": current * 1024})
}

// pins binds QEMU's threads to host CPUs, as <cputune> and <vcpu cpuset> say: a
// thread with no pin of its own runs on the cpuset (qemuProcessSetupPid).
func (b *builder) pins() {
	t := &b.dom.Tune
	pinned := map[uint64]bool{}
	for _, p := range t.VCPUPins {
		pinned[p.ID.V()] = true
		b.pin(plan.VCPU, p.ID.V(), p.CPUs, p.Ref)
	}
	set := b.dom.VCPU.CPUSet
	for n := uint64(0); n < b.dom.VCPU.Current.V(); n++ {
		if !pinned[n] {
			b.pin(plan.VCPU, n, set, set.Ref())
		}
	}
	clear(pinned)
	for _, p := range t.IOThreadPins {
		pinned[p.ID.V()] = true
		b.pin(plan.IOThread, p.ID.V(), p.CPUs, p.Ref)
	}
	for _, thread := range b.dom.IOThreads.List {
		if !pinned[thread.ID.V()] {
			b.pin(plan.IOThread, thread.ID.V(), set, set.Ref())
		}
	}
	b.pin(plan.Emulator, 0, b.emulatorCPUs(), b.emulatorCPUs().Ref())
}

func (b *builder) pin(thread plan.Thread, id uint64, cpus source.Val[domain.Set], from source.Ref) {
	if cpus.IsSet() {
		b.Plan.Pins = append(b.Plan.Pins, plan.Pin{From: from, Thread: thread, ID: id, CPUs: cpus.V()})
	}
}
