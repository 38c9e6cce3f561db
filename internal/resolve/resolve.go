// Package resolve completes a domain as libvirt does when it defines one:
// defaults, implied devices, aliases, addresses. It reads nothing but facts of
// the host and draws nothing at random; each value that it adds names the rule
// that made it.
package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Env is what a domain is resolved for.
type Env struct {
	Target  *qemu.Target
	Profile profile.Profile
	Diag    *source.Diags
	Host    *host.Facts // nil where nothing is known of the host
	// Conf is the configuration of libvirt's QEMU driver, nil where none holds.
	Conf *host.QEMUConf
	// Networks says what libvirt networks are, over what Host knows: their names
	// to user or bridge:BR.
	Networks map[string]string
	// NVRAMDir is where the run profile keeps the variables of firmware that
	// the XML gives no file; "" for libvirt's own directory.
	NVRAMDir string
}

// resolver completes one domain.
type resolver struct {
	*Env
	dom   *domain.Domain
	nodes uint64                 // how many nodes of block storage were numbered
	at    domain.ControllerIndex // the controllers as they are known so far
}

// Domain completes d in place. Whatever can't be completed is reported to
// env.Diag.
func Domain(d *domain.Domain, env *Env) {
	r := &resolver{Env: env, dom: d}
	for _, s := range steps {
		s.run(r)
	}
}

// refuse reports something that libvirt refuses and that the guest runs well
// without: the caller goes on as if it were not there, or puts something near it
// in its place. It is an error, or where the profile adapts domains, a warning,
// which ends with what is done instead.
func (r *resolver) refuse(instead string, id source.ID, ref source.Ref, format string, args ...any) *source.Diag {
	if r.Profile.Adapt {
		return r.Diag.Warn(id, ref, format+"; %s", append(args, instead)...)
	}
	return r.Diag.Error(id, ref, format, args...)
}

// passOver warns of something that libvirt does not read where it stands, and
// that has no effect there.
func (r *resolver) passOver(ref source.Ref, format string, args ...any) *source.Diag {
	return r.Diag.Warn(source.NoMeaning, ref, format+"; it is passed over", args...).Inside(ref)
}

// firstXML is the first of refs that is an item of the XML.
func firstXML(refs ...source.Ref) source.Ref {
	for _, ref := range refs {
		if ref.Node() != 0 {
			return ref
		}
	}
	return source.Ref{}
}

// step is one pass over the domain.
type step struct {
	name string
	run  func(*resolver)
}

// steps is the order in which a domain is completed. It is libvirt's: a step
// may rely on all before it.
var steps = []step{
	{"configuration", (*resolver).configuration},

	// What the machine is decides most defaults.
	{"sysinfo", (*resolver).sysinfo},
	{"identity", (*resolver).identity},
	{"generation ID", (*resolver).genID},
	{"os", (*resolver).os},
	{"machine", (*resolver).machine},
	{"features", (*resolver).features},
	{"memory", (*resolver).memory},
	{"vcpu", (*resolver).vcpu},
	{"cpu", (*resolver).cpu},
	{"clock", (*resolver).clock},
	{"events", (*resolver).events},
	{"firmware", (*resolver).firmware},
	{"security", (*resolver).security},
	{"beside", (*resolver).beside},

	{"controllers of host SCSI devices", (*resolver).namedSCSIControllers},
	// Whatever asks for a controller by its index comes after this.
	{"controller indexes", (*resolver).controllerIndexes},

	// Devices that libvirt adds to what the XML names.
	{"default devices", (*resolver).defaultDevices},

	// Each family's own defaults and rules.
	{"chardevs", (*resolver).chardevs},
	{"disks", (*resolver).disks},
	{"controllers", (*resolver).controllers},
	{"interfaces", (*resolver).interfaces},
	{"hostdevs", (*resolver).hostdevs},
	{"filesystems", (*resolver).filesystems},
	{"graphics", (*resolver).graphics},
	{"videos", (*resolver).videos},
	{"audio", (*resolver).audio},
	{"inputs", (*resolver).inputs},
	{"tpms", (*resolver).tpms},
	{"redirdevs", (*resolver).redirdevs},
	{"shmems", (*resolver).shmems},
	{"vsock", (*resolver).vsock},
	{"misc", (*resolver).misc},
	{"memory devices", (*resolver).memoryDevices},
	{"boot", (*resolver).boot},

	{"places", (*resolver).places},

	// Controllers that the devices need, then a place for everything.
	{"implied controllers", (*resolver).impliedControllers},
	{"addresses", (*resolver).addresses},
	{"aliases", (*resolver).aliases},
	{"validate", (*resolver).validate},
}
