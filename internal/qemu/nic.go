package qemu

import "slices"

// nics are the network devices that -device has had, in any release, by the names
// that they have there. Source: the Network devices of QEMU's -device help.
var nics = []string{
	"e1000", "e1000-82544gc", "e1000-82545em", "e1000e", "i82550", "i82551", "i82557a", "i82557b", "i82557c", "i82558a", "i82558b",
	"i82559a", "i82559b", "i82559c", "i82559er", "i82562", "i82801", "igb", "ne2k_isa", "ne2k_pci", "pcnet", "pvrdma", "rocker",
	"rtl8139", "spapr-vlan", "sungem", "sunhme", "tulip", "usb-net", "virtio-net", "virtio-net-ccw", "virtio-net-device", "virtio-net-pci", "virtio-net-pci-non-transitional", "virtio-net-pci-transitional",
	"vmxnet3", "xen-net-device",
}

// NICs are the models of network devices that a release may have, in alphabetical
// order.
func NICs() []string { return slices.Clone(nics) }
