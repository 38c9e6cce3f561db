package export

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
	"text/template"
	"unicode/utf8"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
)

//go:embed templates/job.nomad.hcl
var jobText string

func jobTemplate() *template.Template { return template.Must(template.New("job").Parse(jobText)) }

// job is the holes of the template: text of HCL, or of its comments.
type job struct {
	Title, Name, Type, StopTimeout, KillTimeout string

	Constraints []constraint
	Volumes     []jobVolume
	Restarts    int
	RestartMode string

	Cores, Memory, MemoryMax uint64 // MiB

	// Script runs the guest; End, Left and Right are in none of its lines.
	Script, End, Left, Right string
}

type constraint struct{ Why, Attribute, Operator, Value string }

type jobVolume struct {
	Name, Dir string
	ReadOnly  bool
}

// nomad is the guest as a job for HashiCorp Nomad. Its task is the script, so
// that the helpers of a guest start and end with it.
func nomad(g *guest) []File {
	const stop = "5m"
	j := job{
		Title: oneLine(g.Domain.Name.V()), Name: render.HCLString(g.name), StopTimeout: stop, KillTimeout: render.HCLString(stop),
		Constraints: g.constraints(), Volumes: g.volumes(),
		Cores: max(g.Domain.VCPU.Max.V(), 1), Memory: mib(g.Domain.Memory.Total.V()) + overhead,
	}
	if limit, ok := g.Domain.Memory.Tune.HardLimit.Get(); ok && limit < unlimited {
		// Nomad takes no maximum that is not above what is set aside.
		if j.MemoryMax = mib(limit); j.MemoryMax <= j.Memory {
			j.Memory, j.MemoryMax = j.MemoryMax, 0
		}
	}
	g.restarts(&j)
	g.failsOnPanic = j.Restarts > 0
	j.setScript(g.script())
	if !utf8.ValidString(j.Script) {
		g.diag.Error(source.BadValue, source.Ref{}, "a job of Nomad's is UTF-8, and QEMU's command line is not").
			WithHint("leave out the file name or the word with other bytes, or export a script")
	}
	var b strings.Builder
	if err := jobTemplate().Execute(&b, j); err != nil {
		panic(err) // a hole that the template has and job hasn't
	}
	return []File{{Name: g.name + ".nomad.hcl", Mode: 0o644, Data: []byte(b.String())}}
}

// overhead is what QEMU needs beside the guest's memory, in MiB: its code, what
// it keeps of disks and screens, and its helpers.
const overhead = 256

func mib(kib uint64) uint64 { return (kib + 1023) / 1024 }

// setScript puts text between marks that it holds none of.
func (j *job) setScript(text string) {
	j.Script, j.End = render.HCLText(text), "SCRIPT"
	for strings.Contains(text, j.End) {
		j.End += "_"
	}
	// Nomad takes what stands between delimiters for an instruction to itself.
	left := "[["
	for strings.Contains(text, left) {
		left += "["
	}
	j.Left, j.Right = render.HCLString(left), render.HCLString(strings.ReplaceAll(left, "[", "]"))
}

// restarts is what becomes of the guest that has ended. A service is started
// again however it ended, a batch job only when it failed.
func (g *guest) restarts(j *job) {
	e := &g.Domain.Events
	j.Type, j.RestartMode = `"batch"`, `"fail"`
	switch {
	case e.Poweroff.V() == "restart":
		j.Type = `"service"`
	case !strings.HasSuffix(e.Crash.V(), "restart"):
		return
	}
	j.Restarts, j.RestartMode = 3, `"delay"`
	g.sees[e.Poweroff.Ref()], g.sees[e.Crash.Ref()] = true, true
}

// goArch are the architectures by Go's names, which Nomad has taken over.
var goArch = [...]struct {
	arch qemu.Arch
	name string
}{
	{qemu.X86_64, "amd64"},
	{qemu.I686, "386"},
	{qemu.AArch64, "arm64"},
	{qemu.ARMv7L, "arm"},
	{qemu.PPC64LE, "ppc64le"},
	{qemu.S390X, "s390x"},
	{qemu.RISCV64, "riscv64"},
	{qemu.LoongArch64, "loong64"},
}

// goName is Go's name of arch; "" where Go doesn't know it.
func goName(arch qemu.Arch) string {
	for _, a := range goArch {
		if a.arch == arch {
			return a.name
		}
	}
	return ""
}

// constraints are on which hosts the guest can run.
func (g *guest) constraints() []constraint {
	list := []constraint{{Why: "QEMU's command line is one of Linux.", Attribute: `"${attr.kernel.name}"`, Value: `"linux"`}}
	arch := g.Target.Arch
	if g.Domain.HostCPU() {
		if name := goName(arch); name != "" {
			list = append(list, constraint{Why: "The guest runs on the host's CPU.", Attribute: `"${attr.cpu.arch}"`, Value: render.HCLString(name)})
		}
		list = append(list, constraint{Why: "KVM: Nomad can't see it. Clients that have it say so: meta { kvm = \"true\" }.", Attribute: `"${meta.kvm}"`, Value: `"true"`})
	}
	if arch == qemu.X86_64 {
		// The qemu driver looks for this QEMU only, and tells its version.
		version := fmt.Sprintf(">= %d.%d", g.Target.Version.Major, g.Target.Version.Minor)
		list = append(list, constraint{Why: "The command line is written for this QEMU.", Attribute: `"${attr.driver.qemu.version}"`, Operator: `"version"`, Value: render.HCLString(version)})
	}
	return list
}

// volumes are the host volumes that hold files of the guest. A file in none is
// noted: only the user knows which clients have it.
func (g *guest) volumes() []jobVolume {
	writes := map[string]bool{}
	for _, f := range g.hostFiles() {
		volume := g.volumeOf(f.path.V())
		if volume == "" {
			g.diag.Note(source.Assumed, f.path.Ref(), "nothing tells Nomad which clients have %s", f.path.V()).
				WithHint("say so with --host-volume NAME=DIR, or add a constraint")
			continue
		}
		writes[volume] = writes[volume] || f.writable
	}
	var list []jobVolume
	for _, v := range g.Volumes {
		if writable, used := writes[v.Name]; used {
			list = append(list, jobVolume{Name: render.HCLString(v.Name), Dir: oneLine(v.Dir), ReadOnly: !writable})
		}
	}
	return list
}

// volumeOf is the name of the volume that holds file, "" for none.
func (g *guest) volumeOf(file string) string {
	name, longest := "", -1
	for _, v := range g.Volumes {
		dir := path.Clean(v.Dir)
		if (file == dir || strings.HasPrefix(file, strings.TrimSuffix(dir, "/")+"/")) && len(dir) > longest {
			name, longest = v.Name, len(dir)
		}
	}
	return name
}

// hostFile is a file or directory of the host that the guest uses.
type hostFile struct {
	path     source.Val[string]
	writable bool
}

func (g *guest) hostFiles() []hostFile {
	var list []hostFile
	for _, d := range g.Domain.Devices.Disks {
		if s := d.Source; (s.Is(domain.StorageFile) || s.Is(domain.StorageDir)) && s.Path.IsSet() {
			list = append(list, hostFile{s.Path, !source.Is(d.ReadOnly, true) && !source.Is(d.Kind, "cdrom")})
		}
	}
	for _, f := range g.Domain.Devices.Filesystems {
		if f.Source.IsSet() {
			list = append(list, hostFile{f.Source, f.ReadOnly.IsZero()})
		}
	}
	if n := &g.Domain.OS.NVRAM; n.Source.Path.IsSet() && !n.Source.Is(domain.StorageNetwork) {
		list = append(list, hostFile{n.Source.Path, true})
	}
	return list
}
