package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// beside reads what no option comes of. The values stay as they are written: the
// guest runs whatever they say.
func beside(c Cursor) domain.Beside {
	idmap, tune := c.Child("idmap"), c.Child("cputune")
	b := domain.Beside{
		Title:      c.Child("title").RawText(),
		IDMap:      domain.OwnerMap{UIDs: ownerRanges(idmap, "uid"), GIDs: ownerRanges(idmap, "gid")},
		PinAgain:   second(tune, "emulatorpin", "cpuset"),
		SchedAgain: second(tune, "emulatorsched", "scheduler", "priority"),
	}
	for e := range c.Child("perf").Children("event") {
		b.Perf = append(b.Perf, domain.PerfEvent{Ref: e.Ref(), Name: e.Str("name"), Enabled: e.Str("enabled")})
	}
	for l := range c.Child("devices").Children("lease") {
		b.Leases = append(b.Leases, lease(l))
	}
	return b
}

func lease(c Cursor) domain.Lease {
	target := c.Child("target")
	return domain.Lease{
		Ref:       c.Ref(),
		Key:       c.Child("key").RawText(),
		Lockspace: c.Child("lockspace").Ref(),
		Target:    target.Ref(),
		Path:      target.Str("path"),
		Offset:    target.Str("offset"),
	}
}

func ownerRanges(c Cursor, name string) []domain.OwnerRange {
	var list []domain.OwnerRange
	for m := range c.Children(name) {
		list = append(list, domain.OwnerRange{Ref: m.Ref(), Start: m.Str("start"), Target: m.Str("target"), Count: m.Str("count")})
	}
	return list
}

// second is the second child of c called name, and its attributes called attrs.
func second(c Cursor, name string, attrs ...string) []source.Ref {
	first := c.Child(name)
	for child := range c.Children(name) {
		if child == first {
			continue
		}
		refs := []source.Ref{child.Ref()}
		for _, attr := range attrs {
			refs = append(refs, child.Str(attr).Ref())
		}
		return refs
	}
	return nil
}
