package host

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Firmware is one firmware descriptor.
// Source: QEMU's docs/interop/firmware.json.
type Firmware struct {
	Path       string   // of the descriptor
	Interfaces []string // uefi, bios, openfirmware, uboot
	// Device is where the firmware goes: flash, kernel or memory.
	Device string
	// Mode is how the flash is used: split into code and variables, combined in
	// one image, or stateless. Of Device flash only.
	Mode string
	// Executable is the firmware itself; its format is that of Device flash only.
	Executable FirmwareFile
	// Template is what a guest's variables start as. Of Mode split only.
	Template FirmwareFile
	Targets  []FirmwareTarget
	Features []string
}

// Has tells whether f has the feature called name.
func (f *Firmware) Has(name string) bool { return slices.Contains(f.Features, name) }

// FirmwareFile is an image and its format, raw or qcow2 where libvirt is to
// take it.
type FirmwareFile struct {
	Path   string `json:"filename"`
	Format string `json:"format"`
}

// FirmwareTarget is what a firmware runs on: an architecture by QEMU's name,
// and machine types, with * and ? standing for any characters and any one.
type FirmwareTarget struct {
	Architecture string   `json:"architecture"`
	Machines     []string `json:"machines"`
}

// Firmware is every firmware descriptor of this host, the one to prefer first,
// and those that were passed over.
func (f *Facts) Firmware() ([]Firmware, []Skipped) {
	if f == nil {
		return nil, nil
	}
	if f.firmware == nil {
		f.firmware = readDescriptors(f.root, "firmware", readFirmware)
	}
	return f.firmware.list, f.firmware.skipped
}

// firmwareJSON is a descriptor as it is written.
type firmwareJSON struct {
	Interfaces []string `json:"interface-types"`
	Mapping    struct {
		Device     string        `json:"device"`
		Mode       string        `json:"mode"`
		Executable *FirmwareFile `json:"executable"`
		Template   *FirmwareFile `json:"nvram-template"`
		Path       string        `json:"filename"`
	} `json:"mapping"`
	Targets  []FirmwareTarget `json:"targets"`
	Features []string         `json:"features"`
}

// readFirmware reads one descriptor.
func readFirmware(file string, data []byte) (Firmware, error) {
	var j firmwareJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return Firmware{}, fmt.Errorf("not a firmware descriptor: %w", err)
	}
	fw := Firmware{Path: file, Interfaces: j.Interfaces, Device: j.Mapping.Device, Targets: j.Targets, Features: j.Features}
	if err := checkFirmware(&fw); err != nil {
		return Firmware{}, err
	}
	return fw, fw.mapping(&j)
}

// checkFirmware checks what every descriptor needs.
func checkFirmware(fw *Firmware) error {
	if len(fw.Interfaces) == 0 {
		return fmt.Errorf("no interface-types")
	}
	for _, i := range fw.Interfaces {
		if !slices.Contains([]string{"bios", "openfirmware", "uboot", "uefi"}, i) {
			return fmt.Errorf("unknown interface-types %q", i)
		}
	}
	if len(fw.Targets) == 0 {
		return fmt.Errorf("no targets")
	}
	for _, t := range fw.Targets {
		if t.Architecture == "" || len(t.Machines) == 0 {
			return fmt.Errorf("a target without architecture or machines")
		}
	}
	return nil
}

// mapping takes over where the firmware goes.
func (fw *Firmware) mapping(j *firmwareJSON) error {
	switch fw.Device {
	case "memory", "kernel":
		fw.Executable.Path = j.Mapping.Path
		if fw.Executable.Path == "" {
			return fmt.Errorf("no filename for device %s", fw.Device)
		}
		return nil
	case "flash":
		return fw.flash(j)
	}
	return fmt.Errorf("unknown mapping device %q", fw.Device)
}

// flash takes over the images of device flash.
func (fw *Firmware) flash(j *firmwareJSON) error {
	fw.Mode = j.Mapping.Mode
	if fw.Mode == "" {
		fw.Mode = "split" // descriptors from before there were other modes
	}
	if !slices.Contains([]string{"split", "combined", "stateless"}, fw.Mode) {
		return fmt.Errorf("unknown flash mode %q", fw.Mode)
	}
	if !complete(j.Mapping.Executable) {
		return fmt.Errorf("the executable has no filename or format")
	}
	fw.Executable = *j.Mapping.Executable
	if fw.Mode != "split" {
		return nil
	}
	if !complete(j.Mapping.Template) {
		return fmt.Errorf("the nvram-template has no filename or format")
	}
	fw.Template = *j.Mapping.Template
	return nil
}

func complete(f *FirmwareFile) bool { return f != nil && f.Path != "" && f.Format != "" }
