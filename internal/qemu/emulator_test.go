package qemu

import "testing"

func TestParseVersionText(t *testing.T) {
	for _, c := range []struct {
		text string
		want EmulatorFacts
		ok   bool
	}{
		{"QEMU emulator version 7.2.15 (Debian 1:7.2+dfsg-7+deb12u13)\nCopyright (c) 2003-2022 Fabrice Bellard\n", EmulatorFacts{Version: Version{7, 2, 15}, Vendor: NoVendor}, true},
		{"QEMU emulator version 10.2.50 (v10.2.0-123-gabcdef0)", EmulatorFacts{Version: Version{10, 2, 50}, Vendor: NoVendor}, true},
		{"QEMU PC emulator version 0.9.1 (kvm-72), Copyright (c) 2003-2008 Fabrice Bellard", EmulatorFacts{Version: Version{0, 9, 1}, Fork: Fork{KVM: true, Number: 72}, Vendor: NoVendor}, true},
		{"QEMU PC emulator version 0.12.1 (qemu-kvm-0.12.1.2), Copyright (c) 2003-2008 Fabrice Bellard", EmulatorFacts{Version: Version{0, 12, 1}, Fork: Fork{KVM: true}, Vendor: NoVendor}, true},
		{"QEMU PC emulator version 0.9.0, Copyright (c) 2003-2007 Fabrice Bellard\nusage: qemu [options] [disk_image]\n-no-kqemu disable KQEMU kernel module usage\n", EmulatorFacts{Version: V(0, 9), KQEMU: true, Vendor: NoVendor}, true},
		{"QEMU PC emulator version 0.11.0, Copyright (c) 2003-2008 Fabrice Bellard\n-enable-kqemu enable KQEMU kernel module usage\n", EmulatorFacts{Version: V(0, 11), KQEMU: true, Vendor: NoVendor}, true},
		{"QEMU emulator version 8.2.2 (Debian 1:8.2.2+ds-0ubuntu1.4)", EmulatorFacts{Version: Version{8, 2, 2}, Vendor: Ubuntu}, true},
		{"QEMU emulator version 9.0.0 (qemu-kvm-9.0.0-10.el9_5)", EmulatorFacts{Version: V(9, 0), Fork: Fork{KVM: true}, Vendor: RHEL}, true},
		{"qemu: could not load PC BIOS", EmulatorFacts{}, false},
		{"QEMU emulator version unknown", EmulatorFacts{}, false},
		{"", EmulatorFacts{}, false},
	} {
		if got, ok := ParseVersionText(c.text); got != c.want || ok != c.ok {
			t.Errorf("ParseVersionText(%q) = %+v, %t; want %+v", c.text, got, ok, c.want)
		}
	}
}
