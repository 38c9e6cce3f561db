package resolve

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/source"
)

// firmware settles what the guest starts with: the image, where it keeps its
// variables, and what they start as.
// Source: libvirt's qemuFirmwareFillDomain.
func (r *resolver) firmware() {
	r.boardFirmware()
	r.loaderDefaults()
	if !r.checkFirmwareRequest() || !r.selectFirmware() {
		return
	}
	r.ensureNVRAM()
	r.checkFirmware()
	if nvram := &r.dom.OS.NVRAM.Source; !nvram.IsEnd() {
		r.storageDefaults(nvram)
		r.checkNVRAMSource(nvram)
	}
}

// loaderDefaults fills in what the XML means by what it leaves out.
func (r *resolver) loaderDefaults() {
	os := &r.dom.OS
	if os.Loader.Path.IsSet() {
		os.Loader.Type.SetDefault("default: loader type", "rom")
	}
	if !os.Firmware.IsSet() {
		return
	}
	if format, ok := os.NVRAM.Source.Format.Get(); ok {
		os.Loader.Format.SetDefault("default: format of the nvram", format)
	}
	// Before libvirt knew of formats it could only have picked a raw image, so
	// a domain from then that names none keeps to that.
	if !r.Profile.NewDomain {
		os.Loader.Format.SetDefault("default: loader format", "raw")
	}
}

// selectFirmware finds the firmware that the domain asks for, and fills in what
// is known of it. It reports whether there is anything to go on with.
func (r *resolver) selectFirmware() bool {
	os := &r.dom.OS
	auto := os.Firmware.IsSet()
	if !auto && (os.Loader.Ref.IsZero() || source.Is(os.Loader.Type, "rom")) {
		return true
	}
	fw, nearest := r.matchingFirmware()
	switch {
	case fw != nil:
		r.useDescriptor(fw)
	case auto && r.Profile.OwnBIOS && source.Is(os.Firmware, "bios") && r.Target.Arch.IsX86() && !os.Loader.Path.IsSet():
		r.Diag.Note(source.Replaced, os.Firmware.Ref(), "this host has no bios firmware that fits; QEMU's own is used")
	case auto:
		r.Diag.Error(source.HostMissing, os.Firmware.Ref(), "this host has no %s firmware for this machine that fits the domain", os.Firmware.V()).
			WithHint("%s", nearest)
		r.noteSkipped()
		return false
	default:
		r.useLegacyFirmware()
	}
	return true
}

// matchingFirmware is the first firmware that fits the domain. Where none does,
// it is nil, and nearest says what to do about it.
func (r *resolver) matchingFirmware() (fw *host.Firmware, nearest string) {
	list, _ := r.Host.Firmware()
	nearest, most := "install the firmware (edk2, OVMF, AAVMF), or name its image in <loader>", madeForGuest-1
	for i := range list {
		why, fits := r.misfit(&list[i])
		if why == "" {
			return &list[i], ""
		}
		if fits > most {
			nearest, most = list[i].Path+" does not fit: "+why, fits
		}
	}
	return nil, nearest
}

// noteSkipped tells which firmware descriptors made no sense.
func (r *resolver) noteSkipped() {
	_, skipped := r.Host.Firmware()
	for _, s := range skipped {
		r.Diag.Note(source.InputDropped, r.dom.OS.Ref, "firmware descriptor %s was passed over: %s", s.Path, s.Reason)
	}
}

// useDescriptor fills in what descriptor fw says. What the XML says itself is
// the same already, or fw would not fit.
func (r *resolver) useDescriptor(fw *host.Firmware) {
	os, rule := &r.dom.OS, "firmware descriptor "+fw.Path
	switch fw.Device {
	case "flash":
		os.Loader.Type.SetDefault(rule, "pflash")
		os.Loader.ReadOnly.SetDefault(rule, true)
		os.Loader.Format.SetDefault(rule, fw.Executable.Format)
		os.Loader.Path.SetDefault(rule, fw.Executable.Path)
		// What lies on a network can't be made from a template.
		if fw.Mode == "split" && !os.NVRAM.Source.Is(domain.StorageNetwork) {
			os.NVRAM.Template.SetDefault(rule, fw.Template.Path)
			os.NVRAM.TemplateFormat = source.Default(rule, fw.Template.Format)
		}
	case "memory":
		os.Loader.Type.SetDefault(rule, "rom")
		os.Loader.Path.SetDefault(rule, fw.Executable.Path)
	case "kernel":
		os.Kernel.SetDefault(rule, fw.Executable.Path)
	}
	if fw.Has("requires-smm") {
		r.dom.Features.SMM.State.SetDefault(rule, true)
		os.Loader.Secure.SetDefault(rule, true)
	}
}

// legacyFirmware are the images, and the templates of their variables, that
// libvirt knew before there were descriptors.
// Source: libvirt's default of nvram in /etc/libvirt/qemu.conf.
var legacyFirmware = []struct{ code, template string }{
	{"/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"},
	{"/usr/share/OVMF/OVMF_CODE.secboot.fd", "/usr/share/OVMF/OVMF_VARS.fd"},
	{"/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"},
	{"/usr/share/AAVMF/AAVMF32_CODE.fd", "/usr/share/AAVMF/AAVMF32_VARS.fd"},
}

// useLegacyFirmware fills in what is known of an image that no descriptor
// speaks of: that of a well-known path, or that unknown ones are raw.
// Source: libvirt's qemuFirmwareFillDomainLegacy.
func (r *resolver) useLegacyFirmware() {
	l, n := &r.dom.OS.Loader, &r.dom.OS.NVRAM
	const rule = "default: well-known firmware"
	known := !source.Is(l.ReadOnly, false) && !source.Is(l.Stateless, true) && l.Format.Or("", "raw").V() == "raw"
	for _, fw := range legacyFirmware {
		if !known || fw.code != l.Path.V() {
			continue
		}
		l.ReadOnly.SetDefault(rule, true)
		n.Template.SetDefault(rule, fw.template)
		n.TemplateFormat.SetDefault(rule, "raw")
		break
	}
	l.Format.SetDefault("default: loader format", "raw")
}

// ensureNVRAM gives the variables of flash firmware a file.
// Source: libvirt's qemuFirmwareEnsureNVRAM.
func (r *resolver) ensureNVRAM() {
	l, n := &r.dom.OS.Loader, &r.dom.OS.NVRAM
	if !source.Is(l.Type, "pflash") || !source.Is(l.ReadOnly, true) || source.Is(l.Stateless, true) {
		return
	}
	store := &n.Source
	if hasPlace(store) {
		store.Type.SetDefault("default: nvram type", domain.StorageFile)
		store.Format.SetDefault("default: format of the loader", l.Format.V())
		r.checkTemplateFormat()
		return
	}
	store.Type = source.Default("default: nvram type", domain.StorageFile)
	format := n.TemplateFormat.Or("", l.Format.V()).V()
	store.Format = source.Of(format, store.Format.Ref().Or("default: format of the nvram template"))
	store.Path = source.Default("default: nvram path", r.nvramDir()+"/"+r.dom.Name.V()+"_VARS"+r.nvramSuffix())
}

// checkTemplateFormat refuses a template in another format than the file that is
// made from it: libvirt only copies (qemuPrepareNVRAMFile).
func (r *resolver) checkTemplateFormat() {
	n := &r.dom.OS.NVRAM
	from, to := n.TemplateFormat, n.Source.Format
	if from.IsSet() && from.V() != to.V() && !r.Profile.Adapt {
		r.Diag.Error(source.Conflict, firstXML(to.Ref(), n.Ref), "the nvram is to be %s, and its template is %s", to.V(), from.V()).
			WithHint("write the same for format and templateFormat")
	}
}

// hasPlace tells whether s says where it is.
// Source: libvirt's virStorageSourceIsEmpty.
func hasPlace(s *domain.StorageSource) bool {
	return s.Path.IsSet() || s.Is(domain.StorageNetwork) && s.Network.Protocol.IsSet()
}

// nvramSuffix is how the name of a file of variables ends.
func (r *resolver) nvramSuffix() string {
	switch n := &r.dom.OS.NVRAM; {
	case n.Source.Format.V() == "qcow2":
		return ".qcow2"
	case n.Source.Format.V() != "raw":
		return ""
	case r.Profile.NewDomain && strings.HasSuffix(n.Template.V(), ".raw"):
		return ".raw"
	}
	return ".fd"
}

// nvramDir is where files of variables lie that the XML doesn't name.
func (r *resolver) nvramDir() string {
	if r.Profile.LibvirtDirs || r.NVRAMDir == "" {
		return "/var/lib/libvirt/qemu/nvram"
	}
	return r.NVRAMDir
}
