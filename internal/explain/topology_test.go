package explain

import (
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/translate"
)

func explained(t *testing.T, xml string) *Model {
	t.Helper()
	tree, err := parse.Read([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	r := translate.Tree(tree, &translate.Settings{
		Profile: profile.Run, Version: qemu.V(9, 2), HostArch: qemu.X86_64, RuntimeDir: "/run/user/1000",
		Look: binaries.Lookup{Path: func(string) (string, bool) { return "", false }, Exists: func(string) bool { return true }},
	})
	if r.Diag.Errors() > 0 {
		t.Fatalf("not translated: %v", r.Diag.All())
	}
	return Make(Input{File: "in.xml", Tree: tree, Result: r})
}

// guest is a domain of the given machine with devices.
func guest(arch, machine, devices string) string {
	return "<domain type='qemu'><name>g</name><uuid>6d3a0a4c-9a5f-4a5e-8c11-5d1f2f1a0a01</uuid><memory unit='MiB'>64</memory>" +
		"<os><type arch='" + arch + "' machine='" + machine + "'>hvm</type></os><devices>" + devices + "<memballoon model='none'/></devices></domain>"
}

// outline is a topology as indented lines: title, place, alias.
func outline(boxes []*box, indent string) string {
	var s strings.Builder
	for _, b := range boxes {
		s.WriteString(indent + b.title + " | " + b.place + " | " + b.alias + "\n" + outline(b.children, indent+"  "))
	}
	return s.String()
}

func TestTopology(t *testing.T) {
	for _, c := range []struct{ name, arch, machine, devices, want string }{
		{
			"PCI bridges, disks and channels", "x86_64", "q35", `
<controller type='pci' model='pcie-root'/>
<controller type='pci' model='pcie-root-port' index='1'><address type='pci' slot='2'/></controller>
<controller type='pci' model='pcie-root-port' index='2'><address type='pci' slot='3'/></controller>
<controller type='usb' model='none'/>
<controller type='scsi' model='virtio-scsi'><address type='pci' bus='1' slot='0'/></controller>
<controller type='virtio-serial'><address type='pci' bus='2' slot='0'/></controller>
<disk type='file'><source file='/b'/><target dev='sdb' bus='scsi'/></disk>
<disk type='file'><source file='/a'/><target dev='sda' bus='scsi'/></disk>
<channel type='pty'><target type='virtio' name='org.example.0'/></channel>`,
			`pcie-root #0 |  | pcie.0
  pcie-root-port #1 | 02.0 | pci.1
    scsi virtio-scsi | 00.0 | scsi0
      disk sda | 0:0:0 | scsi0-0-0-0
      disk sdb | 0:0:1 | scsi0-0-0-1
  pcie-root-port #2 | 03.0 | pci.2
    virtio-serial | 00.0 | virtio-serial0
      channel org.example.0 | port 1 | channel0
  sata | 1f.2 | ide
machine |  | 
  watchdog itco |  | watchdog0
`,
		},
		{
			"hubs, and a console that is the serial device", "x86_64", "pc", `
<controller type='usb' model='qemu-xhci'/>
<hub type='usb'><address type='usb' bus='0' port='1'/></hub>
<input type='tablet' bus='usb'><address type='usb' bus='0' port='1.2'/></input>
<serial type='pty'/><console type='pty'/>`,
			`pci-root #0 |  | pci.0
  usb qemu-xhci | 02.0 | usb
    hub usb | port 1 | hub0
      input tablet | port 1.2 | input0
machine |  | 
  serial isa-serial |  | serial0
`,
		},
		{
			"channels of a mainframe", "s390x", "s390-ccw-virtio", `
<controller type='usb' model='none'/>
<disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/><address type='ccw' cssid='0xfe' ssid='0' devno='0x0010'/></disk>
<controller type='scsi' model='virtio-scsi'><address type='ccw' cssid='0xfe' ssid='0' devno='0x0002'/></controller>
<disk type='file'><source file='/b'/><target dev='sda' bus='scsi'/></disk>`,
			`channel subsystem |  | 
  scsi virtio-scsi | fe.0.0002 | scsi0
    disk sda | 0:0:0 | scsi0-0-0-0
  disk vda | fe.0.0010 | virtio-disk0
pci-root #0 |  | pci.0
machine |  | 
  panic s390 |  | 
`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(explained(t, guest(c.arch, c.machine, c.devices)).buses, ""); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestBoxesAreLinked holds that a box names its element and its options.
func TestBoxesAreLinked(t *testing.T) {
	m := explained(t, guest("x86_64", "pc", "<controller type='usb' model='none'/><rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"))
	rng := m.buses[0].children[len(m.buses[0].children)-1]
	var words []string
	for _, a := range rng.arguments {
		words = append(words, m.Arguments[a].Words[1])
	}
	if got := strings.Join(words, " "); !strings.Contains(got, "rng-random") || !strings.Contains(got, "virtio-rng-pci") {
		t.Errorf("the box of %s stands for %q", rng.title, got)
	}
	if i := m.index[rng.ref]; m.Items[i].Path != "/domain/devices/rng" || rng.href == "" {
		t.Errorf("the box stands for %s", m.Items[i].Path)
	}
}

// TestDrawing holds that no two boxes of a drawing touch.
func TestDrawing(t *testing.T) {
	d := draw([]*box{
		{title: "a", children: []*box{{title: "b", children: []*box{{title: "c"}, {title: "d"}}}, {title: "e"}}},
		{title: strings.Repeat("x", 99)},
	})
	taken := map[[2]int]string{}
	for _, b := range d.Boxes {
		at := [2]int{b.X, b.Y}
		if other, ok := taken[at]; ok {
			t.Errorf("%s lies on %s", b.Title, other)
		}
		taken[at] = b.Title
		if b.X+boxWidth > d.Width || b.Y+boxHeight > d.Height {
			t.Errorf("%s lies outside", b.Title)
		}
	}
	if len(taken) != 6 || len(d.Wires) != 2 {
		t.Errorf("%d boxes and %d wires", len(taken), len(d.Wires))
	}
}
