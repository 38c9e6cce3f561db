package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The types of host devices, as libvirt names them.
const (
	HostdevUSB      = "usb"
	HostdevPCI      = "pci"
	HostdevSCSI     = "scsi"
	HostdevSCSIHost = "scsi_host"
	HostdevMdev     = "mdev"
)

// Hostdev is a device of the host that the guest drives, <hostdev>.
type Hostdev struct {
	Device
	Mode    source.Val[string] // subsystem or capabilities
	Type    source.Val[string]
	Managed source.Val[bool]

	USB      USBSource
	PCI      PCISource
	SCSI     SCSISource
	SCSIHost SCSIHostSource
	Mdev     MdevSource
	Teaming  Teaming

	ReadOnly, Shareable source.Ref // zero where not set
}

// PCISource is a PCI device of the host, for vfio.
type PCISource struct {
	Ref     source.Ref
	Address PCIAddress // the host's
	// Managed: libvirt binds the device to its driver and back again.
	Managed source.Val[bool]
	// Driver is vfio; any other is gone. DriverModel is a variant driver of the
	// host's kernel.
	Driver, DriverModel source.Val[string]
	WriteFiltering      source.Val[bool]
	Display, RAMFB      source.Val[bool]
}

// USBSource is a USB device of the host, by what it is or by where it is.
type USBSource struct {
	Ref             source.Ref
	Vendor, Product source.Val[uint64]
	Bus, Device     source.Val[uint64]
	StartupPolicy   source.Val[string] // mandatory, requisite or optional
	GuestReset      source.Val[string] // off, uninitialized or on
}

// SCSISource is a SCSI device of the host or of an iSCSI target.
type SCSISource struct {
	Ref         source.Ref
	Protocol    source.Val[string] // adapter or iscsi
	SGIO        source.Val[string] // filtered or unfiltered
	RawIO       source.Val[bool]
	Adapter     source.Val[string] // such as scsi_host0
	Bus, Target source.Val[uint64]
	Unit        source.Val[uint64]
	ISCSI       ISCSISource
	// Device is the node of an adapter's unit on the host, /dev/sgN, and Index
	// the number of the block node; resolve finds and gives them.
	Device source.Val[string]
	Index  source.Val[uint64]
}

// ISCSISource is a unit of an iSCSI target.
type ISCSISource struct {
	Name      source.Val[string] // the target's qualified name, with /LUN at its end
	Host      source.Val[string]
	Port      source.Val[uint64]
	OtherHost source.Ref // of a further <host>, zero where there is none
	Initiator source.Val[string]
	Auth      *StorageAuth
}

// SCSIHostSource is a vhost target of the host.
type SCSIHostSource struct {
	Ref      source.Ref
	Protocol source.Val[string] // vhost
	WWPN     source.Val[string]
	Model    source.Val[string] // virtio, or with its (non-)transitional variant
}

// MdevSource is a mediated device of the host.
type MdevSource struct {
	Ref   source.Ref
	Model source.Val[string] // vfio-pci, vfio-ccw or vfio-ap
	UUID  source.Val[string]
	// Display and RAMFB are for model vfio-pci.
	Display, RAMFB source.Val[bool]
}
