// Package bench measures each stage and the whole, next to a bare read of the
// same XML.
package bench

import (
	"os"
	"path"
	"testing"

	"github.com/qemuxml/qemuxml/internal/argv"
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/resolve"
	"github.com/qemuxml/qemuxml/internal/source"
)

var sizes = []string{"1k", "5k", "20k"}

func each(b *testing.B, run func(b *testing.B, data []byte)) {
	for _, size := range sizes {
		data, err := os.ReadFile("testdata/" + size + ".xml")
		if err != nil {
			b.Fatal(err)
		}
		b.Run(size, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			run(b, data)
		})
	}
}

// BenchmarkEtree is the floor: the XML library alone.
func BenchmarkEtree(b *testing.B) {
	each(b, func(b *testing.B, data []byte) {
		for b.Loop() {
			if err := Etree(data); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	each(b, func(b *testing.B, data []byte) {
		for b.Loop() {
			parsed(b, data)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	each(b, func(b *testing.B, data []byte) {
		for b.Loop() {
			b.StopTimer()
			d := parsed(b, data)
			b.StartTimer()
			resolve.Domain(d, env())
		}
	})
}

func BenchmarkArgv(b *testing.B) {
	each(b, func(b *testing.B, data []byte) {
		in := resolved(b, data)
		for b.Loop() {
			argv.Options(in)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	each(b, func(b *testing.B, data []byte) {
		c := render.Command{Program: "/usr/bin/qemu-system-x86_64", Options: argv.Options(resolved(b, data))}
		for b.Loop() {
			if _, err := render.Format(c, "shell"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkWhole is all of it, from bytes to bytes. Beside what it allocates
// stands the budget that TestAllocationBudget holds it to.
func BenchmarkWhole(b *testing.B) {
	each(b, func(b *testing.B, data []byte) {
		for b.Loop() {
			if err := mustWhole(data); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(budget[path.Base(b.Name())], "budget")
	})
}

// BenchmarkBig is the whole of 1 MiB, and etree's part of it.
func BenchmarkBig(b *testing.B) {
	data := Big()
	for _, what := range []struct {
		name string
		work func([]byte) error
	}{{"etree", Etree}, {"whole", mustWhole}} {
		b.Run(what.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := what.work(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func target() *qemu.Target { return &qemu.Target{Version: qemu.Newest, Arch: qemu.X86_64} }

func env() *resolve.Env {
	return &resolve.Env{Target: target(), Profile: profile.Run, Diag: &source.Diags{}}
}

func parsed(b *testing.B, data []byte) *domain.Domain {
	tree, err := parse.Read(data)
	if err != nil {
		b.Fatal(err)
	}
	diag := &source.Diags{}
	root, ok := parse.Pick(tree, "", diag)
	if !ok {
		b.Fatal(diag.All())
	}
	return parse.Domain(tree, root, diag)
}

func resolved(b *testing.B, data []byte) argv.Input {
	d := parsed(b, data)
	resolve.Domain(d, env())
	return argv.Input{Domain: d, Target: target(), Profile: profile.Run, Diag: &source.Diags{}, Plan: &plan.Plan{}, RuntimeDir: "/run/user/1000"}
}
