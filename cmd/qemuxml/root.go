package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// The exit statuses, as the README has them.
const (
	exitOK     = 0
	exitFailed = 1 // the domain can't be translated, or a file can't be read
	exitUsage  = 2
	exitStrict = 3 // warnings under --strict
)

// status is an error that the user was told of already; it only sets the exit
// status.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// run is the program; it returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	u := &ui{in: stdin, out: stdout, err: stderr}
	root := rootCommand(u)
	root.SetArgs(args)
	err := root.Execute()
	var s status
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &s):
		return int(s)
	}
	fmt.Fprintf(stderr, "qemuxml: %v\nTry 'qemuxml --help'.\n", err)
	return exitUsage
}

func rootCommand(u *ui) *cobra.Command {
	root := &cobra.Command{
		Use:   "qemuxml",
		Short: "Turn libvirt domain XML into a QEMU command line",
		Long: `qemuxml turns libvirt domain XML into a QEMU command line: offline, without
libvirtd, for any host and any QEMU version.

  qemuxml argv domain.xml                      print the command
  eval "exec $(qemuxml argv domain.xml)"       start the guest from a shell
  qemuxml argv --profile libvirt domain.xml    print what libvirt would run`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if u.messages != "text" && u.messages != "json" {
				return fmt.Errorf("unknown form of messages %q; the forms are text and json", u.messages)
			}
			return nil
		},
	}
	root.SetOut(u.out)
	root.SetErr(u.err)
	root.PersistentFlags().StringVar(&u.messages, "messages", "text", "how messages are written to stderr: `text|json`")
	root.PersistentFlags().BoolVarP(&u.verbose, "verbose", "v", false, "say more on stderr")
	root.SetHelpCommand(helpCommand(u))
	root.AddCommand(argvCommand(u), binaryCommand(u), checkCommand(u), diffCommand(u), explainCommand(u), exportCommand(u), filesCommand(u), probeCommand(u), runCommand(u), versionCommand(u))
	return root
}
