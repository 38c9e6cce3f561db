package resolve

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// notOfQEMU is what a guest loses by what libvirt reads for itself.
const notOfQEMU = "QEMU has no part in it"

// beside refuses what libvirt can't read of what it keeps to itself.
func (r *resolver) beside() {
	b := &r.dom.Beside
	if strings.Contains(b.Title.V(), "\n") {
		r.refuse(notOfQEMU, source.BadValue, b.Title.Ref(), "the title holds a line break").WithHint("write the title on one line")
	}
	r.again(b.PinAgain, "emulatorpin")
	r.again(b.SchedAgain, "emulatorsched")
	r.perf(b.Perf)
	for i := range b.Leases {
		r.lease(&b.Leases[i])
	}
	r.ownerMap(&b.IDMap)
}

// again refuses a second element of a name of which there is one only
// (virDomainDefTunablesParse).
func (r *resolver) again(refs []source.Ref, name string) {
	if len(refs) > 0 {
		r.refuse("the first counts", source.Duplicate, refs[0], "there is one <%s> only", name).Accounting(refs[1:]...)
	}
}

// perfEvents are the names that libvirt has for what the host can count:
// virPerfEvent.
var perfEvents = []string{
	"cmt", "mbmt", "mbml", "cache_misses", "cache_references", "instructions", "cpu_cycles", "branch_instructions", "branch_misses", "bus_cycles",
	"stalled_cycles_frontend", "stalled_cycles_backend", "ref_cpu_cycles", "cpu_clock", "task_clock", "page_faults", "cpu_migrations",
	"page_faults_min", "page_faults_maj", "alignment_faults", "emulation_faults",
}

// perf checks the events to count (virDomainPerfDefParseXML).
func (r *resolver) perf(events []domain.PerfEvent) {
	seen := map[string]bool{}
	for _, e := range events {
		r.wordOf(e.Ref, "name", e.Name, perfEvents...)
		r.wordOf(e.Ref, "enabled", e.Enabled, "yes", "no")
		if seen[e.Name.V()] {
			r.refuse(notOfQEMU, source.Duplicate, e.Name.Ref(), "the event %s is given twice", e.Name.V())
		}
		seen[e.Name.V()] = e.Name.IsSet()
	}
}

// wordOf refuses an attribute that is missing, or none of the known words.
func (r *resolver) wordOf(in source.Ref, name string, v source.Val[string], known ...string) {
	switch {
	case !v.IsSet():
		r.refuse(notOfQEMU, source.MissingValue, in, "the attribute %s is missing", name)
	case !slices.Contains(known, v.V()):
		d := r.refuse(notOfQEMU, source.UnknownValue, v.Ref(), "attribute %s: unknown value %q", name, v.V())
		if near := source.Nearest(v.V(), known); near != "" {
			d.WithHint("did you mean %q?", near)
		}
	}
}

// lease checks a lock of the lock manager (virDomainLeaseDefParseXML). Libvirt
// fails where there is no lockspace, without a word why.
func (r *resolver) lease(l *domain.Lease) {
	missing := func(what string) {
		r.refuse(notOfQEMU, source.MissingValue, l.Ref, "<lease> needs a %s", what).WithHint("write <lockspace>, <key> and <target path='...'/>")
	}
	switch {
	case !l.Key.IsSet():
		missing("<key>")
	case l.Lockspace.Node() == 0:
		missing("<lockspace>")
	case l.Target.Node() == 0:
		missing("<target>")
	case !l.Path.IsSet():
		missing("path of its <target>")
	}
	if v, ok := l.Offset.Get(); ok && !isNumber(v) {
		r.refuse(notOfQEMU, source.BadValue, l.Offset.Ref(), "attribute offset: %q is no number of bytes", v)
	}
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(s, 0, 64)
	return err == nil
}

// ownerMap checks whose files are whose in a container, which libvirt reads of
// every guest (virDomainIdmapDefParseXML).
func (r *resolver) ownerMap(m *domain.OwnerMap) {
	switch {
	case len(m.UIDs) > 0 && len(m.GIDs) == 0:
		r.refuse(notOfQEMU, source.MissingValue, m.UIDs[0].Ref, "users are mapped, and groups are not").WithHint("add a <gid>, or remove <idmap>")
	case len(m.GIDs) > 0 && len(m.UIDs) == 0:
		r.refuse(notOfQEMU, source.MissingValue, m.GIDs[0].Ref, "groups are mapped, and users are not").WithHint("add a <uid>, or remove <idmap>")
	default:
		r.ownerRanges(m.UIDs)
		r.ownerRanges(m.GIDs)
	}
}

// ownerRanges wants numbers, and one range that begins with root.
func (r *resolver) ownerRanges(list []domain.OwnerRange) {
	root := len(list) == 0
	for _, o := range list {
		root = root || o.Start.V() == "0"
		for _, v := range []source.Val[string]{o.Start, o.Target, o.Count} {
			if !isNumber(v.V()) {
				r.refuse(notOfQEMU, source.BadValue, source.First(v.Ref(), o.Ref), "the range of an <idmap> has the numbers start, target and count")
				return
			}
		}
	}
	if !root {
		r.refuse(notOfQEMU, source.Invalid, list[0].Ref, "an <idmap> must map root").WithHint("write a range with start='0'")
	}
}
