package launch

import (
	"fmt"
	"net"
	"os"

	"github.com/vishvananda/netlink"

	"github.com/qemuxml/qemuxml/internal/plan"
)

// macvtapMode is the mode that the kernel's word stands for.
func macvtapMode(word string) netlink.MacvlanMode {
	switch word {
	case "vepa":
		return netlink.MACVLAN_MODE_VEPA
	case "private":
		return netlink.MACVLAN_MODE_PRIVATE
	case "bridge":
		return netlink.MACVLAN_MODE_BRIDGE
	case "passthru":
		return netlink.MACVLAN_MODE_PASSTHRU
	}
	return netlink.MACVLAN_MODE_DEFAULT
}

// macvtapFiles makes a macvtap device and opens its queues. What an earlier start
// of the guest has left, which was killed, gives way.
func macvtapFiles(t *plan.TAP) ([]*os.File, error) {
	over, err := netlink.LinkByName(t.Over)
	if err != nil {
		return nil, fmt.Errorf("the device %s: %w", t.Over, err)
	}
	removeMacvtap(t)
	link := &netlink.Macvtap{Macvlan: netlink.Macvlan{
		LinkAttrs: netlink.LinkAttrs{Name: t.Name, ParentIndex: over.Attrs().Index}, Mode: macvtapMode(t.Mode),
	}}
	if link.HardwareAddr, err = net.ParseMAC(t.MAC); err != nil {
		return nil, err
	}
	if err := netlink.LinkAdd(link); err != nil {
		return nil, err
	}
	if err := setUp(t, link); err != nil {
		return nil, err
	}
	return openQueues(t, link)
}

// openQueues opens the device once for each queue.
func openQueues(t *plan.TAP, link netlink.Link) ([]*os.File, error) {
	var files []*os.File
	for range t.Queues {
		f, err := os.OpenFile(fmt.Sprintf("/dev/tap%d", link.Attrs().Index), os.O_RDWR, 0)
		if err != nil {
			closeAll(files)
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// removeMacvtap removes the macvtap device that was made for t, if it is there.
func removeMacvtap(t *plan.TAP) {
	if t.Over == "" {
		return
	}
	link, err := netlink.LinkByName(t.Name)
	if err == nil && link.Type() == "macvtap" && link.Attrs().HardwareAddr.String() == t.MAC {
		_ = netlink.LinkDel(link) // where it stays, the next start says that the name is taken
	}
}
