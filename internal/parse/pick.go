package parse

import (
	"regexp"
	"strconv"
	"strings"

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
// or the which-th (from 1), or where which is "", the last. Domains may stand
// inside what libvirt wraps around them. Without such a domain it reports why to
// diag, and ok is false.
func Pick(t *Tree, which string, diag *source.Diags) (root int, ok bool) {
	var domains []int
	for _, n := range t.Roots() {
		if d := t.domainIn(n, diag); d != 0 {
			domains = append(domains, d)
		}
	}
	t.strayText(diag)
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

// domainIn is the <domain> that root n is or wraps; 0 where there is none, which
// it reports.
func (t *Tree) domainIn(n int, diag *source.Diags) int {
	node := &t.nodes[n]
	if node.ns != nsLibvirt {
		wrongRoot(t, n, diag)
		return 0
	}
	c := (&reader{tree: t, diag: diag}).at(int32(n))
	switch node.Local {
	case "domain":
		return n
	case "domstatus":
		return wrapped(c, "the state file of a running guest; its state is passed over")
	case "domainsnapshot":
		return snapshotDomain(c)
	case "domaincheckpoint":
		return wrapped(c, "a checkpoint; the domain is the one of its time")
	}
	wrongRoot(t, n, diag)
	return 0
}

// wrapped is the <domain> inside c, which is what the note says.
func wrapped(c Cursor, what string) int {
	for _, name := range []string{"domain", "inactiveDomain"} {
		if d := c.Child(name); d.Ok() {
			c.r.diag.Note(source.InputDropped, c.Ref(), "<%s> is %s", c.Name(), what)
			return int(d.n)
		}
	}
	c.r.diag.Error(source.WrongRoot, c.Ref(), "<%s> holds no <domain>", c.Name()).WithHint("give the XML of a domain, as virsh dumpxml prints it")
	return 0
}

// snapshotDomain is the domain of a snapshot. One whose disks are external has
// other images since.
func snapshotDomain(c Cursor) int {
	for disk := range c.Child("disks").Children("disk") {
		if disk.Str("snapshot").V() == "external" {
			c.r.diag.Warn(source.InputDropped, disk.Ref(), "the snapshot is external: the domain names the images from before it").
				WithHint("give virsh dumpxml DOMAIN for the guest as it is now")
			break
		}
	}
	return wrapped(c, "a snapshot; the domain is the one of its time")
}

// strayText reports text outside the roots, which other programs print around
// XML.
func (t *Tree) strayText(diag *source.Diags) {
	text := strings.TrimSpace(strings.Join(t.outside, ""))
	switch {
	case text == "":
	case regexp.MustCompile(prompt).MatchString(text):
		diag.Error(source.WrongRoot, source.Ref{}, "the input is what a shell showed: %.40q", text).
			WithHint("give the XML alone: virsh dumpxml DOMAIN > domain.xml")
	default:
		diag.Warn(source.InputDropped, source.Ref{}, "text outside the XML is passed over: %.40q", text)
	}
}

// prompt is the prompt of a shell, or of virsh, before a command.
const prompt = `(?m)^\S*[$#>] \S|^virsh # `

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
		c := (&reader{tree: t, diag: diag}).at(int32(n))
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

// rootHint says what a document is that people take for a domain; "" for one that
// it doesn't know.
func rootHint(name string) string {
	switch name {
	case "network":
		return "this is a libvirt network; a domain names it in <interface><source network=...>"
	case "pool":
		return "this is a storage pool; give the XML of a domain"
	case "volume":
		return "this is a storage volume; give the XML of a domain"
	case "domainCapabilities":
		return "this is what virsh domcapabilities prints; give the output of virsh dumpxml DOMAIN"
	case "capabilities":
		return "this is what virsh capabilities prints; give the output of virsh dumpxml DOMAIN"
	case "domainbackup":
		return "this describes a backup job; give the XML of a domain"
	case "html":
		return "this is a web page; save the XML itself"
	case "node":
		return "this is a libvirt node device; give the XML of a domain"
	case "nwfilter":
		return "this is a network filter; give the XML of a domain"
	case "filter":
		return "this is a network filter; give the XML of a domain"
	case "secret":
		return "this is a libvirt secret; give the XML of a domain"
	case "disk":
		return "this is a device; put it into <domain><devices>"
	case "interface":
		return "this is a device or a host interface; put a device into <domain><devices>"
	case "hostdev":
		return "this is a device; put it into <domain><devices>"
	case "devices":
		return "this is part of a domain; give the whole <domain>"
	}
	return ""
}

// wrongRoot reports a root that is no domain.
func wrongRoot(t *Tree, n int, diag *source.Diags) {
	name := t.nodes[n].Full()
	d := diag.Error(source.WrongRoot, source.Element(n), "<%s> is no domain", name)
	switch hint := rootHint(name); {
	case hint != "":
		d.WithHint("%s", hint)
	case t.nodes[n].Local == "domain":
		d.WithHint("the element is in a namespace of its own; libvirt's <domain> is in none")
	default:
		d.WithHint("give the XML of a domain, as virsh dumpxml prints it")
	}
}
