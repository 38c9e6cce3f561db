package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

func argvCommand(u *ui) *cobra.Command {
	s, format := &settings{}, ""
	cmd := &cobra.Command{
		Use:   "argv FILE|DIR... [-- ARG...]",
		Short: "Print the QEMU command line of a domain",
		Long: `Print the QEMU command line of the domain in each FILE; - is standard input.
For a DIR, that is each *.xml below it, in the order of their names.
Words after -- are added to the end of the command line as they are.`,
		Example: `  qemuxml argv --format pretty domain.xml
  virsh dumpxml guest | qemuxml argv -
  qemuxml argv domain.xml -- -snapshot`,
		RunE: func(cmd *cobra.Command, args []string) error {
			files, extra := splitAtDash(cmd, args)
			if len(files) == 0 {
				return fmt.Errorf("argv needs a FILE, or - for standard input")
			}
			return u.argv(files, extra, s, format)
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	chooseVar(cmd.Flags(), &format, "format", "how it is written", render.Formats...)
	return cmd
}

// splitAtDash is the arguments before and after a --.
func splitAtDash(cmd *cobra.Command, args []string) (files, extra []string) {
	if at := cmd.ArgsLenAtDash(); at >= 0 {
		return args[:at], args[at:]
	}
	return args, nil
}

// translated is the domain of tree, and what the user adds to its command line.
func (s *settings) translated(tree *parse.Tree, t *translate.Settings) translate.Result {
	r := translate.Tree(tree, t)
	for _, word := range s.extra {
		r.Options = append(r.Options, *option.Word(word, source.Rule("given after --")))
	}
	return r
}

// argv prints the command line of each file, in order. A file that fails prints
// nothing and doesn't keep the others from theirs.
func (u *ui) argv(files, extra []string, s *settings, format string) error {
	return u.each(files, func() (task, error) {
		t, err := s.translation()
		return func(u *ui, file string) error {
			text, err := u.commandLine(file, extra, s, t, format)
			if err == nil {
				_, err = io.WriteString(u.out, text)
			}
			return err
		}, err
	})
}

// worse is the status that tells more: a failure, then a warning, then success.
func worse(a, b status) status {
	if a == exitFailed || b == exitFailed {
		return exitFailed
	}
	return max(a, b)
}

// commandLine is the command line of the domain in file. An error of type
// status was told already.
func (u *ui) commandLine(file string, extra []string, s *settings, t *translate.Settings, format string) (string, error) {
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return "", err
	}
	r := translate.Tree(tree, t)
	if err := u.verdict(file, tree, r.Diag, s.strict); err != nil {
		return "", err
	}
	c := render.Command{Env: r.Env, Program: r.Emulator.Path, Options: r.Options, Extra: extra}
	if !t.Profile.Frame {
		c = withEnv(c)
	}
	text, err := render.Format(c, format)
	if err != nil {
		u.fileFailed(source.BadValue, file, err)
		return "", status(exitFailed)
	}
	return text, nil
}

// withEnv has env(1) set the environment of c, so that the command works as it
// is: after exec, where a shell takes no assignment, and as an argument vector.
func withEnv(c render.Command) render.Command {
	if len(c.Env) == 0 {
		return c
	}
	var words []option.Option
	for _, word := range append(c.Env, c.Program) {
		words = append(words, *option.Word(word))
	}
	return render.Command{Program: "env", Options: append(words, c.Options...), Extra: c.Extra}
}

// verdict prints the diagnostics of file, and is an error where they forbid an
// answer.
func (u *ui) verdict(file string, tree *parse.Tree, diag *source.Diags, strict bool) error {
	u.diags(inputName(file), tree, diag.All())
	switch {
	case diag.Errors() > 0:
		return status(exitFailed)
	case strict && diag.Warnings() > 0:
		return status(exitStrict)
	}
	return nil
}
