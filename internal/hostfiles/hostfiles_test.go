package hostfiles

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/image"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// paths are the paths of a command line without its program.
func paths(t *testing.T, line string) []Path {
	t.Helper()
	l, err := cmdline.Read([]byte("q " + line))
	if err != nil {
		t.Fatal(err)
	}
	facts := host.Open(fstest.MapFS{
		"sys/kernel/iommu_groups/7/devices/0000:03:00.0/vendor": {},
		"proc/mounts":   {Data: []byte("huge /mnt/huge hugetlbfs rw 0 0\n")},
		"srv/dir/.keep": {},
	}, host.Decoder{})
	return Of(Input{Options: cmdline.Options(l.Args), Host: facts})
}

func brief(paths []Path) string {
	var b strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&b, "%s %s %s", p.Use, p.Kind, p.Name)
		if p.Image != nil && p.Image.Format != "" {
			b.WriteString(" " + p.Image.Format)
		}
		if p.Image != nil && p.Image.Chain {
			b.WriteString(" on " + p.Image.Backing)
		}
		b.WriteString("; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestPaths(t *testing.T) {
	for line, want := range map[string]string{
		"-kernel /k -initrd /i -append /not":   "reads file /k; reads file /i",
		"-S -uuid /x -name /y -smbios type=1":  "",
		"-enable-kvm":                          "writes device /dev/kvm",
		"-machine pc,accel=kvm:tcg":            "writes device /dev/kvm",
		"-accel tcg":                           "",
		"-object secret,id=a,file=/a,,b":       "reads file /a,b",
		"-object rng-random,filename=/dev/rng": "reads device /dev/rng",
		"-object tls-creds-x509,id=a,dir=/pki": "reads folder /pki",

		"-object memory-backend-file,mem-path=/dev/shm/a":                   "creates file /dev/shm/a",
		"-object memory-backend-file,mem-path=/mnt/huge/libvirt":            "writes folder /mnt/huge/libvirt",
		"-object memory-backend-file,mem-path=/srv/dir":                     "writes folder /srv/dir",
		"-object memory-backend-file,mem-path=/srv/nv,readonly=on":          "reads file /srv/nv",
		"-object memory-backend-file,mem-path=/dev/dax0.0":                  "writes device /dev/dax0.0",
		"-object sev-guest,dh-cert-file=/a":                                 "reads file /a; writes device /dev/sev",
		"-device vfio-pci,host=0000:03:00.0":                                "writes device /dev/vfio/vfio; writes device /dev/vfio/7",
		"-device vfio-pci,host=03:00.0,romfile=/r":                          "reads file /r; writes device /dev/vfio/vfio; writes device /dev/vfio/7",
		"-device vfio-pci,host=03:00.0,iommufd=a,fd=3":                      "",
		"-device usb-host,hostbus=1,hostaddr=12":                            "writes device /dev/bus/usb/001/012",
		"-device usb-host,vendorid=1":                                       "writes folder /dev/bus/usb",
		"-device usb-mtp,rootdir=/srv":                                      "reads folder /srv",
		"-device usb-mtp,rootdir=/srv,readonly=off":                         "writes folder /srv",
		"-device vhost-vsock-pci,guest-cid=3":                               "writes device /dev/vhost-vsock",
		"-device vhost-vsock-pci,guest-cid=3,vhostfd=4":                     "",
		"-device virtio-net-pci,romfile=":                                   "",
		"-netdev tap,ifname=a,script=no,downscript=no,vhost=on":             "writes device /dev/net/tun; writes device /dev/vhost-net",
		"-netdev tap,fd=3,vhost=on,vhostfd=4":                               "",
		"-netdev tap,script=/up":                                            "writes device /dev/net/tun; runs file /up",
		"-netdev bridge,br=br0,helper=/h":                                   "runs file /h",
		"-netdev stream,addr.type=unix,addr.path=/s,server=off":             "connects socket /s",
		"-netdev user,tftp=/t":                                              "reads folder /t",
		"-chardev socket,path=/s,server=on,wait=off":                        "listens socket /s",
		"-chardev socket,path=/s,server,nowait":                             "listens socket /s",
		"-chardev socket,path=/s":                                           "connects socket /s",
		"-chardev socket,path=s,abstract=on":                                "",
		"-chardev socket,host=h,port=1,logfile=/l":                          "creates file /l",
		"-chardev file,path=/f":                                             "creates file /f",
		"-chardev file,path=/dev/fdset/0":                                   "",
		"-chardev pipe,path=/p":                                             "writes file /p.in; writes file /p.out",
		"-chardev serial,path=/dev/ttyS0":                                   "writes device /dev/ttyS0",
		"-serial unix:/s,server,nowait -parallel file:/p":                   "listens socket /s; creates file /p",
		"-monitor unix:/s -qmp pipe:/p -serial /dev/ttyS1":                  "connects socket /s; writes file /p.in; writes file /p.out; writes device /dev/ttyS1",
		"-serial chardev:a -serial pty":                                     "",
		"-incoming unix:/s":                                                 "listens socket /s",
		"-vnc unix:/v,password=on":                                          "listens socket /v",
		"-vnc 127.0.0.1:1":                                                  "",
		"-spice unix=on,addr=/s":                                            "listens socket /s",
		"-spice port=1,addr=0.0.0.0,x509-dir=/x":                            "reads folder /x",
		"-display dbus,addr=unix:path=/b":                                   "connects socket /b",
		"-display egl-headless,rendernode=/dev/dri/renderD128":              "writes device /dev/dri/renderD128",
		"-fsdev local,path=/a -fsdev local,path=/b,readonly=on":             "writes folder /a; reads folder /b",
		"-tpmdev passthrough,path=/dev/tpm0,cancel-path=/sys/c":             "writes device /dev/tpm0; writes file /sys/c",
		"-audiodev oss,in.dev=/dev/dsp -audiodev alsa,out.dev=hw:0":         "writes device /dev/dsp",
		"-pidfile /p -D /d -readconfig /r -option-rom /o -fw_cfg x,file=/f": "creates file /p; creates file /d; reads file /r; reads file /o; reads file /f",

		"-hda /a -cdrom /c -fda fat:floppy:rw:/d":                                    "writes file /a; reads file /c; writes folder /d",
		"-drive file=/a,format=qcow2 -drive file=/b,readonly=on":                     "writes file /a qcow2; reads file /b",
		"-drive file=/b,media=cdrom -drive if=none -drive file=":                     "reads file /b",
		"-drive file=nbd:unix:/s:exportname=x -drive file=rbd:p/i":                   "connects socket /s",
		"-drive file=file:/a -drive file=/a:b -drive file=fat:/d":                    "writes file /a; writes file /a:b; reads folder /d",
		"-drive file.driver=file,file.filename=/a,format=raw":                        "writes file /a raw",
		"-drive file.driver=nbd,file.server.type=unix,file.server.path=/s":           "connects socket /s",
		"-usbdevice disk:format=raw:/a -usbdevice disk::/b:c":                        "writes file /a raw; writes file /b:c",
		"-blockdev driver=file,filename=/a":                                          "writes file /a raw",
		"-blockdev driver=file,filename=/a,read-only=on":                             "reads file /a raw",
		"-blockdev qcow2,file.driver=file,file.filename=/a":                          "writes file /a qcow2",
		"-blockdev vvfat,dir=/d -blockdev host_cdrom,filename=/dev/sr0,read-only=on": "reads folder /d; reads device /dev/sr0 raw",
		"-blockdev nbd,server.type=unix,server.path=/s":                              "connects socket /s",
		"-blockdev nfs,server.host=h,path=/p":                                        "",
		"-blockdev virtio-blk-vhost-vdpa,path=/dev/vhost-vdpa-0":                     "writes device /dev/vhost-vdpa-0",
		"-blockdev nvme,device=0000:03:00.0,namespace=1":                             "writes device /dev/vfio/vfio; writes device /dev/vfio/7",
		"-hda /a -cdrom /a": "writes file /a",
		"-cdrom /a -hda /a": "writes file /a",
	} {
		if got := brief(paths(t, line)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", line, got, want)
		}
	}
}

// TestGraph holds what is known of images by the nodes that lie on them.
func TestGraph(t *testing.T) {
	storage := "-blockdev file,filename=/base,node-name=s2,auto-read-only=on -blockdev file,filename=/top,node-name=s1,auto-read-only=on "
	for name, c := range map[string][2]string{
		"overlay": {
			storage + "-blockdev raw,file=s2,node-name=f2,read-only=on -blockdev qcow2,file=s1,node-name=f1,backing=f2",
			"reads file /base raw; writes file /top qcow2 on /base",
		},
		"end of a chain": {
			`-blockdev file,filename=/a,node-name=s -blockdev '{"driver":"qcow2","file":"s","backing":null}'`,
			"writes file /a qcow2 on ",
		},
		"nested": {
			`-blockdev '{"driver":"qcow2","file":{"driver":"file","filename":"/a"},"backing":{"driver":"raw","file":{"driver":"file","filename":"/b"}}}'`,
			"writes file /a qcow2 on /b; reads file /b raw",
		},
		"all read only": {
			storage + "-blockdev qcow2,file=s1,read-only=on -blockdev qcow2,file=s2",
			"writes file /base qcow2; reads file /top qcow2",
		},
		"a filter and a slice between": {
			"-blockdev file,filename=/a,node-name=s -blockdev raw,file=s,offset=1,node-name=l -blockdev qed,file=l,node-name=f -blockdev throttle,file=f,throttle-group=g",
			"writes file /a qed",
		},
		"raw with a filter": {
			"-blockdev file,filename=/a,node-name=s -blockdev raw,file=s,node-name=f -blockdev copy-on-read,file=f",
			"writes file /a raw",
		},
		"data beside the image": {
			"-blockdev file,filename=/d,node-name=d -blockdev file,filename=/a,node-name=s -blockdev qcow2,file=s,data-file=d",
			"writes file /d raw; writes file /a qcow2",
		},
		"a circle": {
			"-blockdev raw,node-name=a,file=b -blockdev raw,node-name=b,file=a -blockdev file,filename=/a,node-name=s -blockdev raw,file=s,node-name=c,backing=c",
			"writes file /a raw on /a",
		},
	} {
		if got := brief(paths(t, c[0])); got != c[1] {
			t.Errorf("%s: got %s, want %s", name, got, c[1])
		}
	}
}

func TestHelpers(t *testing.T) {
	str := func(s string) source.Val[string] { return source.Of(s, source.Ref{}) }
	d := &domain.Domain{}
	d.Devices.Filesystems = []*domain.Filesystem{
		{Driver: domain.FilesystemDriver{Type: str("virtiofs")}, Source: str("/share")},
		{Driver: domain.FilesystemDriver{Type: str("virtiofs")}, Source: str("/served"), Socket: str("/s")},
		{Driver: domain.FilesystemDriver{Type: str("path")}, Source: str("/qemus")},
	}
	d.Devices.TPMs = []*domain.TPM{
		{Backend: domain.TPMBackend{Type: str("emulator")}},
		{Backend: domain.TPMBackend{Type: str("emulator"), Emulator: domain.TPMEmulator{StateType: str("file"), StatePath: str("/state")}}},
	}
	steps := []plan.Step{
		{Kind: plan.Directory, Path: "/dir"},
		{Kind: plan.Copy, Template: "/template", Path: "/copy"},
		{Kind: plan.Daemon, Words: []string{"/usr/libexec/virtiofsd", "--shared-dir", "/share"}},
		{Kind: plan.Command, Words: []string{"swtpm_setup"}},
	}
	want := "runs file /q; creates folder /dir; reads file /template; creates file /copy; runs file /usr/libexec/virtiofsd; writes folder /share; creates file /state"
	if got := brief(Of(Input{Program: str("/q"), Domain: d, Plan: &plan.Plan{Steps: steps}})); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestWithImages holds which headers are believed.
func TestWithImages(t *testing.T) {
	headers := map[string]image.Info{
		"/top":    {Format: "qcow2", Backing: "middle", BackingFormat: "qcow2", Parts: []string{"/data"}},
		"/middle": {Format: "qcow2", Backing: "/base"},
		"/base":   {Format: "raw"},
		"/net":    {Format: "qcow2", Backing: "nbd:h:1"},
		"/loop":   {Format: "qcow2", Backing: "/loop"},
	}
	look := func(name string) (image.Info, error) {
		info, ok := headers[name]
		if !ok {
			return info, errors.New("not there")
		}
		return info, nil
	}
	for line, want := range map[string]string{
		"-drive file=/top,format=qcow2":   "writes file /top qcow2; writes file /data; reads file /middle qcow2; reads file /base",
		"-drive file=/top":                "writes file /top; writes file /data; reads file /middle qcow2; reads file /base",
		"-drive file=/top,format=raw":     "writes file /top raw",
		"-drive file=/top,format=qed":     "writes file /top qed",
		"-drive file=/net -drive file=/x": "writes file /net; writes file /x",
		"-drive file=/loop":               "writes file /loop",
		"-drive file=/top -cdrom /middle": "writes file /top; writes file /data; reads file /middle; reads file /base",
		`-blockdev file,filename=/middle,node-name=s -blockdev '{"driver":"qcow2","file":"s","backing":null}'`: "writes file /middle qcow2 on ",
	} {
		if got := brief(WithImages(paths(t, line), look)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", line, got, want)
		}
	}
}
