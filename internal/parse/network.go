package parse

import (
	"fmt"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Network reads a file of /etc/libvirt/qemu/networks.
func Network(data []byte) (*domain.Network, error) {
	c, err := hostFile(data, "network")
	if err != nil {
		return nil, err
	}
	forward := c.Child("forward")
	n := &domain.Network{
		Name:        c.Child("name").Text().V(),
		Forward:     forwardMode(forward),
		Bridge:      c.Child("bridge").Str("name").V(),
		Address:     c.Child("ip").Str("address").V(),
		Devices:     forwardDevices(forward),
		VirtualPort: c.Child("virtualport").Str("type").V(),
		MTU:         c.Child("mtu").Uint("size").V(),
	}
	for g := range c.Children("portgroup") {
		n.PortGroups = append(n.PortGroups, domain.PortGroup{
			Name:        g.Str("name").V(),
			Default:     g.Str("default").V() == "yes",
			VirtualPort: g.Child("virtualport").Str("type").V(),
		})
	}
	return n, nil
}

// forwardMode is how a network reaches others: nat where <forward> doesn't say.
// Source: libvirt's formatnetwork documentation.
func forwardMode(c Cursor) string {
	if !c.Ok() {
		return ""
	}
	return c.Str("mode").Or("default: forward mode", "nat").V()
}

// forwardDevices are the host interfaces of <forward>: its <interface>s and
// <pf>, else its dev, which libvirt repeats as the first <interface>.
func forwardDevices(c Cursor) []string {
	var devices []string
	for _, name := range []string{"interface", "pf"} {
		for i := range c.Children(name) {
			if dev := i.Str("dev"); dev.IsSet() {
				devices = append(devices, dev.V())
			}
		}
	}
	if dev := c.Str("dev"); dev.IsSet() && len(devices) == 0 {
		devices = append(devices, dev.V())
	}
	return devices
}

// Pool reads a file of /etc/libvirt/storage.
func Pool(data []byte) (*domain.Pool, error) {
	c, err := hostFile(data, "pool")
	if err != nil {
		return nil, err
	}
	return &domain.Pool{
		Name:   c.Child("name").Text().V(),
		Type:   c.Str("type").V(),
		Target: c.Child("target").Child("path").Text().V(),
	}, nil
}

// hostFile stands on the root element of a host's own XML, which must be called
// name. What such a file says wrong is libvirt's to report, not ours.
func hostFile(data []byte, name string) (Cursor, error) {
	t, err := Read(data)
	if err != nil {
		return Cursor{}, err
	}
	for _, root := range t.Roots() {
		c := (&reader{tree: t, diag: &source.Diags{}}).at(int32(root))
		if c.Name() == name {
			return c, nil
		}
	}
	return Cursor{}, fmt.Errorf("no <%s> in it", name)
}
