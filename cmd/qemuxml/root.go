package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"
)

// The exit statuses, as the contract of the command line has them.
const (
	exitOK     = 0
	exitFailed = 1 // the domain can't be translated, or a file can't be read
	exitUsage  = 2
	exitStrict = 3 // warnings under --strict
)

// status is an error that was told to the user already and only sets the exit
// status.
type status int

func (s status) Error() string { return "exit" }

// run is the program; it returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ui := &ui{out: stdout, err: stderr, in: stdin}
	root := rootCommand(ui)
	root.SetArgs(args)
	err := root.Execute()
	var s status
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &s):
		return int(s)
	}
	ui.failf("%v", err)
	return exitUsage
}

func rootCommand(u *ui) *cobra.Command {
	root := &cobra.Command{
		Use:           "qemuxml",
		Short:         "turn libvirt domain XML into a QEMU command line",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(u.out)
	root.SetErr(u.err)
	root.AddCommand(argvCommand(u))
	return root
}
