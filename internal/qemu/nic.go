package qemu

import "slices"

// nics are the network devices other than virtio that -device has had, in any
// release. Source: the Network devices of QEMU's -device help.
var nics = []string{
	"e1000", "e1000-82544gc", "e1000-82545em", "e1000e", "i82550", "i82551", "i82557a", "i82557b", "i82557c", "i82558a", "i82558b",
	"i82559a", "i82559b", "i82559c", "i82559er", "i82562", "i82801", "igb", "ne2k_isa", "ne2k_pci", "pcnet", "pvrdma", "rocker",
	"rtl8139", "spapr-vlan", "sungem", "sunhme", "tulip", "usb-net", "vmxnet3", "xen-net-device",
}

// NICs are the models of network devices that a release may have, virtio
// aside, in alphabetical order.
func NICs() []string { return slices.Clone(nics) }
