package host_test

import (
	"errors"
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/parse"
)

func open(files map[string]string) *host.Facts {
	root := fstest.MapFS{}
	for name, text := range files {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return host.Open(root, host.Decoder{Network: parse.Network, Pool: parse.Pool})
}

func TestNetwork(t *testing.T) {
	f := open(map[string]string{
		"etc/libvirt/qemu/networks/nat.xml":   `<!-- by libvirt --><network><name>nat</name><forward/><bridge name='virbr7'/></network>`,
		"etc/libvirt/qemu/networks/lan.xml":   `<network><name>lan</name><forward mode='bridge'><interface dev='eth0'/><interface dev='eth1'/></forward><portgroup name='a'/><portgroup name='b' default='yes'><virtualport type='openvswitch'/></portgroup></network>`,
		"etc/libvirt/qemu/networks/wrong.xml": `<pool/>`,
		"etc/secret.xml":                      `<network><name>secret</name></network>`,
	})
	nat, err := f.Network("nat")
	if want := (&domain.Network{Name: "nat", Forward: "nat", Bridge: "virbr7"}); err != nil || !reflect.DeepEqual(nat, want) {
		t.Errorf("nat: %+v, %v", nat, err)
	}
	lan, err := f.Network("lan")
	if err != nil || !reflect.DeepEqual(lan.Devices, []string{"eth0", "eth1"}) || lan.PortGroup("").VirtualPort != "openvswitch" || lan.PortGroup("c") != nil {
		t.Errorf("lan: %+v, %v", lan, err)
	}
	if _, err := f.Network("wrong"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file of another kind: %v", err)
	}
	for _, name := range []string{"none", "", "../../../secret", "a/b"} {
		if _, err := f.Network(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestVolume(t *testing.T) {
	f := open(map[string]string{
		"etc/libvirt/storage/images.xml": `<pool type='dir'><name>images</name><target><path>/srv/images</path></target></pool>`,
		"etc/libvirt/storage/vg.xml":     `<pool type='logical'><name>vg</name><target><path>/dev/vg</path></target></pool>`,
		"etc/libvirt/storage/ceph.xml":   `<pool type='rbd'><name>ceph</name></pool>`,
	})
	for _, c := range []struct {
		pool, volume string
		want         host.Volume
		ok           bool
	}{
		{"images", "a.qcow2", host.Volume{Path: "/srv/images/a.qcow2"}, true},
		{"vg", "root", host.Volume{Path: "/dev/vg/root", Block: true}, true},
		{"ceph", "a", host.Volume{}, false},
		{"none", "a", host.Volume{}, false},
		{"images", "../a", host.Volume{}, false},
	} {
		got, err := f.Volume(c.pool, c.volume)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("%s/%s: %+v, %v", c.pool, c.volume, got, err)
		}
	}
}

const gpu = `{"description": "a", "type": "gpu", "binary": "/usr/libexec/gpu"}`

func TestVhostUserMerge(t *testing.T) {
	f := open(map[string]string{
		"usr/share/qemu/vhost-user/10-a.json": `{"type": "gpu", "binary": "/masked"}`,
		"etc/qemu/vhost-user/10-a.json":       "",
		"usr/share/qemu/vhost-user/30-c.json": gpu,
		"usr/share/qemu/vhost-user/20-b.json": `{"type": "gpu", "binary": "/replaced"}`,
		"etc/qemu/vhost-user/20-b.json":       `{"type": "fs", "binary": "/usr/libexec/virtiofsd"}`,
		"etc/qemu/vhost-user/40-d.json":       `{"type": 1}`,
		"etc/qemu/vhost-user/.hidden":         gpu,
	})
	list, skipped := f.VhostUser()
	want := []host.VhostUser{
		{Path: "/etc/qemu/vhost-user/20-b.json", Type: "fs", Binary: "/usr/libexec/virtiofsd"},
		{Path: "/usr/share/qemu/vhost-user/30-c.json", Type: "gpu", Binary: "/usr/libexec/gpu"},
	}
	if !reflect.DeepEqual(list, want) {
		t.Errorf("got %+v", list)
	}
	if len(skipped) != 1 || skipped[0].Path != "/etc/qemu/vhost-user/40-d.json" {
		t.Errorf("skipped %+v", skipped)
	}
}

func TestFirmware(t *testing.T) {
	const targets = `"targets": [{"architecture": "x86_64", "machines": ["pc-q35-*"]}], "features": ["new-one"]`
	for _, c := range []struct {
		text, mode string
		ok         bool
	}{
		{`{"interface-types": ["uefi"], "mapping": {"device": "flash", "executable": {"filename": "/c", "format": "raw"}, "nvram-template": {"filename": "/v", "format": "raw"}}, ` + targets + `}`, "split", true},
		{`{"interface-types": ["uefi"], "mapping": {"device": "flash", "mode": "stateless", "executable": {"filename": "/c", "format": "raw"}}, ` + targets + `}`, "stateless", true},
		{`{"interface-types": ["uefi"], "mapping": {"device": "flash", "executable": {"filename": "/c", "format": "raw"}}, ` + targets + `}`, "", false},
		{`{"interface-types": ["bios"], "mapping": {"device": "memory", "filename": "/b"}, ` + targets + `}`, "", true},
		{`{"interface-types": ["bios"], "mapping": {"device": "memory"}, ` + targets + `}`, "", false},
		{`{"interface-types": ["dos"], "mapping": {"device": "memory", "filename": "/b"}, ` + targets + `}`, "", false},
		{`{"interface-types": ["bios"], "mapping": {"device": "igvm", "filename": "/b"}, ` + targets + `}`, "", false},
		{`{"interface-types": ["bios"], "mapping": {"device": "memory", "filename": "/b"}, "targets": []}`, "", false},
		{`../30-other.json`, "", false},
	} {
		list, skipped := open(map[string]string{"usr/share/qemu/firmware/50.json": c.text}).Firmware()
		if ok := len(list) == 1 && len(skipped) == 0; ok != c.ok || ok && list[0].Mode != c.mode {
			t.Errorf("%s: %+v, skipped %+v", c.text, list, skipped)
		}
	}
}

func TestHugePages(t *testing.T) {
	f := open(map[string]string{
		"proc/mounts":  "proc /proc proc rw 0 0\nhugetlbfs /dev/huge\\040pages hugetlbfs rw,pagesize=1024M 0 0\nnone /dev/hugepages hugetlbfs rw 0 0\n",
		"proc/meminfo": "MemTotal: 1 kB\nHugepagesize:       16384 kB\n",
	})
	want := &host.HugePages{Default: 16384, Mounts: []host.HugePageMount{{Path: "/dev/huge pages", Size: 1 << 20}, {Path: "/dev/hugepages", Size: 16384}}}
	if got := f.HugePages(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if got := open(nil).HugePages(); got.Default != 2048 || len(got.Mounts) != 0 {
		t.Errorf("without /proc: %+v", got)
	}
}

func TestListens(t *testing.T) {
	const head = "  sl  local_address rem_address   st tx_queue rx_queue\n"
	f := open(map[string]string{
		"proc/net/tcp":  head + "   0: 0100007F:170C 00000000:0000 0A 00000000:00000000\n   1: 0100007F:170D 0100007F:170C 01 0:0\n   2:\n",
		"proc/net/tcp6": head + "   0: 00000000000000000000000000000000:170E 00000000000000000000000000000000:0000 0A 0:0\n",
	})
	for port, want := range map[uint64]bool{5900: true, 5901: false, 5902: true, 0: false} {
		if got := f.Listens(port); got != want {
			t.Errorf("port %d: %v", port, got)
		}
	}
	if open(nil).Listens(5900) {
		t.Error("without /proc")
	}
}

func TestExists(t *testing.T) {
	f := open(map[string]string{"srv/a/b": ""})
	for name, want := range map[string]bool{"/srv/a/b": true, "/srv//a/../a": true, "/srv/c": false, "srv/a": false, "": false, "/": true} {
		if got := f.Exists(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	if !f.IsDir("/srv/a") || f.IsDir("/srv/a/b") {
		t.Error("IsDir")
	}
}

func TestNothingKnown(t *testing.T) {
	var f *host.Facts
	if _, err := f.Network("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := f.Volume("a", "b"); err == nil {
		t.Error("a volume from nowhere")
	}
	if list, _ := f.Firmware(); list != nil || f.Exists("/") || f.Listens(22) || f.HugePages().Default == 0 {
		t.Error("a nil host knows something")
	}
}

func TestSCSIGeneric(t *testing.T) {
	f := open(map[string]string{"sys/bus/scsi/devices/2:0:1:3/scsi_generic/sg4/dev": "21:4"})
	if node, ok := f.SCSIGeneric("scsi_host2", 0, 1, 3); !ok || node != "/dev/sg4" {
		t.Errorf("got %q, %v", node, ok)
	}
	for _, adapter := range []string{"scsi_host3", "host2", "scsi_host../2", ""} {
		if node, ok := f.SCSIGeneric(adapter, 0, 1, 3); ok {
			t.Errorf("%q: got %q", adapter, node)
		}
	}
}
