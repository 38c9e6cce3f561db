package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// settings are the flags of everything that translates.
type settings struct {
	profile, version, emulator, sysroot, domain string
	keepAlias, withoutKQEMU, strict             bool
	networks, secrets                           []string
	maxSize                                     int64
	changes                                     changes
	extra                                       []string // words for the end of the command line
}

// defaultMaxSize is 16 MiB: some ten thousand devices.
const defaultMaxSize = 16 << 20

func (s *settings) register(f *pflag.FlagSet) {
	chooseVar(f, &s.profile, "profile", "what the command is for: run works as typed, libvirt is what libvirt runs", profile.Run.Name, profile.Libvirt.Name)
	f.BoolVar(&s.keepAlias, "keep-machine-alias", false, "libvirt profile: leave pc, q35, virt as they are, and defaults as in domains that libvirt has had for long")
	f.StringVar(&s.version, "qemu-version", "", "the QEMU to write for: `V`, such as 9.2.0 (default: the emulator's own)")
	f.StringVar(&s.emulator, "emulator", "", "use the emulator at `PATH`, whatever the XML says")
	f.BoolVar(&s.withoutKQEMU, "without-kqemu", false, "a QEMU to 0.11 was built without kqemu")
	f.StringVar(&s.sysroot, "sysroot", thisHost, "read host facts under `DIR`")
	f.StringArrayVar(&s.networks, "network", nil, "what a libvirt network is on this host: `NAME=bridge:BR|user`")
	f.StringArrayVar(&s.secrets, "secret", nil, "the file that holds a secret that the XML names: `ID=FILE`")
	f.StringVar(&s.domain, "domain", "", "which domain of several: `NAME|N` (default: the last)")
	f.BoolVar(&s.strict, "strict", false, "a warning is an error")
	f.Int64Var(&s.maxSize, "max-size", defaultMaxSize, "refuse inputs of more than `BYTES`")
}

// translation is what the flags ask for.
func (s *settings) translation() (*translate.Settings, error) {
	p, _ := profile.Named(s.profile) // a choice, so there is one
	if err := s.checkMaxSize(); err != nil {
		return nil, err
	}
	if s.keepAlias {
		p.KeepMachineAlias, p.NewDomain = true, false
	}
	var err error
	if s.sysroot, err = sysrootDir(s.sysroot); err != nil {
		return nil, err
	}
	t := &translate.Settings{
		Profile: p, Which: s.domain, Emulator: s.emulatorPath(), WithoutKQEMU: s.withoutKQEMU,
		HostArch: qemu.X86_64, HostAssumed: s.sysroot != thisHost, Look: lookup(s.sysroot), Ask: once(askEmulator), Now: now(),
		RuntimeDir: runtimeDir(), NVRAMDir: nvramDir(), StateDir: stateDir(),
		Host: host.Open(filesOf(s.sysroot), host.Decoder{Network: parse.Network, Pool: parse.Pool}),
	}
	if !t.HostAssumed {
		t.HostArch = hostArch()
	}
	if t.Version, err = s.qemuVersion(); err != nil {
		return nil, err
	}
	if t.Secrets, err = pairs("--secret", "ID=FILE", s.secrets); err != nil {
		return nil, err
	}
	if t.Changes, err = s.changes.read(); err != nil {
		return nil, err
	}
	if t.Networks, err = networks(s.networks); err != nil {
		return nil, err
	}
	return t, nil
}

// qemuVersion is the release that --qemu-version names; none where it isn't given.
func (s *settings) qemuVersion() (qemu.Version, error) {
	if s.version == "" {
		return qemu.Version{}, nil
	}
	v, err := qemu.ParseVersion(s.version)
	if err != nil || v.Before(qemu.Oldest) {
		return v, fmt.Errorf("--qemu-version %s: give a release from %s on, such as 9.2.0", s.version, qemu.Oldest)
	}
	return v, nil
}

func (s *settings) checkMaxSize() error {
	if s.maxSize <= 0 {
		return fmt.Errorf("--max-size %d: give a number of bytes", s.maxSize)
	}
	return nil
}

// emulatorPath is the emulator that the user names; one without a directory is
// looked for on PATH, so that it can be asked what it is.
func (s *settings) emulatorPath() string {
	if path, ok := lookup(s.sysroot).Path(s.emulator); ok && !strings.Contains(s.emulator, "/") {
		return path
	}
	return s.emulator
}

// networks reads the values of --network.
func networks(values []string) (map[string]string, error) {
	const form = "NAME=bridge:BR or NAME=user"
	m, err := pairs("--network", form, values)
	for name, what := range m {
		bridge, ok := strings.CutPrefix(what, "bridge:")
		if what != "user" && (!ok || bridge == "") {
			return nil, fmt.Errorf("--network %q: write it as %s", name+"="+what, form)
		}
	}
	return m, err
}

// pairs reads the values of a flag that takes NAME=VALUE.
func pairs(flag, form string, values []string) (map[string]string, error) {
	m := make(map[string]string, len(values))
	for _, v := range values {
		name, value, ok := strings.Cut(v, "=")
		if !ok || name == "" || value == "" {
			return nil, fmt.Errorf("%s %q: write it as %s", flag, v, form)
		}
		m[name] = value
	}
	return m, nil
}

// hostArch is the architecture of this machine by libvirt's name.
func hostArch() qemu.Arch {
	switch runtime.GOARCH {
	case "amd64":
		return qemu.X86_64
	case "386":
		return qemu.I686
	case "arm64":
		return qemu.AArch64
	case "arm":
		return qemu.ARMv7L
	case "loong64":
		return qemu.LoongArch64
	}
	return qemu.Arch(runtime.GOARCH)
}

// now tells the time on this machine, when it is asked: to know the zone takes a
// file.
func now() func() host.Moment {
	return func() host.Moment {
		t := time.Now()
		_, east := t.Zone()
		return host.Moment{Unix: t.Unix(), East: int64(east)}
	}
}

// runtimeDir is a directory of this host for sockets.
func runtimeDir() string {
	for _, dir := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/run", os.TempDir()} {
		if filepath.IsAbs(dir) && writable(dir) {
			return dir
		}
	}
	return "/tmp"
}

// nvramDir is where libvirt keeps the firmware variables of this user's guests:
// "" for root, whose are the system's.
func nvramDir() string {
	dir, err := os.UserConfigDir()
	if os.Getuid() == 0 || err != nil {
		return ""
	}
	return filepath.Join(dir, "libvirt/qemu/nvram")
}

// stateDir is where this user's guests keep what outlives them: "" for
// root, whose are libvirt's directories unless root says otherwise.
func stateDir() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "qemuxml")
	}
	home, err := os.UserHomeDir()
	if os.Getuid() == 0 || err != nil {
		return ""
	}
	return filepath.Join(home, ".local/state/qemuxml")
}
