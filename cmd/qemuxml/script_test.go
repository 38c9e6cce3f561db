package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"qemuxml": main})
}

// TestScript runs the scripts of testdata/script: what each verb prints, where,
// and how it exits.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setup,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": checkStatus},
	})
}

// setup gives each script a home of its own, and only QEMUs that it makes.
func setup(e *testscript.Env) error {
	e.Setenv("XDG_CACHE_HOME", e.WorkDir+"/cache")
	e.Setenv("XDG_RUNTIME_DIR", e.WorkDir+"/run")
	e.Setenv("HOME", e.WorkDir)
	return os.Mkdir(e.WorkDir+"/run", 0o700)
}
