package domain

import "github.com/qemuxml/qemuxml/internal/source"

// OS is <os>: what boots, and on what machine.
type OS struct {
	Ref source.Ref
	// Type is the text of <type>: hvm, or an accelerator in the first proposal.
	Type          source.Val[string]
	Arch, Machine source.Val[string]
	Bootloader    source.Ref // <bootloader> of <domain>, which is Xen's

	// Firmware is bios or efi where the host's firmware descriptors decide;
	// Features are what the firmware must or must not have.
	Firmware source.Val[string]
	Features []FirmwareFeature
	Loader   Loader
	NVRAM    NVRAM

	Boot     []source.Val[string] // fd, hd, cdrom, network, in order
	BootMenu BootMenu
	SMBIOS   source.Val[string] // mode: none, emulate, host, sysinfo
	BIOS     BIOS

	// Kernel and what it is started with are given to QEMU itself, past any
	// boot loader. Shim is what starts Kernel under UEFI.
	Kernel, Initrd, Cmdline, DTB, Shim source.Val[string]
	ACPITables                         []ACPITable
}

// FirmwareFeature is a <feature> that the firmware must have, or must not.
type FirmwareFeature struct {
	Name    source.Val[string] // secure-boot, enrolled-keys
	Enabled source.Val[bool]
}

// Loader is the firmware image.
type Loader struct {
	Ref  source.Ref
	Path source.Val[string]
	Type source.Val[string] // rom, pflash
	// Format is that of the image, raw or qcow2.
	Format              source.Val[string]
	ReadOnly, Stateless source.Val[bool]
	// Secure: only code in system management mode may write the flash.
	Secure source.Val[bool]
}

// NVRAM is where the firmware keeps its variables, and the template that they
// start as.
type NVRAM struct {
	Ref                      source.Ref
	Template, TemplateFormat source.Val[string]
	// Source is of type file where the XML gives no type.
	Source StorageSource
}

// BootMenu is <bootmenu>; Timeout is in milliseconds.
type BootMenu struct {
	Enable  source.Val[bool]
	Timeout source.Val[uint64]
}

// BIOS is <bios>; RebootTimeout is in milliseconds, -1 for never.
type BIOS struct {
	UseSerial     source.Val[bool]
	RebootTimeout source.Val[int64]
}

// ACPITable is an ACPI table that the guest gets beside the machine's own.
type ACPITable struct {
	Ref  source.Ref
	Type source.Val[string] // raw, rawset, slic, msdm
	Path source.Val[string]
}
