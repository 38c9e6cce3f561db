package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/tty"
)

func probeCommand(u *ui) *cobra.Command {
	format := ""
	cmd := &cobra.Command{
		Use:   "probe BINARY",
		Short: "Show what an emulator can do",
		Long: `Run the emulator BINARY, a path or a name on PATH, and show what it says of itself:
its release, accelerators, machines, CPU models, devices and types of objects.
What it said is kept for as long as the file stays the same.`,
		Example: `  qemuxml probe qemu-system-x86_64
  qemuxml probe --format json /usr/libexec/qemu-kvm`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("probe needs one BINARY")
			}
			return u.probe(args[0], format)
		},
	}
	chooseVar(cmd.Flags(), &format, "format", "how it is written", "text", "json")
	return cmd
}

// probed is what an emulator says of itself, as JSON has it. Lists are in the
// order of their names, and empty where this release doesn't tell.
type probed struct {
	Emulator     string   `json:"emulator"`
	Version      string   `json:"version"`
	Vendor       string   `json:"vendor,omitempty"`
	KQEMU        bool     `json:"kqemu,omitempty"`
	Arch         string   `json:"arch,omitempty"`
	Accelerators []string `json:"accelerators"`
	Machines     []string `json:"machines"`
	// Aliases maps other names of machines to those that they stand for.
	Aliases map[string]string `json:"aliases"`
	CPUs    []string          `json:"cpus"`
	Devices []string          `json:"devices"`
	Objects []string          `json:"objects"`
}

// probe prints what the emulator called binary can do.
func (u *ui) probe(binary, format string) error {
	path, err := exec.LookPath(binary)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return u.noEmulator(source.HostMissing, err.Error(), "give an emulator, such as qemu-system-x86_64, by its path or as a name on PATH")
	}
	facts, ok := askEmulator(path)
	if !ok {
		return u.noEmulator(source.NotQEMU, path+" does not say that it is an emulator of QEMU", "qemu-img and qemu-x86_64 run no guests; qemu-system-x86_64 does")
	}
	var can qemu.Abilities
	if a, ok := askForAbilities(path); ok {
		can = a
	}
	p := newProbed(path, facts, can)
	if format == "json" {
		e := json.NewEncoder(u.out)
		e.SetEscapeHTML(false)
		return e.Encode(p)
	}
	return p.text(u.out)
}

// noEmulator tells why an emulator can't be asked.
func (u *ui) noEmulator(id source.ID, text, hint string) error {
	u.print(source.Error, message{ID: id, Text: text, Hint: hint})
	return status(exitFailed)
}

func newProbed(path string, f qemu.EmulatorFacts, a qemu.Abilities) probed {
	p := probed{
		Emulator: path, Version: f.Version.String(), KQEMU: f.KQEMU, Arch: a.Arch, Aliases: a.Aliases,
		Accelerators: sorted(a.Accelerators), Machines: sorted(a.Machines), CPUs: sorted(a.CPUs), Devices: sorted(a.Devices), Objects: sorted(a.Objects),
	}
	if p.Aliases == nil {
		p.Aliases = map[string]string{}
	}
	if f.Vendor != qemu.NoVendor {
		p.Vendor = string(f.Vendor)
	}
	return p
}

// sorted is names in order, each once, and never nil: JSON's [] says that there
// are none.
func sorted(names []string) []string {
	list := append([]string{}, names...)
	slices.Sort(list)
	return slices.Compact(list)
}

// text prints p for people, a kind of thing a paragraph.
func (p probed) text(w io.Writer) error {
	machines := make([]string, len(p.Machines))
	for i, m := range p.Machines {
		machines[i] = m
		if stands := p.Aliases[m]; stands != "" {
			machines[i] = m + " = " + stands
		}
	}
	var b strings.Builder
	for _, row := range []struct {
		what  string
		names []string
	}{
		{"emulator", []string{p.Emulator}},
		{"version", []string{strings.TrimSpace(p.Version + " " + p.Vendor)}},
		{"guests", []string{p.Arch}},
		{"accelerators", p.Accelerators},
		{"machines", machines},
		{"CPU models", p.CPUs},
		{"devices", slices.DeleteFunc(slices.Clone(p.Devices), isCPU)},
		{"objects", p.Objects},
	} {
		writeNames(&b, row.what, row.names)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// isCPU tells whether a device is a CPU: a model that stands in another paragraph.
func isCPU(device string) bool { return strings.HasSuffix(device, "-cpu") }

// writeNames writes what, and the names beside it, as many to a line as fit.
func writeNames(b *strings.Builder, what string, names []string) {
	const beside = 14
	line := tty.Pad(what, beside)
	if strings.Join(names, "") == "" {
		line += "not told"
	}
	for i, name := range names {
		name = tty.Printable(name)
		if i < len(names)-1 {
			name += ", "
		}
		if tty.Width(line+name) > tty.DefaultWidth && i > 0 {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = tty.Pad("", beside)
		}
		line += name
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}
