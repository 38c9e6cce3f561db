package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Seclabel is a <seclabel> of the domain, or of one image: how libvirt labels
// processes and files on the host. Nothing of it reaches QEMU.
type Seclabel struct {
	Ref     source.Ref
	Type    source.Val[string] // of a domain: dynamic, static or none
	Model   source.Val[string] // selinux, apparmor or dac
	Relabel source.Val[bool]
	Label   source.Val[string]
}
