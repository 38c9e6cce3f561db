package launch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// makeTAPs makes the TAP devices of the plan and opens what QEMU inherits of
// them. Nothing removes the devices: the kernel does, with their last descriptor,
// whoever is killed and how.
func (r *run) makeTAPs() bool {
	for i := range r.Plan.TAPs {
		t := &r.Plan.TAPs[i]
		files, err := openTAP(t)
		if err != nil {
			r.Say(tapFailed(t, err))
			return false
		}
		r.taps, r.tapFiles = append(r.taps, t), append(r.tapFiles, files...)
		if err := r.script(t.Script, t.Name); err != nil {
			r.say(source.Error, t.From, "%v", err)
			return false
		}
	}
	return true
}

// endTAPs lets the TAP devices go, which QEMU has left.
func (r *run) endTAPs() {
	for _, t := range r.taps {
		if err := r.script(t.DownScript, t.Name); err != nil {
			r.say(source.Warning, t.From, "%v", err)
		}
	}
	closeAll(r.tapFiles)
	for _, t := range r.taps {
		removeMacvtap(t)
	}
}

// script runs the program at path, if any, with the name of a TAP device. What it
// leaves running is not the guest's.
func (r *run) script(path, name string) error {
	if path == "" {
		return nil
	}
	return r.toItsEnd(&plan.Step{Kind: plan.Command, Words: []string{path, name}})
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// tapFailed says what to do about a TAP device that could not be made.
func tapFailed(t *plan.TAP, err error) source.Diag {
	d := source.Diag{Severity: source.Error, ID: source.RunFailed, Ref: t.From, Text: fmt.Sprintf("the TAP device %s: %v", t.Name, err)}
	var path *fs.PathError
	switch {
	case errors.As(err, new(netlink.LinkNotFoundError)) && t.Foreign:
		d.ID, d.Hint = source.HostMissing, "with managed='no' nobody makes it: "+strings.Join(t.Add(), " ")
	case errors.As(err, new(netlink.LinkNotFoundError)) && t.Over != "":
		d.ID, d.Hint = source.HostMissing, "name a device of this host in <source dev='NAME'/>; ip -br link lists them"
	case errors.As(err, new(netlink.LinkNotFoundError)):
		d.ID, d.Hint = source.HostMissing, "start the network that makes the bridge; or make it: ip link add "+t.Bridge+" type bridge && ip link set "+t.Bridge+" up"
	case errors.As(err, &path) && path.Path == t.Vhost:
		d.ID, d.Hint = source.HostMissing, "load the kernel module: modprobe vhost_net; or write <driver name='qemu'/>"
	case t.Over != "" && (errors.Is(err, unix.ENOENT) || errors.Is(err, unix.EOPNOTSUPP)):
		d.ID, d.Hint = source.HostMissing, "load the kernel module: modprobe macvtap"
	case errors.Is(err, unix.ENOENT), errors.Is(err, unix.ENODEV):
		d.ID, d.Hint = source.HostMissing, "load the kernel module: modprobe tun"
	case strings.Contains(err.Error(), unix.EBUSY.Error()): // the library keeps the text only
		d.Hint = "another program has it open: end that, or name another device in <target dev='NAME'/>"
	}
	return d
}

// openTAP is the descriptors of t that QEMU inherits.
func openTAP(t *plan.TAP) ([]*os.File, error) {
	files, err := deviceFiles(t)
	for i := 0; err == nil && t.Vhost != "" && i < t.Queues; i++ {
		var f *os.File
		if f, err = os.OpenFile(t.Vhost, os.O_RDWR, 0); err == nil {
			files = append(files, f)
		}
	}
	if err != nil {
		closeAll(files)
		removeMacvtap(t)
		return nil, err
	}
	return files, nil
}

// deviceFiles makes the device of t and opens its queues.
func deviceFiles(t *plan.TAP) ([]*os.File, error) {
	if len(t.Name) >= unix.IFNAMSIZ {
		return nil, fmt.Errorf("a name has at most %d bytes", unix.IFNAMSIZ-1)
	}
	if t.Over != "" {
		return macvtapFiles(t)
	}
	link, err := tapLink(t)
	if err != nil {
		return nil, err
	}
	if err := netlink.LinkAdd(link); err != nil || t.Foreign {
		return link.Fds, err
	}
	return link.Fds, setUp(t, link)
}

// tapLink is the device of t as it is to be opened. One that is there keeps its
// owner.
func tapLink(t *plan.TAP) (*netlink.Tuntap, error) {
	link := &netlink.Tuntap{
		LinkAttrs: netlink.LinkAttrs{Name: t.Name}, Mode: netlink.TUNTAP_MODE_TAP,
		Flags: netlink.TUNTAP_NO_PI | netlink.TUNTAP_VNET_HDR, Queues: t.Queues, NonPersist: true,
	}
	if t.Queues > 1 {
		link.Flags |= netlink.TUNTAP_MULTI_QUEUE
	}
	there, err := netlink.LinkByName(t.Name)
	switch old, isTAP := there.(*netlink.Tuntap); {
	case errors.As(err, new(netlink.LinkNotFoundError)) && !t.Foreign:
		return link, nil
	case err != nil:
		return nil, err
	case !isTAP || old.Mode != netlink.TUNTAP_MODE_TAP:
		return nil, fmt.Errorf("there is a device of this name, and it is no TAP device but of type %s", there.Type())
	default:
		link.Owner, link.Group = old.Owner, old.Group
	}
	return link, nil
}

// setUp gives the device its address and MTU, and puts it where it belongs.
func setUp(t *plan.TAP, link netlink.Link) error {
	if mac, err := net.ParseMAC(t.MAC); err == nil {
		if err := netlink.LinkSetHardwareAddr(link, mac); err != nil {
			return fmt.Errorf("its address %s: %w", t.MAC, err)
		}
	}
	if err := join(t, link); err != nil {
		return err
	}
	for _, text := range t.Addresses {
		a, err := netlink.ParseAddr(text)
		if err == nil {
			err = netlink.AddrReplace(link, a)
		}
		if err != nil {
			return fmt.Errorf("the address %s: %w", text, err)
		}
	}
	return netlink.LinkSetUp(link)
}

// join puts the device on its bridge, with the MTU of t, or the bridge's. That
// comes first: a bridge whose MTU nobody has set takes the smallest of its ports.
func join(t *plan.TAP, link netlink.Link) error {
	if t.Bridge == "" {
		return setMTU(link, t.MTU)
	}
	bridge, err := netlink.LinkByName(t.Bridge)
	if err != nil {
		return fmt.Errorf("the bridge %s: %w", t.Bridge, err)
	}
	if err := setMTU(link, cmp.Or(t.MTU, uint64(bridge.Attrs().MTU))); err != nil {
		return err
	}
	if err := netlink.LinkSetMaster(link, bridge); err != nil {
		return fmt.Errorf("the bridge %s does not take it: %w", t.Bridge, err)
	}
	if t.Isolated {
		return netlink.LinkSetIsolated(link, true)
	}
	return nil
}

func setMTU(link netlink.Link, mtu uint64) error {
	if mtu == 0 {
		return nil
	}
	if err := netlink.LinkSetMTU(link, int(mtu)); err != nil {
		return fmt.Errorf("an MTU of %d: %w", mtu, err)
	}
	return nil
}
