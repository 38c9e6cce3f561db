// Package bench measures the stages and the whole, next to a bare read of the
// same XML. The command report prints all of it as ratios.
package bench

import (
	"fmt"
	"strings"
)

// Guest is a domain to measure with.
type Guest struct {
	Machine                      string // pc or q35
	VirtioDisks, SCSIDisks, NICs int
}

// Big is 1 MiB of XML.
func Big() []byte { return Guest{Machine: "q35", SCSIDisks: 5050}.XML() }

const guestHead = `<domain type='kvm'>
  <name>bench</name>
  <uuid>7d0c2f0e-6ad8-4b5e-9a3e-1f9d5b1f7a05</uuid>
  <memory unit='GiB'>4</memory>
  <vcpu placement='static'>4</vcpu>
  <os>
    <type arch='x86_64' machine='%s'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <cpu mode='host-passthrough' check='none' migratable='on'/>
  <clock offset='utc'/>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
`

const guestTail = `    <controller type='usb' model='none'/>
    <memballoon model='none'/>
  </devices>
</domain>
`

// XML is g as virsh dumpxml would print it, without addresses.
func (g Guest) XML() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, guestHead, g.Machine)
	if g.SCSIDisks > 0 {
		b.WriteString("    <controller type='scsi' index='0' model='virtio-scsi'/>\n")
	}
	for i := range g.VirtioDisks {
		disk(&b, "vd"+letters(i), "virtio")
	}
	for i := range g.SCSIDisks {
		disk(&b, "sd"+letters(i), "scsi")
	}
	for i := range g.NICs {
		fmt.Fprintf(&b, "    <interface type='bridge'>\n      <mac address='52:54:00:%02x:%02x:%02x'/>\n", i>>16, i>>8&0xff, i&0xff)
		b.WriteString("      <source bridge='br0'/>\n      <model type='virtio'/>\n    </interface>\n")
	}
	b.WriteString(guestTail)
	return []byte(b.String())
}

func disk(b *strings.Builder, dev, bus string) {
	b.WriteString("    <disk type='file' device='disk'>\n      <driver name='qemu' type='qcow2' discard='unmap'/>\n")
	fmt.Fprintf(b, "      <source file='/var/lib/libvirt/images/%s.qcow2'/>\n      <target dev='%s' bus='%s'/>\n    </disk>\n", dev, dev, bus)
}

// letters counts as the names of disks do: a to z, aa to zz, ...
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('a'+(i-1)%26)) + s
	}
	return s
}
