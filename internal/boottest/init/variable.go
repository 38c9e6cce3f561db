//go:build linux

package main

import (
	"errors"
	"io/fs"
	"os"
)

// variable is a variable of the firmware, of a vendor's ID that is nobody's.
const variable = "/sys/firmware/efi/efivars/Qemuxml-8f1c2d6e-5a0b-4c3d-9e7f-0123456789ab"

// attributes are those of a variable that lasts, and that the operating system
// sees (UEFI specification, GetVariable).
const attributes = "\x07\x00\x00\x00"

// reportVariable tells whether the guest was started by UEFI, and what an earlier
// start has left there, and leaves something itself.
func reportVariable() {
	if _, err := os.Stat("/sys/firmware/efi"); err != nil {
		return
	}
	mount("efivarfs", "/sys/firmware/efi/efivars")
	before, err := os.ReadFile(variable)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		report("variable", "absent")
		if err := os.WriteFile(variable, []byte(attributes+"was here"), 0o644); err != nil {
			report("error", err.Error())
		}
	case err != nil || len(before) < len(attributes):
		report("error", read(variable))
	default:
		report("variable", string(before[len(attributes):]))
	}
}
