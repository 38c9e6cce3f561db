package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/source"
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
	out := &answers{to: stdout}
	u := &ui{in: stdin, out: out, err: stderr, coloured: coloured(stderr)}
	root := rootCommand(u, args)
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	var s status
	switch {
	case errors.As(err, &s) && out.err == nil:
		return int(s)
	case out.err != nil:
		u.failf(source.NotWritten, "%v", out.err)
		return max(int(s), exitFailed)
	case err != nil:
		u.usage(cmd.CommandPath(), err)
		return exitUsage
	}
	return exitOK
}

// answers is where answers go. It keeps the first failure: whatever was asked
// for, an answer that did not arrive is none.
type answers struct {
	to  io.Writer
	err error
}

func (a *answers) Write(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, err = a.to.Write(p)
	if a.err == nil {
		a.err = err
	}
	return n, err
}

// verbs make the commands.
var verbs = [...]struct {
	name    string
	command func(*ui) *cobra.Command
}{
	{"argv", argvCommand},
	{"binary", binaryCommand},
	{"check", checkCommand},
	{"diff", diffCommand},
	{"explain", explainCommand},
	{"export", exportCommand},
	{"files", filesCommand},
	{"probe", probeCommand},
	{"run", runCommand},
	{"version", versionCommand},
}

// addVerbs gives root its commands. Where args begin with one of them, it gets
// no other: to make them all takes longer than to translate a small domain.
func addVerbs(root *cobra.Command, u *ui, args []string) {
	for _, v := range verbs {
		if len(args) > 0 && args[0] == v.name {
			root.AddCommand(v.command(u))
			root.CompletionOptions.DisableDefaultCmd = true
			return
		}
	}
	completeChoices(root, root.PersistentFlags())
	for _, v := range verbs {
		cmd := v.command(u)
		completeChoices(cmd, cmd.Flags())
		root.AddCommand(cmd)
	}
	root.InitDefaultCompletionCmd("completion")
	if shells, _, err := root.Find([]string{"completion"}); err == nil {
		shells.Args = cobra.NoArgs
		shells.RunE = func(*cobra.Command, []string) error {
			return fmt.Errorf("completion needs a SHELL: bash, zsh, fish or powershell")
		}
	}
}

func rootCommand(u *ui, args []string) *cobra.Command {
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
	}
	root.SetOut(u.out)
	root.SetErr(u.err)
	chooseVar(root.PersistentFlags(), &u.messages, "messages", "how messages are written to stderr", "text", "json")
	root.PersistentFlags().BoolVarP(&u.verbose, "verbose", "v", false, "say more on stderr")
	root.SetHelpCommand(helpCommand(u))
	addVerbs(root, u, args)
	return root
}
