package qemu

import (
	"slices"
	"testing"
)

func TestParseDeviceList(t *testing.T) {
	got := ParseDeviceList("Network devices:\nname \"e1000\", bus PCI, alias \"e1000-82540em\", desc \"Intel, alias \\\"x\\\"\"\nname \"ne2k_isa\", bus ISA\n\nname\n")
	if want := []string{"e1000", "e1000-82540em", "ne2k_isa"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParseAccelerators(t *testing.T) {
	for text, want := range map[string][]string{
		"Accelerators supported in QEMU binary:\ntcg\nkvm\n": {"tcg", "kvm"},
		"Possible accelerators: kvm, xen, hax, tcg\n":        nil,
		"": nil,
	} {
		if got := ParseAccelerators(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
