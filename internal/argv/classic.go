package argv

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// classicOrder is the order of the command line for a QEMU before -device,
// where a device is a switch of its own kind. It is that of libvirt 0.7
// (qemudBuildCommandLine).
var classicOrder = []section{
	{name: "stop", build: (*builder).stop, frame: true},
	{name: "machine", build: (*builder).classicMachine},
	{name: "cpu", build: (*builder).classicCPU},
	{name: "accelerator", build: (*builder).accel},
	{name: "memory", build: (*builder).classicMemory},
	{name: "smp", build: (*builder).smp},
	{name: "iothreads", build: (*builder).ioThreads},
	{name: "throttle groups", build: (*builder).throttleGroups},
	{name: "numa", build: (*builder).numa},
	{name: "name", build: (*builder).name},
	{name: "uuid", build: (*builder).uuid},
	{name: "sysinfo", build: (*builder).sysinfo},
	{name: "smbios", build: (*builder).smbios},
	{name: "no graphics", build: (*builder).classicNoGraphics},
	{name: "monitor", build: (*builder).classicMonitor, frame: true},
	{name: "clock", build: (*builder).clock},
	{name: "power management", build: (*builder).classicPM},
	{name: "boot", build: (*builder).boot},
	{name: "kernel", build: (*builder).kernel},
	{name: "firmware", build: (*builder).firmware},
	{name: "ACPI tables", build: (*builder).acpiTables},
	{name: "disks", build: (*builder).classicDisks},
	{name: "interfaces", build: (*builder).classicInterfaces},
	{name: "serials", build: (*builder).classicSerials},
	{name: "parallels", build: (*builder).classicParallels},
	{name: "consoles", build: (*builder).classicConsoles},
	{name: "usb", build: (*builder).classicUSB},
	{name: "inputs", build: (*builder).classicInputs},
	{name: "graphics", build: (*builder).classicGraphics},
	{name: "videos", build: (*builder).classicVideos},
	{name: "sounds", build: (*builder).classicSounds},
	{name: "watchdogs", build: (*builder).classicWatchdogs},
	{name: "hostdevs", build: (*builder).classicHostdevs},
	{name: "memballoon", build: (*builder).classicMemballoon},
	{name: "security", build: (*builder).security},
	{name: "missing devices", build: (*builder).classicLacks},
	{name: "free arguments", build: (*builder).freeArguments},
}

// sections is the order of the command line for the target.
func (b *builder) sections() []section {
	if b.Target.HasFlag("device") {
		return order
	}
	return classicOrder
}

// classicRule is where the switches come from that libvirt 0.7 gave to every
// guest.
func classicRule() source.Ref { return source.Rule("default: what the domain has none of") }

// classicMachine is -M, which takes nothing but the name.
func (b *builder) classicMachine() []*option.Option {
	m := b.dom.OS.Machine
	if !m.IsSet() {
		return nil
	}
	return []*option.Option{option.New("M", m.Ref(), b.dom.OS.Arch.Ref()).StrVal("type", m)}
}

// classicCPU has a 64-bit emulator run a 32-bit guest on a 32-bit CPU; its own
// default has 64 bits.
func (b *builder) classicCPU() []*option.Option {
	if opts := b.cpu(); opts != nil {
		return opts
	}
	arch, path := b.dom.OS.Arch, b.dom.Devices.Emulator
	wide := strings.Contains(path.V(), "x86_64") || strings.Contains(path.V(), "kvm")
	if arch.V() != "i686" || !wide || !b.Target.HasFlag("cpu") {
		return nil
	}
	return []*option.Option{option.New("cpu", arch.Ref()).Str("model", "qemu32", arch.Ref(), path.Ref())}
}

// classicMemory is -m in MiB: what goes beyond a whole one is lost.
func (b *builder) classicMemory() []*option.Option {
	size := b.dom.Memory.Total
	if !size.IsSet() {
		return nil
	}
	return []*option.Option{option.New("m", size.Ref()).Uint("", size.V()/1024, size.Ref())}
}

// classicMonitor is what libvirt 0.7 steered the guest through.
func (b *builder) classicMonitor() []*option.Option {
	o := option.New("monitor", frameRule())
	b.classicText(o, "unix:"+profile.ClassicMonitor(b.dom.Name.V()), b.dom.Name.Ref())
	return []*option.Option{classicServer(o, frameRule())}
}

// classicPM is what the guest's own power management leads to.
func (b *builder) classicPM() []*option.Option {
	var opts []*option.Option
	if reboot := b.dom.Events.Reboot; reboot.IsSet() && reboot.V() != "restart" {
		opts = append(opts, option.New("no-reboot", reboot.Ref()))
	}
	return append(opts, b.noACPI()...)
}

// classicText begins a switch with text that QEMU reads up to its first comma.
func (b *builder) classicText(o *option.Option, text string, from ...source.Ref) *option.Option {
	if strings.Contains(text, ",") {
		b.Diag.Error(source.NeedsQEMU, source.First(from...), "QEMU %s can't read the comma in %q", b.Target.Version, text).
			WithHint("use a name without commas")
	}
	return o.Str("", text, from...)
}

// classicServer makes a socket wait for others, which QEMU doesn't wait for.
func classicServer(o *option.Option, from ...source.Ref) *option.Option {
	return o.Str("", "server", from...).Str("", "nowait", from...)
}
