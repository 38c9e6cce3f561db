package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

func binaryCommand(u *ui) *cobra.Command {
	s := &settings{}
	cmd := &cobra.Command{
		Use:   "binary FILE [-- ARG...]",
		Short: "Print which emulator would run, and why",
		Long: `Print the path of the emulator that would run the domain in FILE. With -v or
--messages, stderr says what decided.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, s.extra = splitAtDash(cmd, args)
			if len(args) != 1 {
				return fmt.Errorf("binary needs one FILE, or - for standard input")
			}
			t, err := s.translation()
			if err != nil {
				return err
			}
			return u.binary(args[0], s, t, u.verbose || cmd.Flags().Changed("messages"))
		},
	}
	s.register(cmd.Flags())
	return cmd
}

// binary prints the emulator of the domain in file, and if why is set what
// decided.
func (u *ui) binary(file string, s *settings, t *translate.Settings, why bool) error {
	tree, err := u.read(file, s.maxSize)
	if err != nil {
		return err
	}
	r := translate.Emulator(tree, t)
	if why && r.Domain != nil {
		r.Diag.Note(source.Chosen, r.Emulator.From, "%s was chosen by: %s", r.Emulator.Path, r.Emulator.Reason)
	}
	if err := u.verdict(file, tree, r.Diag, s.strict); err != nil {
		return err
	}
	_, err = fmt.Fprintln(u.out, r.Emulator.Path)
	return err
}
