package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// spiceAgent is the port that the agent of SPICE looks for in the guest.
const spiceAgent = "com.redhat.spice.0"

// channel completes a channel: the name of SPICE's, and the socket of one that
// leaves it open.
func channel(c *domain.CharDevice) {
	s := &c.Source
	if !source.Is(c.Target.Type, "virtio") {
		return
	}
	if source.Is(s.Type, domain.CharSpiceVMC) {
		c.Target.Name.SetDefault("default: name of the SPICE agent's channel", spiceAgent)
	}
	if !source.Is(s.Type, domain.CharUNIX) {
		return
	}
	switch {
	case !s.Path.IsSet():
		s.Made = source.Rule("default: socket of a channel")
	case isMadePath(s.Path.V(), c.Target.Name.V()):
		s.Made, s.Path = s.Path.Ref(), source.Val[string]{}
	default:
		return
	}
	// Nobody else can know the path, so QEMU is the one to listen.
	s.Mode = source.Of("bind", s.Mode.Or("default: made-up socket", "bind").Ref())
}

// channelDirs are where libvirt has made the sockets of channels over time.
var channelDirs = []string{
	"/run/libvirt/qemu/channel/", "/var/run/libvirt/qemu/channel/",
	"/var/lib/libvirt/qemu/channel/target/", "/var/lib/libvirt/qemu/channel/",
}

// isMadePath tells whether path is one that libvirt made for the channel
// called name, maybe of a guest that had another name or number then: it is
// made anew at each start (qemuDomainChrDefDropDefaultPath).
func isMadePath(path, name string) bool {
	for _, dir := range channelDirs {
		rest, ok := strings.CutPrefix(path, dir)
		if !ok {
			continue
		}
		guest, ok := strings.CutSuffix(rest, name)
		if ok && name != "" && len(guest) > 1 && strings.IndexAny(guest, "/.") == len(guest)-1 {
			return true
		}
	}
	return false
}
