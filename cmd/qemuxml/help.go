package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/source"
)

// helpCommand is cobra's help, which also explains diagnostics by their IDs.
func helpCommand(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|ID]",
		Short: "Explain a command, or a message by its ID",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if p, ok := source.PageOf(source.ID(args[0])); ok {
					return writePage(u.out, p)
				}
			}
			target, _, err := cmd.Root().Find(args)
			if err != nil || len(args) > 0 && target == cmd.Root() {
				return fmt.Errorf("no command and no message is called %q", args[0])
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	}
}

func writePage(w io.Writer, p source.Page) error {
	_, err := fmt.Fprintf(w, "%s\n\n%s\n\nWhy: %s\n\nWhat to do: %s\n", p.ID, p.What, p.Why, p.Do)
	return err
}
