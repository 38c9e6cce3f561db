// Package domain is the typed domain: what the XML says, with libvirt's names,
// one file a device family. It decides nothing.
//
// Values are source.Val: absent unless the XML holds them, until resolve fills
// in libvirt's defaults. Sizes of memory are KiB as in libvirt; everything else
// says its unit.
package domain

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Domain is one <domain>.
type Domain struct {
	Ref source.Ref

	Type source.Val[string] // the accelerator: kvm, qemu, kqemu, hvf, ...
	ID   source.Val[int64]  // of a running domain
	Name source.Val[string]
	UUID source.Val[string] // lower case with dashes, once parsed
	// GenID is the <genid>: the UUID, "" where one is to be generated.
	GenID source.Val[string]

	Memory         Memory
	VCPU           VCPU
	IOThreads      IOThreads
	OS             OS
	CPU            CPU
	NUMA           NUMA
	NUMATune       NUMATune
	Features       Features
	Clock          Clock
	PM             PM
	Events         Events
	Sysinfo        []*Sysinfo
	Keywrap        Keywrap
	Security       LaunchSecurity
	Resource       Resource
	Tune           Tune
	BlockTune      BlockTune
	QEMU           QEMUNamespace
	ThrottleGroups []*ThrottleGroup
	Seclabels      []*Seclabel
	Devices        Devices
	Beside         Beside
}

// HostCPU tells whether the guest runs on the CPU of the host, and is not
// emulated.
func (d *Domain) HostCPU() bool { return d.Type.V() == "kvm" || d.Type.V() == "hvf" }

// Key is what tells the guest from all others: its UUID, or its name where it
// has none.
func (d *Domain) Key() string {
	if d.UUID.IsSet() {
		return d.UUID.V()
	}
	return strings.ReplaceAll(d.Name.V(), "/", "-")
}

// Events is what happens on a guest's own doing: <on_poweroff> and its like.
type Events struct {
	Poweroff, Reboot, Crash, Lockfailure source.Val[string]
}

// Resource is <resource>; AppID is the fibre channel application ID.
type Resource struct {
	Ref              source.Ref
	Partition, AppID source.Val[string]
}
