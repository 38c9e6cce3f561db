package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// controllerIndexes numbers the controllers that have no index, and puts all
// into libvirt's order: the types as they first appear, each by its indexes.
// Source: virDomainAssignControllerIndexes, virDomainControllerInsert.
func (r *resolver) controllerIndexes() {
	r.usbNone()
	d := &r.dom.Devices
	for _, c := range d.Controllers {
		companionPort(c)
	}
	d.Controllers = sortControllers(d.Controllers)
	used := usedIndexes(d.Controllers)
	companions := false
	for i, c := range d.Controllers {
		if c.Index.IsSet() {
			continue
		}
		if i > 0 && isUSB2(c) {
			companions = true
			c.Index = companionIndex(d.Controllers, i)
		}
		if !c.Index.IsSet() {
			c.Index = source.Default("default: next free index", used.next(c.Type.V()))
		}
		used.add(c)
	}
	if companions {
		// What is master and what companion counts only among equal indexes.
		d.Controllers = sortControllers(d.Controllers)
	}
	r.at = d.IndexControllers()
}

// indexSet is the indexes in use by type of controller, and the lowest of each
// type that may be free.
type indexSet struct {
	taken map[string]map[uint64]bool
	low   map[string]uint64
}

func usedIndexes(controllers []*domain.Controller) indexSet {
	s := indexSet{taken: map[string]map[uint64]bool{}, low: map[string]uint64{}}
	for _, c := range controllers {
		if c.Index.IsSet() {
			s.add(c)
		}
	}
	return s
}

func (s indexSet) add(c *domain.Controller) {
	kind := c.Type.V()
	if s.taken[kind] == nil {
		s.taken[kind] = map[uint64]bool{}
	}
	s.taken[kind][c.Index.V()] = true
}

// next is the lowest index of kind that is free.
func (s indexSet) next(kind string) uint64 {
	for s.taken[kind][s.low[kind]] {
		s.low[kind]++
	}
	return s.low[kind]
}

// isUSB2 tells whether c is one of the four parts of an ICH9 USB controller,
// which share an index.
func isUSB2(c *domain.Controller) bool {
	if c.Type.V() != "usb" {
		return false
	}
	switch c.Model.V() {
	case "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3":
		return true
	}
	return false
}

// companionPort makes the UHCI parts of an ICH9 USB controller companions of its
// EHCI part, two ports each, unless the XML says so already.
func companionPort(c *domain.Controller) {
	const rule = "default: first port of an ICH9 companion"
	if c.Type.V() != "usb" {
		return
	}
	switch c.Model.V() {
	case "ich9-uhci1":
		c.Master.SetDefault(rule, 0)
	case "ich9-uhci2":
		c.Master.SetDefault(rule, 2)
	case "ich9-uhci3":
		c.Master.SetDefault(rule, 4)
	}
}

// companionIndex is the index of the USB controller before number i, where that
// is meant to be the same controller: it is a part of one too, and has no part
// like number i yet.
func companionIndex(controllers []*domain.Controller, i int) source.Val[uint64] {
	prev := i - 1
	for prev >= 0 && controllers[prev].Type.V() != "usb" {
		prev--
	}
	if prev < 0 || !isUSB2(controllers[prev]) {
		return source.Val[uint64]{}
	}
	index := controllers[prev].Index.V()
	for _, c := range controllers {
		if c.Type.V() == "usb" && c.Index.IsSet() && c.Index.V() == index && c.Model.V() == controllers[i].Model.V() {
			return source.Val[uint64]{}
		}
	}
	return source.Default("default: index of the USB controller before", index)
}

// sortControllers puts controllers into libvirt's order.
func sortControllers(controllers []*domain.Controller) []*domain.Controller {
	var kinds []string
	byKind := map[string][]*domain.Controller{}
	for _, c := range controllers {
		kind := c.Type.V()
		if _, seen := byKind[kind]; !seen {
			kinds = append(kinds, kind)
		}
		byKind[kind] = insertController(byKind[kind], c)
	}
	sorted := make([]*domain.Controller, 0, len(controllers))
	for _, kind := range kinds {
		sorted = append(sorted, byKind[kind]...)
	}
	return sorted
}

// insertController puts c into a list in libvirt's order: behind those of its
// type, but before the first of them with a greater index, and a master before
// its companions. One without an index stays behind.
func insertController(list []*domain.Controller, c *domain.Controller) []*domain.Controller {
	at, own := len(list), false
	for i := len(list) - 1; i >= 0; i-- {
		other := list[i]
		switch {
		case other.Type.V() != c.Type.V():
			if own {
				return slices.Insert(list, at, c)
			}
			continue
		case !own:
			at, own = i+1, true
		}
		if goesBefore(c, other) {
			at = i
		} else if !c.Index.IsSet() || other.Index.IsSet() && other.Index.V() < c.Index.V() {
			break
		}
	}
	return slices.Insert(list, at, c)
}

// goesBefore tells whether c belongs before other, which is of its type.
func goesBefore(c, other *domain.Controller) bool {
	if !c.Index.IsSet() || !other.Index.IsSet() {
		return false
	}
	if other.Index.V() == c.Index.V() {
		return !c.Master.IsSet() && other.Master.IsSet()
	}
	return other.Index.V() > c.Index.V()
}

// addController adds a controller that the XML doesn't have.
func (r *resolver) addController(kind string, index uint64, model source.Val[string]) *domain.Controller {
	c := impliedController(kind, index, model)
	r.dom.Devices.Controllers = insertController(r.dom.Devices.Controllers, c)
	r.at.Add(c)
	return c
}

// impliedController is a controller that the XML doesn't have.
func impliedController(kind string, index uint64, model source.Val[string]) *domain.Controller {
	rule := model.Ref()
	c := &domain.Controller{
		Device: domain.Device{Ref: rule}, Type: source.Of(kind, rule), Index: source.Of(index, rule),
	}
	if model.V() != "" {
		c.Model = model
	}
	return c
}

// ensureController adds the controller of the given type and index, by the
// named rule, unless it is there.
func (r *resolver) ensureController(kind string, index uint64, rule string) {
	if r.at.At(kind, index) == nil {
		r.addController(kind, index, source.Default(rule, ""))
	}
}
