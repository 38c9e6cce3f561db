package hostfiles

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// node is one node of QEMU's block graph: a -blockdev, or a member of one that
// has a driver of its own.
type node struct {
	o      *cmdline.Option
	prefix string // of its keys in o, such as "file."; "" for o itself
	// users are the nodes that it is the file of, and the others that lie on it.
	users []link

	asked, quiet bool // whether readOnly was worked out, and what it is
}

// link is a node above another, and what that other is to it: file, backing,
// data-file.
type link struct {
	above *node
	as    string
}

// graph has the nodes of a command line.
type graph struct {
	nodes    []*node
	byOption map[*cmdline.Option][]*node
	byName   map[string]*node
}

// links are the members in which a node names those below it.
var links = []string{"file", "backing", "data-file", "image"}

func newGraph(opts []cmdline.Option) *graph {
	g := &graph{byOption: map[*cmdline.Option][]*node{}, byName: map[string]*node{}}
	for i := range opts {
		if o := &opts[i]; o.Flag == "blockdev" || o.Flag == "drive" {
			g.nest(o, "", nil)
		}
	}
	for _, n := range g.nodes {
		g.connect(n)
	}
	return g
}

// nest adds the node of o whose keys begin with prefix, and those inside it.
func (g *graph) nest(o *cmdline.Option, prefix string, users []link) {
	n := &node{o: o, prefix: prefix, users: users}
	g.nodes, g.byOption[o] = append(g.nodes, n), append(g.byOption[o], n)
	if name := n.get("node-name"); name != "" {
		g.byName[name] = n
	}
	for _, as := range links {
		if n.get(as+".driver") != "" {
			g.nest(o, prefix+as+".", []link{{n, as}})
		}
	}
}

// connect notes n as a user of the nodes that it names.
func (g *graph) connect(n *node) {
	for _, as := range links {
		if below := g.byName[n.get(as)]; below != nil && below != n {
			below.users = append(below.users, link{n, as})
		}
	}
}

func (n *node) get(key string) string { return n.o.Get(n.prefix + key) }

// has tells whether n has a member called key, of whatever kind.
func (n *node) has(key string) bool {
	return slices.ContainsFunc(n.o.Props, func(p cmdline.Prop) bool {
		return p.Key == n.prefix+key || strings.HasPrefix(p.Key, n.prefix+key+".")
	})
}

// maxChain is how many nodes may lie on each other: QEMU has no limit, libvirt
// refuses more than 200 images in a chain, each of at most 4 nodes.
const maxChain = 800

// readOnly tells whether nobody writes to n: it says so, or those that lie on it
// do. Nodes that lie on each other in a circle, which QEMU refuses, write.
func (n *node) readOnly() bool {
	if !n.asked {
		n.asked = true
		n.quiet = n.get("read-only") == "on" || len(n.users) > 0 && !slices.ContainsFunc(n.users, link.writes)
	}
	return n.quiet
}

// writes tells whether the node above writes to the one below.
func (l link) writes() bool { return l.as != "backing" && !l.above.readOnly() }

// filters are the drivers that pass on what lies below them.
var filters = []string{"throttle", "copy-on-read", "blkdebug", "compress", "preallocate"}

// format is the node that makes sense of the contents of n, nil where nothing
// does.
func (n *node) format() *node {
	found := (*node)(nil)
	for range maxChain {
		above := n.fileOf()
		switch {
		case above == nil:
			return found
		case !slices.Contains(filters, above.get("driver")):
			found = above
		}
		if found != nil && found.get("driver") != "raw" {
			return found
		}
		n = above
	}
	return found
}

// fileOf is the node that n is the file of.
func (n *node) fileOf() *node {
	for _, l := range n.users {
		if l.as == "file" || l.as == "image" {
			return l.above
		}
	}
	return nil
}

// below is the node that n names or holds as its as, nil where it has none.
func (g *graph) below(n *node, as string) *node {
	if named := g.byName[n.get(as)]; named != nil {
		return named
	}
	for _, inner := range g.byOption[n.o] {
		if inner.prefix == n.prefix+as+"." {
			return inner
		}
	}
	return nil
}
