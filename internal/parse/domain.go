package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Domain reads the <domain> that is element root of t. What is malformed is
// reported to diag and absent from the result.
func Domain(t *Tree, root int, diag *source.Diags) *domain.Domain {
	return readDomain((&reader{tree: t, diag: diag}).at(int32(root)))
}

func readDomain(c Cursor) *domain.Domain {
	d := &domain.Domain{
		Ref:            c.Ref(),
		Type:           c.Str("type"),
		ID:             c.Int("id"),
		Name:           c.Child("name").Text(),
		UUID:           uuid(c.Child("uuid")),
		GenID:          genID(c.Child("genid")),
		Memory:         memory(c),
		VCPU:           vcpu(c),
		IOThreads:      ioThreads(c),
		OS:             os(c.Child("os")),
		CPU:            cpu(c.Child("cpu")),
		NUMA:           numa(c.Child("cpu").Child("numa")),
		NUMATune:       numaTune(c.Child("numatune")),
		Features:       features(c.Child("features")),
		Clock:          clock(c.Child("clock")),
		PM:             pm(c.Child("pm")),
		Events:         events(c),
		Sysinfo:        sysinfo(c),
		Keywrap:        keywrap(c.Child("keywrap")),
		Security:       launchSecurity(c.Child("launchSecurity")),
		Resource:       resource(c.Child("resource")),
		Tune:           tune(c),
		BlockTune:      blockTune(c.Child("blkiotune")),
		QEMU:           qemuNamespace(c),
		ThrottleGroups: each(c.Child("throttlegroups"), "throttlegroup", throttleGroup),
		Seclabels:      seclabels(c),
		Devices:        devices(c.Child("devices")),
		Beside:         beside(c),
	}
	d.OS.Bootloader = c.Child("bootloader").Ref()
	return d
}
