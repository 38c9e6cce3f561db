package parse

import (
	"strconv"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Roots are the top elements of the document, in order.
func (t *Tree) Roots() []int {
	var roots []int
	for n := t.nodes[0].first; n != 0; n = t.nodes[n].next {
		roots = append(roots, int(n))
	}
	return roots
}

// Pick is the element number of the domain to translate: the one called which,
// or the which-th (from 1), or where which is "", the last. Without such a
// domain it reports why to diag, and ok is false.
func Pick(t *Tree, which string, diag *source.Diags) (root int, ok bool) {
	var domains []int
	for _, n := range t.Roots() {
		if t.nodes[n].el.Tag == "domain" && t.nodes[n].ns == nsLibvirt {
			domains = append(domains, n)
			continue
		}
		wrongRoot(t, n, diag)
	}
	switch {
	case diag.Errors() > 0:
		return 0, false
	case len(domains) == 0:
		diag.Error(source.NotXML, source.Ref{}, "the input holds no element").WithHint("give the XML of a domain, as virsh dumpxml prints it")
		return 0, false
	case which == "":
		return last(domains, diag), true
	}
	return choose(t, domains, which, diag)
}

// last is the last of several domains: virt-install --print-xml prints the one
// for the installation first.
func last(domains []int, diag *source.Diags) int {
	n := domains[len(domains)-1]
	if len(domains) > 1 {
		diag.Note(source.ManyDomains, source.Element(n), "the input holds %d domains; this is the last", len(domains)).
			WithHint("choose another with --domain NAME or --domain N")
	}
	return n
}

func choose(t *Tree, domains []int, which string, diag *source.Diags) (int, bool) {
	if i, err := strconv.Atoi(which); err == nil && i >= 1 && i <= len(domains) {
		return domains[i-1], true
	}
	var names []string
	for _, n := range domains {
		c := Cursor{&reader{tree: t, diag: diag}, int32(n)}
		name := c.Child("name").Text().V()
		if name == which {
			return n, true
		}
		names = append(names, name)
	}
	d := diag.Error(source.MissingValue, source.Element(domains[0]), "the input holds no domain %q", which)
	if near := source.Nearest(which, names); near != "" {
		d.WithHint("did you mean %q?", near)
	} else {
		d.WithHint("it holds %q", names)
	}
	return 0, false
}

// rootHints say what a document is that people take for a domain.
var rootHints = map[string]string{
	"network":            "this is a libvirt network; a domain names it in <interface><source network=...>",
	"pool":               "this is a storage pool; give the XML of a domain",
	"volume":             "this is a storage volume; give the XML of a domain",
	"domainCapabilities": "this is what virsh domcapabilities prints; give the output of virsh dumpxml DOMAIN",
	"capabilities":       "this is what virsh capabilities prints; give the output of virsh dumpxml DOMAIN",
	"domainbackup":       "this describes a backup job; give the XML of a domain",
	"html":               "this is a web page; save the XML itself",
	"domstatus":          "this is the state file of a running domain; give the output of virsh dumpxml DOMAIN",
	"domainsnapshot":     "this is a snapshot; give the <domain> inside it",
	"domaincheckpoint":   "this is a checkpoint; give the <domain> inside it",
	"node":               "this is a libvirt node device; give the XML of a domain",
	"nwfilter":           "this is a network filter; give the XML of a domain",
	"filter":             "this is a network filter; give the XML of a domain",
	"secret":             "this is a libvirt secret; give the XML of a domain",
	"disk":               "this is a device; put it into <domain><devices>",
	"interface":          "this is a device or a host interface; put a device into <domain><devices>",
	"hostdev":            "this is a device; put it into <domain><devices>",
	"devices":            "this is part of a domain; give the whole <domain>",
}

// wrongRoot reports a root that is no domain.
func wrongRoot(t *Tree, n int, diag *source.Diags) {
	name := t.nodes[n].el.FullTag()
	d := diag.Error(source.WrongRoot, source.Element(n), "<%s> is no domain", name)
	switch hint := rootHints[name]; {
	case hint != "":
		d.WithHint("%s", hint)
	case t.nodes[n].el.Tag == "domain":
		d.WithHint("the element is in a namespace of its own; libvirt's <domain> is in none")
	default:
		d.WithHint("give the XML of a domain, as virsh dumpxml prints it")
	}
}
