// Package hostfiles says which paths of the host a guest uses, and how.
//
// They are read off the finished command line, so that a path which a user has
// put there by hand counts as well; what QEMU's helpers use comes from the
// domain. Nothing is looked at: a path may not be there.
package hostfiles

import (
	"slices"
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Kind is what a path leads to.
type Kind string

// The kinds of paths.
const (
	File   Kind = "file"
	Device Kind = "device"
	Socket Kind = "socket"
	Folder Kind = "folder"
)

// Kinds are all kinds.
var Kinds = []Kind{File, Device, Socket, Folder}

// Use is what the guest does with a path.
type Use string

// The uses of paths.
const (
	Runs     Use = "runs"
	Reads    Use = "reads"
	Writes   Use = "writes"   // and reads
	Creates  Use = "creates"  // and writes; what is there already is taken or replaced
	Listens  Use = "listens"  // makes the socket
	Connects Use = "connects" // to a socket that another program has made
)

// ranks are the uses by how much they ask for: of two uses of a path, the later
// one counts.
var ranks = [...]Use{Reads, Runs, Connects, Writes, Creates, Listens}

func rank(u Use) int { return slices.Index(ranks[:], u) }

// Path is a path of the host that a guest uses.
type Path struct {
	Name string
	Kind Kind
	Use  Use
	// By is the program that uses it; "" for QEMU.
	By string
	// Image is what the path holds, for disk images.
	Image *Image
	// Of is the image that refers to this one; "" where the command line does.
	Of   string
	From []source.Ref
}

// Image is how QEMU takes the contents of a disk image.
type Image struct {
	Format string // "" where QEMU finds out
	// Chain tells whether the command line says what the image is an overlay of.
	// Where it doesn't, QEMU believes the image.
	Chain bool
	// Backing is the path of what it is an overlay of, Ends that it is of nothing.
	// Neither is set where that is on a network.
	Backing string
	Ends    bool
}

// Input is a command line, and what there is to know beside it.
type Input struct {
	Program source.Val[string]
	Options []cmdline.Option
	Domain  *domain.Domain // nil where the command line is no domain's
	Plan    *plan.Plan     // what is done around QEMU; nil for nothing
	Host    *host.Facts    // nil where nothing is known of the host
}

// Of is every path that in uses, in the order of the command line; each once.
func Of(in Input) []Path {
	l := &list{Input: in, at: map[string]int{}}
	l.add(Path{Name: in.Program.V(), Kind: File, Use: Runs, From: []source.Ref{in.Program.Ref()}})
	blocks := newGraph(in.Options)
	for i := range in.Options {
		o := &in.Options[i]
		l.table(o)
		l.blocks(o, blocks)
		l.character(o)
		l.devices(o)
	}
	l.helpers()
	return l.paths
}

// list collects paths.
type list struct {
	Input
	paths []Path
	at    map[string]int // by name
}

// add adds p. What is passed in as a descriptor has no path.
func (l *list) add(p Path) {
	if p.Name == "" || strings.HasPrefix(p.Name, "/dev/fdset/") {
		return
	}
	if p.Kind == File && isDevice(p.Name) {
		p.Kind = Device
		if p.Use == Creates {
			p.Use = Writes
		}
	}
	i, known := l.at[p.Name]
	if !known {
		l.at[p.Name] = len(l.paths)
		l.paths = append(l.paths, p)
		return
	}
	if rank(p.Use) > rank(l.paths[i].Use) {
		l.paths[i].Use, l.paths[i].Kind = p.Use, p.Kind
	}
}

// property adds the path that is the property key of o, where there is one.
func (l *list) property(o *cmdline.Option, key string, k Kind, u Use) {
	l.add(Path{Name: o.Get(key), Kind: k, Use: u, From: o.Origin(key)})
}

// implied adds a path that no property names, but that o as a whole needs.
func (l *list) implied(o *cmdline.Option, name string, k Kind, u Use) {
	l.add(Path{Name: name, Kind: k, Use: u, From: o.Origin("")})
}

// isDevice tells whether name is a device node rather than a file, by its place.
func isDevice(name string) bool {
	return strings.HasPrefix(name, "/dev/") && !strings.HasPrefix(name, "/dev/shm/") && !strings.HasPrefix(name, "/dev/hugepages")
}
