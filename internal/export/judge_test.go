package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/export"
	"github.com/qemuxml/qemuxml/internal/judge"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// ask has the judge read data, and returns its answer in v.
func ask(t *testing.T, program string, data []byte, v any) {
	t.Helper()
	cmd := exec.Command(program)
	var out, complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(data), &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s\n%s", err, complaint.Bytes(), data)
	}
	if err := json.Unmarshal(out.Bytes(), v); err != nil {
		t.Fatal(err)
	}
}

// exported are the files of the domain in testdata.
func exported(t *testing.T, format, domain string) export.Export {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", domain))
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parse.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	prepared := profile.Run
	prepared.Prepared = true
	r := translate.Tree(tree, &translate.Settings{
		Profile: prepared, HostArch: qemu.X86_64, Version: qemu.Newest, RuntimeDir: export.RuntimeDir,
		Look: binaries.Lookup{Path: func(string) (string, bool) { return "", false }, Exists: func(string) bool { return false }},
	})
	if r.Diag.Errors() > 0 {
		t.Fatal(r.Diag.All())
	}
	e, err := export.Files(format, export.Input{
		Domain: r.Domain, Target: r.Target, Program: r.Emulator.Path, Env: r.Env, Options: r.Options, Plan: r.Plan, Said: r.Diag.All(),
		Where:   func(ref source.Ref) string { return tree.Path(ref) },
		Volumes: []export.Volume{{Name: "disks", Dir: "/srv/"}, {Name: "unused", Dir: "/srv/other"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestNomadJob(t *testing.T) {
	program := judge.Build(t, "nomad")
	files, script := exported(t, "nomad", "quotes.xml").Files, exported(t, "script", "quotes.xml").Files
	var job struct {
		Type        string
		Constraints []struct{ LTarget, RTarget string }
		TaskGroups  []struct {
			Volumes map[string]struct{ ReadOnly bool }
			Tasks   []struct {
				Templates []struct{ EmbeddedTmpl, LeftDelim string }
				Resources struct{ Cores, MemoryMB, MemoryMaxMB int }
			}
		}
	}
	ask(t, program, files[0].Data, &job)
	task := job.TaskGroups[0].Tasks[0]
	if got := task.Templates[0]; got.EmbeddedTmpl != string(script[0].Data) || strings.Contains(got.EmbeddedTmpl, got.LeftDelim) {
		t.Errorf("Nomad reads the script as\n%s\nwant\n%s\ndelimiter %s", got.EmbeddedTmpl, script[0].Data, got.LeftDelim)
	}
	if r := task.Resources; r.Cores != 2 || r.MemoryMB != 256+256 || r.MemoryMaxMB != 1024 {
		t.Errorf("resources are %+v", r)
	}
	if v := job.TaskGroups[0].Volumes; len(v) != 1 || v["disks"].ReadOnly {
		t.Errorf("volumes are %+v", v)
	}
	if job.Type != "batch" || len(job.Constraints) != 4 {
		t.Errorf("type %s, constraints %+v", job.Type, job.Constraints)
	}
}

func TestKubeVirtManifest(t *testing.T) {
	program := judge.Build(t, "kubevirt")
	var vm struct {
		Spec struct {
			Template struct {
				Spec struct {
					Architecture string
					Domain       struct {
						CPU    struct{ Sockets, Cores int }
						Memory struct{ Guest string }
					}
					Volumes []struct{ HostDisk struct{ Path string } }
				}
			}
		}
	}
	ask(t, program, exported(t, "kubevirt", "kubevirt.xml").Files[0].Data, &vm)
	s := vm.Spec.Template.Spec
	if s.Architecture != "amd64" || s.Domain.CPU.Sockets*s.Domain.CPU.Cores != 4 || s.Domain.Memory.Guest != "256Mi" {
		t.Errorf("KubeVirt reads %+v", s)
	}
	if len(s.Volumes) != 2 || s.Volumes[0].HostDisk.Path != "/srv/%n: {{a}} #.img" {
		t.Errorf("KubeVirt reads the volumes %+v", s.Volumes)
	}
}
