package hostfiles

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

// blocks adds the paths of images.
func (l *list) blocks(o *cmdline.Option, g *graph) {
	switch o.Flag {
	case "blockdev":
		for _, n := range g.byOption[o] {
			l.node(n, g)
		}
	case "drive":
		l.drive(o, g)
	case "hda", "hdb", "hdc", "hdd", "fda", "fdb", "pflash", "mtdblock", "sd":
		l.imageWord(o, "", "", false)
	case "cdrom":
		l.imageWord(o, "", "", true)
	case "usbdevice":
		l.usbDisk(o)
	}
}

// node adds the paths that one node of the block graph opens.
func (l *list) node(n *node, g *graph) {
	switch driver := n.get("driver"); driver {
	case "file", "host_device", "host_cdrom":
		l.image(n.o, n.prefix+"filename", n.get("filename"), g.contents(n), n.readOnly())
	case "vvfat":
		use := Reads
		if n.get("rw") == "on" {
			use = Writes
		}
		l.property(n.o, n.prefix+"dir", Folder, use)
	case "virtio-blk-vhost-vdpa", "virtio-blk-vfio-pci", "nvme-io_uring":
		l.property(n.o, n.prefix+"path", File, Writes)
	case "virtio-blk-vhost-user":
		l.property(n.o, n.prefix+"path", Socket, Connects)
	case "nvme":
		l.vfio(n.o, n.get("device"))
	case "rbd":
		l.property(n.o, n.prefix+"conf", File, Reads)
	}
	l.servers(n)
}

// servers adds the sockets of servers on this host.
func (l *list) servers(n *node) {
	for _, p := range n.o.Props {
		server, ok := strings.CutSuffix(p.Key, ".path")
		if ok && strings.HasPrefix(server, n.prefix+"server") && n.o.Get(server+".type") == "unix" {
			l.property(n.o, p.Key, Socket, Connects)
		}
	}
}

// contents is how QEMU takes what the node n opens.
func (g *graph) contents(n *node) Image {
	format := n.format()
	if format == nil {
		return Image{Format: "raw"}
	}
	im := Image{Format: format.get("driver"), Chain: format.has("backing")}
	below := g.below(format, "backing")
	im.Ends = im.Chain && below == nil
	for range maxChain {
		if below == nil || im.Backing != "" {
			break
		}
		im.Backing, below = below.get("filename"), g.below(below, "file")
	}
	return im
}

// image adds a disk image in a file or device.
func (l *list) image(o *cmdline.Option, key, name string, im Image, readOnly bool) {
	use := Writes
	if readOnly {
		use = Reads
	}
	l.add(Path{Name: name, Kind: File, Use: use, Image: &im, From: o.Origin(key)})
}

// drive adds the paths of a -drive.
func (l *list) drive(o *cmdline.Option, g *graph) {
	readOnly := o.Get("readonly") == "on" || o.Get("media") == "cdrom"
	l.imageWord(o, "file", o.Get("format"), readOnly)
	for _, n := range g.byOption[o] {
		if n.prefix != "" {
			l.driveNode(n, g, readOnly)
		}
	}
}

// imageWord adds the image in a word that may begin with a protocol.
func (l *list) imageWord(o *cmdline.Option, key, format string, readOnly bool) {
	switch protocol, rest := protocolOf(o.Get(key)); protocol {
	case "", "file", "host_device", "host_cdrom":
		l.image(o, key, rest, Image{Format: format}, readOnly)
	case "fat":
		l.fat(o, key, rest)
	case "nbd":
		l.nbd(o, key, rest)
	}
}

// driveNode adds what a node inside a -drive opens; the format stands beside it.
func (l *list) driveNode(n *node, g *graph, readOnly bool) {
	if name := n.get("filename"); name != "" {
		l.image(n.o, n.prefix+"filename", name, Image{Format: n.o.Get("format")}, readOnly)
		return
	}
	l.node(n, g)
}

// protocolOf parts name from the protocol that it begins with, "" for none: QEMU
// takes what stands before a colon for one, but not after a slash
// (path_has_protocol).
func protocolOf(name string) (protocol, rest string) {
	at := strings.IndexAny(name, ":/")
	if at < 0 || name[at] == '/' {
		return "", name
	}
	return name[:at], name[at+1:]
}

// fat adds a folder that the guest sees as a disk: rw:/srv, floppy:/srv, /srv.
func (l *list) fat(o *cmdline.Option, key, rest string) {
	use := Reads
	for {
		word, after, ok := strings.Cut(rest, ":")
		if !ok || strings.Contains(word, "/") {
			break
		}
		if word == "rw" {
			use = Writes
		}
		rest = after
	}
	l.add(Path{Name: rest, Kind: Folder, Use: use, From: o.Origin(key)})
}

// nbd adds the socket of a server on this host: unix:/run/nbd.sock:exportname=a.
func (l *list) nbd(o *cmdline.Option, key, rest string) {
	if name, ok := strings.CutPrefix(rest, "unix:"); ok {
		name, _, _ = strings.Cut(name, ":exportname=")
		l.add(Path{Name: name, Kind: Socket, Use: Connects, From: o.Origin(key)})
	}
}

// usbDisk adds the image of a -usbdevice: disk:/a.img, disk:format=raw:/a.img.
func (l *list) usbDisk(o *cmdline.Option) {
	name, ok := strings.CutPrefix(o.Get(""), "disk:")
	if !ok {
		return
	}
	settings, name, _ := strings.Cut(name, ":")
	format, _ := strings.CutPrefix(settings, "format=")
	l.image(o, "", name, Image{Format: format}, false)
}
