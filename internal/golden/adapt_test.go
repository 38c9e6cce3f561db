package golden

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// wanted is what a domain names and QEMU must have inside.
type wanted struct {
	arch  string
	disks []string // file names
	macs  []string // lower case
}

// adapt moves a domain to this machine, so that a real QEMU can start it: disks
// become small images under dir, networks become user networks, what needs
// hardware is taken out. reason says why it can't be moved, "" where it can.
func adapt(t *testing.T, doc *etree.Document, dir string) (w wanted, reason string) {
	t.Helper()
	root := doc.Root()
	kind := root.FindElement("os/type").NotNil()
	w.arch = kind.SelectAttrValue("arch", "x86_64")
	root.CreateAttr("type", "qemu")
	if text := kind.Text(); text != "hvm" {
		kind.SetText("hvm")
	}
	for _, path := range []string{
		// KVM's own, files of another host, and hardware.
		"cpu", "features/gic", "features/hyperv", "features/kvm", "features/pvspinlock", "clock/timer", "seclabel", "resource",
		"os/kernel", "os/initrd", "os/cmdline", "os/dtb", "os/shim", "os/acpi", "os/loader", "os/nvram", "os/firmware",
		"memoryBacking", "numatune", "launchSecurity", "devices/emulator", "devices/hostdev", "devices/tpm", "devices/smartcard",
	} {
		remove(root, path)
	}
	root.FindElement("os").NotNil().RemoveAttr("firmware")
	for _, d := range root.FindElements("devices/disk") {
		if reason := adaptDisk(t, d, dir, &w); reason != "" {
			return w, reason
		}
	}
	for _, n := range root.FindElements("devices/interface") {
		if reason := adaptInterface(n, &w); reason != "" {
			return w, reason
		}
	}
	for _, g := range root.FindElements("devices/graphics[@port]") {
		g.RemoveAttr("port") // another program may have it
		g.CreateAttr("autoport", "yes")
	}
	for _, c := range root.FindElements("devices/*") {
		if reason := adaptChar(c, dir); reason != "" {
			return w, reason
		}
	}
	return w, unmovable(root)
}

// unmovable names what this machine can't stand in for.
func unmovable(root *etree.Element) string {
	for path, why := range map[string]string{
		"commandline":                      "it gives QEMU free arguments",
		"sysinfo[@type='fwcfg']":           "it names files of its host",
		"devices/filesystem":               "it shares directories of its host",
		"devices/shmem":                    "it shares memory of its host",
		"devices/vsock":                    "it needs the host's vsock",
		"devices/crypto[@type='lkcf']":     "it needs the host's crypto devices",
		"devices/memory":                   "it plugs memory in",
		"devices/video/model/acceleration": "it needs a GPU",
		"devices/input[@type='evdev']":     "it needs the host's input devices",
		"devices/input/source":             "it needs the host's input devices",
	} {
		if root.FindElement(path) != nil {
			return why
		}
	}
	return ""
}

func remove(root *etree.Element, path string) {
	for _, e := range root.FindElements(path) {
		e.Parent().RemoveChild(e)
	}
}

// adaptChar moves the files and sockets of a character device to dir.
func adaptChar(c *etree.Element, dir string) string {
	switch c.Tag {
	case "rng":
		c = c.SelectElement("backend").NotNil()
	case "pstore":
		remove(c, "path")
		c.CreateElement("path").SetText(filepath.Join(dir, "pstore"))
		return ""
	case "serial", "parallel", "console", "channel":
	default:
		return ""
	}
	if kind := c.SelectAttrValue("type", ""); kind == "dev" || kind == "pipe" {
		return "it names devices of its host"
	}
	for _, s := range c.SelectElements("source") {
		if s.SelectAttrValue("tls", "no") == "yes" {
			return "it needs certificates"
		}
		if kind := c.SelectAttrValue("type", ""); (kind == "tcp" || kind == "unix") && s.SelectAttrValue("mode", "") == "connect" {
			return "it connects to somebody"
		}
		moveFile(s, "path", dir)
	}
	for _, l := range c.SelectElements("log") {
		moveFile(l, "file", dir)
	}
	return ""
}

// moveFile puts the file that an attribute names into dir.
func moveFile(e *etree.Element, name, dir string) {
	if a := e.SelectAttr(name); a != nil {
		a.Value = filepath.Join(dir, filepath.Base(a.Value))
	}
}

// adaptDisk gives a disk an image under dir.
func adaptDisk(t *testing.T, d *etree.Element, dir string, w *wanted) string {
	t.Helper()
	source := d.SelectElement("source")
	if source == nil {
		return ""
	}
	format := d.FindElement("driver").NotNil().SelectAttrValue("type", "raw")
	if d.FindElement("encryption") != nil || source.FindElement("encryption") != nil || source.FindElement("slices") != nil || source.FindElement("dataStore") != nil || format != "raw" && format != "qcow2" {
		return "its disks are more than plain images"
	}
	if kind := d.SelectAttrValue("type", ""); kind != "file" && kind != "block" || d.SelectAttrValue("device", "disk") == "lun" {
		return "its disks are not files"
	}
	path := filepath.Join(dir, fmt.Sprintf("disk%d.img", len(w.disks)))
	if out, err := exec.Command("qemu-img", "create", "-q", "-f", format, path, "1M").CombinedOutput(); err != nil {
		return fmt.Sprintf("no image can be made: %v %s", err, out)
	}
	d.CreateAttr("type", "file")
	d.RemoveChild(source)
	d.CreateElement("source").CreateAttr("file", path)
	remove(d, "backingStore")
	w.disks = append(w.disks, path)
	return ""
}

// adaptInterface connects a NIC to QEMU's own network.
func adaptInterface(n *etree.Element, w *wanted) string {
	if kind := n.SelectAttrValue("type", ""); kind == "hostdev" || kind == "vdpa" || kind == "vhostuser" {
		return "its NICs need hardware or a helper"
	}
	n.CreateAttr("type", "user")
	for _, tag := range []string{
		"source", "target", "script", "downscript", "backend", "virtualport", "driver", "teaming", "link", "tune",
		"mtu", "vlan", "bandwidth", "filterref", "coalesce", "port", "portForward", "ip", "route",
	} {
		remove(n, tag)
	}
	if mac := n.SelectElement("mac"); mac != nil {
		w.macs = append(w.macs, strings.ToLower(mac.SelectAttrValue("address", "")))
	}
	return ""
}
