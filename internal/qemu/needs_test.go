package qemu

import (
	"slices"
	"strings"
	"testing"
)

func TestNeeds(t *testing.T) {
	for _, c := range []struct {
		version      string
		arch         Arch
		flag, driver string
		key, value   string
		why, hint    string
	}{
		{"8.1", X86_64, "device", "virtio-sound-pci", "", "", "-device virtio-sound-pci needs QEMU 8.2 or newer", ""},
		{"8.2", X86_64, "device", "virtio-sound-pci", "", "", "", ""},
		{"9.1", X86_64, "device", "virtio-blk-pci-non-transitional", "scsi", "", "-device virtio-blk-pci-non-transitional,scsi= is gone since QEMU 9.1", ""},
		{"4.1", S390X, "device", "virtio-blk-ccw", "packed", "", "-device virtio-blk-ccw,packed= needs QEMU 4.2 or newer", ""},
		{"9.0", X86_64, "chardev", "socket", "reconnect-ms", "", "-chardev socket,reconnect-ms= needs QEMU 9.2 or newer", "write reconnect= in its place, in seconds"},
		{"10.2", X86_64, "chardev", "socket", "reconnect", "", "-chardev socket,reconnect= is gone since QEMU 10.2", "write reconnect-ms= in its place, in milliseconds"},
		{"4.2", X86_64, "drive", "", "aio", "io_uring", "-drive aio=io_uring needs QEMU 5.0 or newer", ""},
		{"4.2", X86_64, "drive", "", "aio", "native", "", ""},
		{"7.2", X86_64, "device", "pvpanic", "", "", "", ""},
		{"7.2", X86_64, "device", "usb-tablet", "bus", "", "", ""},
		{"8.1", X86_64, "smp", "", "modules", "", "-smp modules= needs QEMU 9.1 or newer", ""},
		{"8.2", AArch64, "device", "vmgenid", "", "", "-device vmgenid needs QEMU 10.1 or newer", ""},
		{"8.2", S390X, "device", "intel-iommu", "", "", "QEMU for s390x has no -device intel-iommu", ""},
	} {
		needs := target(c.version, c.arch).Needs(c.flag, c.driver)
		l, ok := needs.Param(c.key, c.value)
		if l != (Lack{c.why, c.hint}) || ok != (c.why == "") {
			t.Errorf("QEMU %s: -%s %s,%s=%s: %+v, %t; want %q", c.version, c.flag, c.driver, c.key, c.value, l, ok, c.why)
		}
	}
}

// needFlags are the switches with a table of needs.
var needFlags = []string{
	"device", "object", "chardev", "netdev", "machine", "blockdev", "drive", "accel", "audiodev", "boot", "display",
	"fsdev", "fw_cfg", "name", "numa", "sandbox", "smp", "spice", "vnc",
}

// Finding needs rests on the order of the drivers, wording them on the features.
func TestNeedsAreSortedAndKnown(t *testing.T) {
	for _, flag := range needFlags {
		table := needTable(flag)
		if len(table) == 0 || !slices.IsSortedFunc(table, func(a, b need) int { return strings.Compare(a.driver, b.driver) }) {
			t.Errorf("the needs of -%s are not there, or not sorted", flag)
		}
		for _, n := range table {
			if featureRows(n.feature) == nil {
				t.Errorf("-%s %s,%s=: no feature %q", flag, n.driver, n.key, n.feature)
			}
		}
	}
}
