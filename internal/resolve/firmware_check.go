package resolve

import (
	"slices"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
)

// rule is something that must not be: broken tells that it is. Text and hint
// are for the user.
type rule struct {
	broken     bool
	ref        source.Ref
	text, hint string
}

// holds reports the first broken rule, and tells whether there was none.
func (r *resolver) holds(rules ...rule) bool {
	for _, rule := range rules {
		if rule.broken {
			r.Diag.Error(source.Invalid, rule.ref, "%s", rule.text).WithHint("%s", rule.hint)
			return false
		}
	}
	return true
}

// checkFirmwareRequest tells whether what the XML asks of its firmware can be.
// Source: libvirt's virDomainDefOSValidate.
func (r *resolver) checkFirmwareRequest() bool {
	os := &r.dom.OS
	l, n, auto := &os.Loader, &os.NVRAM, os.Firmware.IsSet()
	nvram := !n.Ref.IsZero()
	stateless, writable := source.Is(l.Stateless, true), source.Is(l.ReadOnly, false)
	return r.checkKeys() && r.holds(
		rule{!auto && r.Profile.NewDomain && len(os.Features) > 0, r.firstFeature(), "the firmware with these features is not to be selected", "set firmware='efi' on <os>, or remove <firmware>"},
		rule{source.Is(os.Firmware, "bios") && nvram, n.Ref, "a BIOS has no nvram", "remove <nvram>"},
		rule{n.Source.Type.IsSet() && !hasPlace(&n.Source), n.Ref, "nvram with a type needs a <source>", "add <source>, or name the file as the text of <nvram>"},
		rule{!auto && !l.Path.IsSet() && (nvram || !l.Ref.IsZero()), source.First(l.Ref, n.Ref), "no loader path, and the firmware is not to be selected either", "name the image in <loader>, or set firmware on <os>"},
		rule{writable && n.Template.IsSet(), n.Template.Ref(), "a writable loader takes no nvram template", "remove the template, or set readonly='yes' on <loader>"},
		rule{writable && nvram, n.Ref, "a writable loader takes no nvram", "remove <nvram>, or set readonly='yes' on <loader>"},
		rule{stateless && n.Template.IsSet(), n.Template.Ref(), "a stateless loader takes no nvram template", "remove the template, or stateless='yes'"},
		rule{stateless && nvram, n.Ref, "a stateless loader takes no nvram", "remove <nvram>, or stateless='yes'"},
		rule{source.Is(l.Stateless, false) && !auto && !source.Is(l.Type, "pflash"), l.Stateless.Ref(), "only a loader in flash keeps state", "use type='pflash', or remove stateless='no'"},
		rule{source.Is(l.Stateless, false) && source.Is(os.Firmware, "bios"), l.Stateless.Ref(), "only EFI firmware keeps state", "use firmware='efi', or remove stateless='no'"},
	) && r.checkFormats(l.Format, n.Source.Format, n.TemplateFormat)
}

// firstFeature is where the first feature of the firmware is asked for.
func (r *resolver) firstFeature() source.Ref {
	if len(r.dom.OS.Features) == 0 {
		return source.Ref{}
	}
	return r.dom.OS.Features[0].Name.Ref()
}

// checkKeys refuses keys for a secure boot that is off. Without it nobody looks at
// them, so that a guest runs as well without.
func (r *resolver) checkKeys() bool {
	os, keys, boot := &r.dom.OS, r.featureAsked("enrolled-keys"), r.featureAsked("secure-boot")
	if !os.Firmware.IsSet() || !source.Is(keys, true) || !source.Is(boot, false) {
		return true
	}
	said := r.refuse("the firmware is one without", source.Invalid, keys.Ref(), "enrolled keys need secure boot, which is off").
		WithHint("enable the feature secure-boot too").Accounting(boot.Ref())
	os.Features = slices.DeleteFunc(os.Features, func(f domain.FirmwareFeature) bool {
		isKeys := source.Is(f.Name, "enrolled-keys")
		if isKeys {
			said.Accounting(f.Name.Ref())
		}
		return isKeys
	})
	return r.Profile.Adapt
}

// checkFormats tells whether flash may hold images of the given formats.
func (r *resolver) checkFormats(formats ...source.Val[string]) bool {
	for _, f := range formats {
		if f.IsSet() && !knownFormat(f.V()) {
			r.Diag.Error(source.UnknownValue, f.Ref(), "unsupported format %q of firmware", f.V()).WithHint("known values: raw, qcow2")
			return false
		}
	}
	return true
}

// checkFirmware tells whether the firmware and the machine go together.
// Source: libvirt's qemuValidateDomainDef and qemuValidateDomainDefBoot.
func (r *resolver) checkFirmware() bool {
	os := &r.dom.OS
	flash, secure := source.Is(os.Loader.Type, "pflash"), source.Is(os.Loader.Secure, true)
	efi := flash || source.Is(os.Firmware, "efi")
	acpi, arch := r.dom.Features.ACPI, r.Target.Arch
	if !efi && arch == qemu.AArch64 && acpi.V() {
		r.refuse("the guest will not find its tables", source.Invalid, acpi.Ref(), "ACPI needs UEFI on this architecture").WithHint("remove <acpi/>, or set firmware='efi' on <os>")
	}
	return r.holds(
		rule{efi && arch.IsX86() && !acpi.V(), source.First(os.Firmware.Ref(), os.Loader.Ref), "UEFI needs ACPI on this architecture", "add <acpi/> to <features>"},
		rule{secure && !qemu.IsQ35(os.Machine.V(), arch), os.Loader.Secure.Ref(), "secure boot needs a q35 machine", "use machine='q35'"},
		rule{secure && arch != qemu.X86_64, os.Loader.Secure.Ref(), "secure boot is for x86_64 only", "remove secure='yes'"},
		rule{secure && !source.Is(r.dom.Features.SMM.State, true), os.Loader.Secure.Ref(), "secure boot needs system management mode", "add <smm state='on'/> to <features>"},
	)
}

// checkNVRAMSource refuses what QEMU can't keep variables in.
// Source: libvirt's qemuValidateDomainDefNvram.
func (r *resolver) checkNVRAMSource(s *domain.StorageSource) {
	if s.Slice != nil {
		r.Diag.Error(source.Invalid, s.Slice.Ref, "nvram can't be a slice of an image").WithHint("give it a file of its own")
	}
	if s.Reservations != nil {
		r.Diag.Error(source.Invalid, s.Reservations.Ref, "nvram takes no persistent reservations").WithHint("remove <reservations>")
	}
	r.checkImage(s)
}
