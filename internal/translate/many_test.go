package translate

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const manyHead = `<domain type='kvm'>
  <name>many</name>
  <uuid>7d0c2f0e-6ad8-4b5e-9a3e-1f9d5b1f7a05</uuid>
  <maxMemory slots='200' unit='GiB'>900</maxMemory>
  <memory unit='GiB'>1</memory>
  <vcpu>1</vcpu>
  <os><type %s>hvm</type></os>
  <devices>
`

// manyDevices are devices of each family; # is the number of one.
var manyDevices = []string{
	"<channel type='spicevmc'><target type='virtio' name='n#'/></channel>",
	"<serial type='pty'/>",
	"<parallel type='pty'/>",
	"<console type='pty'><target type='virtio'/></console>",
	"<memory model='virtio-mem'><target><size unit='MiB'>2</size><node>0</node><block unit='MiB'>2</block><requested unit='MiB'>0</requested><address base='0x1#00000000'/></target></memory>",
	"<memory model='dimm'><target><size unit='MiB'>128</size></target><address type='dimm' slot='#' base='0x1#00000000'/></memory>",
	"<hostdev mode='subsystem' type='pci'><source><address domain='#' bus='1' slot='2' function='0'/></source></hostdev>",
	"<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0x12'/></source></hostdev>",
	"<redirdev bus='usb' type='spicevmc'/>",
	"<input type='tablet' bus='usb'/>",
	"<input type='mouse' bus='virtio'/>",
	"<hub type='usb'/>",
	"<graphics type='vnc'/>",
	"<graphics type='spice'/>",
	"<video><model type='virtio'/></video>",
	"<sound model='ich9'/>",
	"<audio id='#' type='none'/>",
	"<audio id='#' type='none'/><sound model='ich9'><audio id='#'/></sound>",
	"<audio id='#' type='dbus'/><graphics type='dbus'><audio id='#'/></graphics>",
	"<disk type='network'><source protocol='nfs' name='/a'><host name='h'/><identity user='u#' group='g'/></source><target dev='sda#' bus='usb'/></disk>",
	"<rng model='virtio'><backend model='random'/><alias name='ua-#'/></rng>",
	"<filesystem type='mount'><source dir='/s#'/><target dir='t#'/></filesystem>",
	"<controller type='pci' index='#' model='pcie-root-port'/>",
	"<controller type='scsi' index='#' model='virtio-scsi'/>",
	"<controller type='usb' index='#' model='nec-xhci'/>",
	"<disk type='file'><source file='/d#'/><target dev='sda#' bus='usb'/></disk>",
	"<disk type='file'><source file='/d#'/><target dev='sdb' bus='scsi'/><wwn>5000c50015ea71ad</wwn><iotune><group_name>g</group_name></iotune><boot order='#'/></disk>",
	"<interface type='user'><model type='e1000'/><alias name='ua-#'/><teaming type='transient' persistent='ua-1#'/><acpi index='#'/></interface>",
	"<shmem name='s#'><model type='ivshmem-plain'/></shmem>",
	"<smartcard mode='host'/>",
	"<watchdog model='i6300esb'/>",
	"<panic model='isa'/>",
	"<tpm model='tpm-crb'><backend type='emulator'/></tpm>",
	"<crypto model='virtio' type='qemu'><backend model='builtin' queues='1'/></crypto>",
	"<lease><lockspace>a</lockspace><key>#</key><target path='/l#'/></lease>",
}

// manyBoards are what the devices are on: the <type>, and the release by its number
// in releases.
var manyBoards = []struct {
	board   string
	release uint8
}{
	{"arch='x86_64' machine='q35'", 7},
	{"arch='x86_64' machine='pc'", 1},
	{"arch='ppc64' machine='pseries'", 7},
	{"arch='s390x' machine='s390-ccw-virtio'", 7},
}

// TestManyDevices holds what a device costs among many with what it costs among
// some: nothing may be searched for one by one.
func TestManyDevices(t *testing.T) {
	const some, many = 4000, 16000
	// A collection of garbage, or another program, may fall into one of the two.
	const unfair, beneathNotice = 2.5, 500 * time.Millisecond
	for i, device := range manyDevices {
		for k, on := range manyBoards {
			libvirt := (i+k)%2 == 0
			few := timeOfMany(t, on.board, on.release, device, some, libvirt)
			all := timeOfMany(t, on.board, on.release, device, many, libvirt)
			if all > beneathNotice && float64(all) > unfair*many/some*float64(few) {
				t.Errorf("%s on %s (libvirt %t): %d take %v, %d take %v", device, on.board, libvirt, some, few, many, all)
			}
		}
	}
}

func timeOfMany(t *testing.T, board string, release uint8, device string, n int, libvirt bool) time.Duration {
	var b strings.Builder
	fmt.Fprintf(&b, manyHead, board)
	for i := range n {
		b.WriteString(strings.ReplaceAll(device, "#", fmt.Sprint(i+1)))
	}
	b.WriteString("</devices></domain>")
	start := time.Now()
	commandLine(t, []byte(b.String()), libvirt, release)
	return time.Since(start)
}
