package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/qemu"
)

// version is set by the Makefile, from git.
var version = "devel"

func versionCommand(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of qemuxml and of the newest QEMU that it knows",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(u.out, "qemuxml %s (QEMU %s to %s)\n", version, qemu.Oldest, qemu.Newest)
			return err
		},
	}
}
