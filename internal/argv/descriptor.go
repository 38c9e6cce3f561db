package argv

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// descriptors counts what the caller passes to QEMU: open files, and the sets
// of them that stand for a path.
type descriptors struct{ fds, sets, charSets int }

// firstFD is the first descriptor after the standard ones. Which numbers libvirt
// passes depends on what else it has open; these are merely distinct.
const firstFD = 3

// fd is the number of a further passed descriptor.
func (b *builder) fd() string {
	first := firstFD
	if b.Profile.Attended {
		first = plan.FirstFD
	}
	b.passed.fds++
	return strconv.Itoa(first + b.passed.fds - 1)
}

// fdList is the numbers of n further passed descriptors, as QEMU's fds= and
// vhostfds= take them.
func (b *builder) fdList(n uint64) string {
	list := make([]string, n)
	for i := range list {
		list[i] = b.fd()
	}
	return strings.Join(list, ":")
}

// fdSet is the -add-fd that passes a descriptor under a path, and that path.
// opaque is what monitor queries show of it, such as net0-vdpa.
func (b *builder) fdSet(opaque string, from ...source.Ref) (path string, o *option.Option) {
	set := b.charFDSets() + b.passed.sets
	b.passed.sets++
	return b.addFD(set, opaque, from)
}

// charFDSet is fdSet for a file of a character device. libvirt opens those
// before everything else, so their sets come first.
func (b *builder) charFDSet(opaque string, from ...source.Ref) (path string, o *option.Option) {
	set := b.passed.charSets
	b.passed.charSets++
	return b.addFD(set, opaque, from)
}

func (b *builder) addFD(set int, opaque string, from []source.Ref) (path string, o *option.Option) {
	o = option.New("add-fd", from...).Uint("set", uint64(set), from...).Str("fd", b.fd(), from...).Str("opaque", opaque, from...)
	return fmt.Sprintf("/dev/fdset/%d", set), o
}

// charFDSets is how many sets the character devices take.
func (b *builder) charFDSets() int {
	n := 0
	for _, s := range b.dom.Devices.CharSources() {
		if source.Is(s.Type, domain.CharFile) {
			n++
		}
		if s.Log.File.IsSet() {
			n++
		}
	}
	return n
}
