package hostcheck

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/image"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// files is a host: its files, by the paths without their first slash.
var files = fstest.MapFS{
	"srv/a.raw":        {},
	"srv/a.qcow2":      {},
	"srv/mine":         {},
	"srv/s.sock":       {Mode: fs.ModeSocket},
	"srv/dir/.x":       {},
	"srv/ro/.x":        {},
	"dev/hugepages/.x": {},
	"dev/net/tun":      {Mode: fs.ModeDevice | fs.ModeCharDevice},
	"proc/meminfo":     {Data: []byte("MemTotal: 2048000 kB\nMemAvailable: 1024000 kB\nHugepagesize: 2048 kB\n")},
	"proc/mounts":      {Data: []byte("h /dev/hugepages hugetlbfs rw,pagesize=2M 0 0\n")},
	"proc/net/tcp":     {Data: []byte("sl\n0: 0100007F:170C 00000000:0000 0A\n1: 00000000:0D3D 00000000:0000 0A\n")},
	"proc/net/udp":     {Data: []byte("sl\n0: 00000000:0045 00000000:0000 07\n")},

	"sys/devices/system/cpu/online":                           {Data: []byte("0-3\n")},
	"sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages": {Data: []byte("10\n")},
}

// headers are those of the host's images.
var headers = map[string]image.Info{
	"/srv/a.raw":   {Format: "raw"},
	"/srv/a.qcow2": {Format: "qcow2", Backing: "base"},
	"/srv/mine":    {Format: "luks"},
}

// this is that host. Nobody may write to srv/ro, nor read srv/mine.
func this() *Host {
	return &Host{
		Facts: host.Open(files, host.Decoder{}),
		Stat: func(name string) (fs.FileInfo, error) {
			return fs.Stat(files, strings.TrimPrefix(path.Clean(name), "/"))
		},
		Same: func(a, b string) bool { return path.Clean(a) == path.Clean(b) },
		May: func(name string, a Access) bool {
			return !(name == "/srv/ro" && a == ToWrite) && !(name == "/srv/mine" && a == ToRead) && a != ToRun
		},
		Program: func(name string) bool { return name == "swtpm" },
		Look: func(name string) (image.Info, error) {
			info, ok := headers[name]
			if !ok {
				return info, errors.New("not there")
			}
			return info, nil
		},
		Emulator: &qemu.Abilities{Machines: []string{"pc", "pc-q35-9.0"}, Devices: []string{"e1000", "virtio-net-pci"}, CPUs: []string{"qemu64", "power9_v2.0"}},
	}
}

// said is what is reported of a command line.
func said(t *testing.T, h *Host, line string, change func(*Guest)) string {
	t.Helper()
	l, err := cmdline.Read([]byte("q " + line))
	if err != nil {
		t.Fatal(err)
	}
	g := &Guest{Domain: &domain.Domain{}, Options: cmdline.Options(l.Args), Diag: &source.Diags{}}
	g.Paths = hostfiles.Of(hostfiles.Input{Options: g.Options, Host: h.Facts})
	change(g)
	h.Guest(g)
	var b strings.Builder
	for _, d := range g.Diag.All() {
		fmt.Fprintf(&b, "%s %s: %s\n", d.Severity, d.ID, d.Text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestCommandLine(t *testing.T) {
	for line, want := range map[string]string{
		// Paths.
		"-hda /srv/a.raw -netdev tap,script=no,downscript=no": "",
		"-kernel /srv/none -bios bios.bin":                    "warning host-missing: the file /srv/none is not there",
		"-kernel /srv/dir":                                    "warning host-access: /srv/dir is a directory, not a file",
		"-initrd /srv/mine":                                   "warning host-access: you may not read /srv/mine",
		"-fsdev local,path=/srv/a.raw":                        "warning host-access: /srv/a.raw is not a directory",
		"-fsdev local,path=/srv/ro":                           "warning host-access: you may not write to /srv/ro",
		"-fsdev local,path=/srv/ro,readonly=on":               "",
		"-accel kvm":                                          "warning host-missing: this host has no KVM",
		"-netdev bridge,helper=/srv/a.raw":                    "warning host-access: you may not run /srv/a.raw",
		"-chardev socket,path=/srv/s.sock":                    "",
		"-chardev socket,path=/srv/a.raw":                     "warning host-access: /srv/a.raw is not a socket",
		"-chardev socket,path=/srv/t.sock":                    "warning host-missing: the socket /srv/t.sock is not there",
		"-chardev socket,path=/srv/t.sock,server=on":          "",
		"-chardev socket,path=/srv/dir,server=on":             "warning host-access: /srv/dir is a directory, not a socket",
		"-chardev socket,path=/srv/ro/s,server=on":            "warning host-access: you may not make /srv/ro/s: its folder is not writable for you",
		"-chardev file,path=/none/log":                        "warning host-missing: the folder of /none/log is not there",
		"-chardev file,path=/srv/a.raw/log":                   "warning host-access: /srv/a.raw is no folder, and can't hold log",
		"-chardev file,path=/srv/new":                         "",

		// Images.
		"-drive file=/srv/a.raw,format=raw -drive file=/srv/a.qcow2": "",
		"-drive file=/srv/a.qcow2,format=raw":                        "warning image-differs: /srv/a.qcow2 looks like qcow2, but the XML says raw: the guest sees the bytes of the image file",
		"-drive file=/srv/a.raw,format=qcow2":                        "warning image-differs: /srv/a.raw looks like raw, but the XML says qcow2",
		"-drive file=/srv/a.raw,format=dmg":                          "",
		`-blockdev file,filename=/srv/a.qcow2,node-name=s -blockdev '{"driver":"qcow2","file":"s","backing":null}'`:   "warning image-differs: /srv/a.qcow2 is an overlay of base, but the XML says that it is one of nothing",
		"-blockdev qcow2,file.driver=file,file.filename=/srv/a.qcow2,backing.driver=file,backing.filename=/srv/a.raw": "warning image-differs: /srv/a.qcow2 is an overlay of /srv/base, but the XML says of /srv/a.raw",
		"-blockdev qcow2,file.driver=file,file.filename=/srv/a.qcow2,backing.driver=nbd,backing.server.type=inet":     "",

		// Ports.
		"-vnc 127.0.0.1:0":                                                 "warning port-taken: port 5900 is taken: another program listens on 127.0.0.1:5900",
		"-vnc :0,to=99 -vnc 127.0.0.2:0":                                   "",
		"-vnc none,websocket=5900":                                         "",
		"-vnc [::]:7,websocket=3389":                                       "warning port-taken: port 3389 is taken: another program listens on 0.0.0.0:3389",
		"-spice port=5900,addr=0.0.0.0":                                    "warning port-taken: port 5900 is taken: another program listens on 127.0.0.1:5900",
		"-spice tls-port=5900,addr=localhost,port=1":                       "warning port-taken: port 5900 is taken: another program listens on 127.0.0.1:5900",
		"-chardev socket,host=::1,port=5900,server=on":                     "",
		"-chardev socket,id=a,host=127.0.0.1,port=5900":                    "",
		"-chardev socket,id=a,host=127.0.0.1,port=3389,server=on":          "warning port-taken: port 3389 is taken: another program listens on 0.0.0.0:3389",
		"-chardev udp,id=a,localport=69":                                   "warning port-taken: port 69 is taken: another program listens on 0.0.0.0:69",
		"-serial tcp:127.0.0.1:5900,server,nowait":                         "warning port-taken: port 5900 is taken: another program listens on 127.0.0.1:5900",
		"-serial tcp:127.0.0.1:5900":                                       "",
		"-netdev user,hostfwd=tcp:127.0.0.1:5900-:80,hostfwd=udp::5900-:1": "warning port-taken: port 5900 is taken: another program listens on 127.0.0.1:5900",
		`-netdev '{"type":"user","hostfwd":[{"str":"tcp::3389-:3389"}]}'`:  "warning port-taken: port 3389 is taken: another program listens on 0.0.0.0:3389",

		// Huge pages.
		"-object memory-backend-file,mem-path=/dev/hugepages,size=20971520":                                                                   "",
		"-object memory-backend-file,mem-path=/dev/hugepages,size=10485760 -object memory-backend-file,mem-path=/dev/hugepages,size=0xa00001": "warning host-short: the guest needs 11 huge pages of 2048 KiB, of this host 10 are free",

		// The emulator.
		"-M pc -cpu POWER9_v2.0 -device virtio-net-pci -object unasked": "",
		"-M pc-q35-9.9": "warning needs-qemu: the emulator on this host has no machine pc-q35-9.9",
		"-cpu qemu65":   "warning needs-qemu: the emulator on this host has no CPU model qemu65",
		"-device foo":   "warning needs-qemu: the emulator on this host has no device foo",
	} {
		if got := said(t, this(), line, func(*Guest) {}); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", line, got, want)
		}
	}
}

func TestGuest(t *testing.T) {
	of := func(n uint64) source.Val[uint64] { return source.Of(n, source.Element(1)) }
	for name, c := range map[string]struct {
		line   string
		change func(*Guest)
		want   string
	}{
		"more CPUs":      {"", func(g *Guest) { g.Domain.VCPU.Max = of(5) }, "note host-short: the guest has 5 CPUs, this host 4"},
		"few at first":   {"", func(g *Guest) { g.Domain.VCPU.Max, g.Domain.VCPU.Current = of(5), of(4) }, ""},
		"more memory":    {"", func(g *Guest) { g.Domain.Memory.Total = of(4096000) }, "warning host-short: the guest has 4000 MiB of memory, this host 2000 MiB"},
		"more than free": {"", func(g *Guest) { g.Domain.Memory.Total = of(1536000) }, "note host-short: the guest has 1500 MiB of memory, of this host 1000 MiB are free"},
		"enough":         {"", func(g *Guest) { g.Domain.Memory.Total = of(1024000) }, ""},
		"said before":    {"-kernel /none", func(g *Guest) { g.Diag.Warn(source.HostMissing, source.Element(2), "the kernel is not there: /none") }, "warning host-missing: the kernel is not there: /none"},
		"made before":    {"-kernel /none -chardev file,path=/new/log", func(g *Guest) { g.Plan = &plan.Plan{Steps: []plan.Step{{Path: "/none"}, {Path: "/new"}}} }, ""},
		"served by helper": {"-chardev socket,path=/none", func(g *Guest) {
			g.Plan = &plan.Plan{Steps: []plan.Step{{Kind: plan.Daemon, Words: []string{"swtpm"}, Socket: "/none"}}}
		}, ""},
		"no helper": {"", func(g *Guest) { g.Plan = &plan.Plan{Steps: []plan.Step{{Kind: plan.Daemon, Words: []string{"passt"}}}} }, "warning host-missing: the program passt is not on this host"},
	} {
		if got := said(t, this(), c.line, c.change); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestUnknownHost holds that nothing is said of a host that can't be looked at.
func TestUnknownHost(t *testing.T) {
	line := "-M x -kernel /none -vnc :0 -drive file=/srv/a.qcow2,format=raw -object memory-backend-file,mem-path=/dev/hugepages,size=1073741824"
	if got := said(t, &Host{}, line, func(g *Guest) { g.Domain.VCPU.Max = source.Of[uint64](9999, source.Ref{}) }); got != "" {
		t.Errorf("got %s", got)
	}
}
