package main

import (
	"errors"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// checkStatus is the script command `status N ARG...`: qemuxml ARG... must exit
// with N, and where N is not 0, leave stdout empty.
func checkStatus(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec("qemuxml", args[1:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	if want != 0 && ts.ReadFile("stdout") != "" {
		ts.Fatalf("failed, but stdout is not empty")
	}
}
