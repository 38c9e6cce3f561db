package parse

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

func netInterface(c Cursor) *domain.Interface {
	target, link := c.Child("target"), c.Child("link")
	n := &domain.Interface{
		Device:              device(c),
		Type:                c.Enum("type", domain.InterfaceTypes...),
		MAC:                 macAddress(c.Child("mac")),
		Model:               interfaceModel(c.Child("model")),
		TrustGuestRxFilters: c.YesNo("trustGuestRxFilters"),
		TargetDev:           target.Str("dev"),
		TargetManaged:       target.YesNo("managed"),
		Backend:             interfaceBackend(c.Child("backend")),
		SndBuf:              c.Child("tune").Child("sndbuf").UintText(1<<64 - 1),
		LinkState:           link.Enum("state", "up", "down"),
		MTU:                 c.Child("mtu").UintMax("size", 1<<32-1),
		Script:              c.Child("script").Str("path"),
		DownScript:          c.Child("downscript").Str("path"),
		IPs:                 interfaceIPs(c),
		Routes:              refs(c, "route"),
		PortForwards:        portForwards(c),
		CoalesceFrames:      c.Child("coalesce").Child("rx").Child("frames").UintMax("max", 1<<32-1),
		Teaming:             teaming(c.Child("teaming")),
		VirtualPort:         virtualPort(c.Child("virtualport")),
		VLAN:                vlan(c.Child("vlan")),
		Filter:              c.Child("filterref").Str("filter"),
		Isolated:            c.Child("port").YesNo("isolated"),
	}
	if !c.Str("type").IsSet() {
		n.Type = source.Default("default: interface type", domain.InterfaceUser)
	}
	n.Bandwidth, n.Floor = bandwidth(c.Child("bandwidth"))
	n.Source = interfaceSource(c.Child("source"), n.Type.V())
	n.Driver = interfaceDriver(c.Child("driver"), n)
	n.Source.HostDevice.Managed = c.YesNo("managed")
	return n
}

// interfaceModels are the models that libvirt knows by name, in whatever case
// they are written; any other word is QEMU's own.
var interfaceModels = []string{
	"netfront", "rtl8139", "virtio", "e1000", "e1000e", "igb", "virtio-transitional", "virtio-non-transitional", "usb-net",
	"spapr-vlan", "lan9118", "smc91c111", "vlance", "vmxnet", "vmxnet2", "vmxnet3", "Am79C970A", "Am79C973", "82540EM", "82545EM", "82543GC",
}

func interfaceModel(c Cursor) source.Val[string] {
	v := c.Str("type")
	if v.V() == "" {
		return source.Val[string]{}
	}
	for _, known := range interfaceModels {
		if strings.EqualFold(v.V(), known) {
			return source.Of(known, v.Ref())
		}
	}
	odd := strings.ContainsFunc(v.V(), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	})
	if odd {
		c.r.diag.Error(source.BadValue, v.Ref(), "%q can't be the model of an interface", v.V()).WithHint("a model is made of letters, digits, - and _")
		return source.Val[string]{}
	}
	return v
}

// macAddress reads an <mac> and brings its address into one form. Like libvirt,
// it takes groups of one or two digits, and no multicast address.
func macAddress(c Cursor) source.Val[string] {
	v := c.Str("address")
	if !v.IsSet() {
		return v
	}
	groups := strings.Split(v.V(), ":")
	address := make([]byte, 0, len("52:54:00:12:34:56"))
	for i, g := range groups {
		b, err := strconv.ParseUint(g, 16, 8)
		if err != nil || len(groups) != 6 || len(g) > 2 {
			c.r.diag.Error(source.BadValue, v.Ref(), "%q is no MAC address", v.V()).WithHint("write six bytes, such as 52:54:00:12:34:56")
			return source.Val[string]{}
		}
		if i == 0 && b&1 != 0 {
			c.r.diag.Error(source.Invalid, v.Ref(), "%s is a multicast address", v.V()).WithHint("an interface's own address has an even first byte, such as 52")
			return source.Val[string]{}
		}
		if i > 0 {
			address = append(address, ':')
		}
		address = hex.AppendEncode(address, []byte{byte(b)})
	}
	return source.Of(string(address), v.Ref())
}

// interfaceDriver reads the <driver> of an interface. Like libvirt, it passes
// over what only virtio devices have where the model is another.
func interfaceDriver(c Cursor, n *domain.Interface) domain.InterfaceDriver {
	if !c.Ok() {
		return domain.InterfaceDriver{}
	}
	d := domain.InterfaceDriver{Ref: c.Ref()}
	if n.Type.V() == domain.InterfaceHostdev {
		n.Source.HostDevice.Driver, n.Source.HostDevice.DriverModel = pciDriver(c)
		return d
	}
	if !n.IsVirtio() {
		return d
	}
	d.Name = c.Enum("name", "qemu", "vhost")
	d.TxMode = c.Enum("txmode", "iothread", "timer")
	d.IOEventFD, d.EventIdx = c.OnOff("ioeventfd"), c.OnOff("event_idx")
	d.Queues = c.UintMax("queues", 1<<32-1)
	d.RxQueueSize, d.TxQueueSize = c.UintMax("rx_queue_size", 1<<32-1), c.UintMax("tx_queue_size", 1<<32-1)
	d.RSS, d.RSSHashReport = c.OnOff("rss"), c.OnOff("rss_hash_report")
	d.Host, d.Guest = offloads(c.Child("host")), offloads(c.Child("guest"))
	return d
}

func offloads(c Cursor) domain.Offloads {
	return domain.Offloads{
		CSum:     c.OnOff("csum"),
		GSO:      c.OnOff("gso"),
		TSO4:     c.OnOff("tso4"),
		TSO6:     c.OnOff("tso6"),
		ECN:      c.OnOff("ecn"),
		UFO:      c.OnOff("ufo"),
		MrgRxBuf: c.OnOff("mrg_rxbuf"),
	}
}

func interfaceBackend(c Cursor) domain.InterfaceBackend {
	if !c.Ok() {
		return domain.InterfaceBackend{}
	}
	return domain.InterfaceBackend{
		Ref:      c.Ref(),
		Type:     c.Enum("type", "default", "passt"),
		Tap:      c.Str("tap"),
		Vhost:    c.Str("vhost"),
		LogFile:  c.Str("logFile"),
		Hostname: c.Str("hostname"),
		FQDN:     c.Str("fqdn"),
	}
}

func teaming(c Cursor) domain.Teaming {
	if !c.Ok() {
		return domain.Teaming{}
	}
	return domain.Teaming{Ref: c.Ref(), Type: c.Enum("type", "persistent", "transient"), Persistent: c.Str("persistent")}
}
