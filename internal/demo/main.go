// Command demo starts the command line that qemuxml prints for a domain, with
// the guest stopped, and shows what QEMU says it holds.
//
//	demo QEMUXML DOMAIN.XML
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"

	"github.com/qemuxml/qemuxml/internal/qemutest"
)

func main() {
	if err := demo(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func demo(qemuxml, domain string) error {
	out, err := exec.Command(qemuxml, "argv", "--format", "json", domain).Output()
	if err != nil {
		return err
	}
	var command []string
	if err := json.Unmarshal(out, &command); err != nil {
		return err
	}
	if _, err := exec.LookPath(command[0]); err != nil {
		fmt.Println("\nQEMU is not installed here, so nothing was started.")
		return nil
	}
	dir, err := os.MkdirTemp("", "qemuxml-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	m, err := qemutest.Start(command, dir)
	if err != nil {
		return err
	}
	defer m.Stop()
	return show(m)
}

// show prints what QEMU says, in its own words.
func show(m *qemutest.Machine) error {
	in, err := m.Look()
	if err != nil {
		return err
	}
	fmt.Printf("\nQEMU started it. It says: %d vCPUs, %d MiB of memory, and these devices:\n", in.CPUs, in.Memory>>20)
	for _, line := range []string{"info pci", "info block", "info network"} {
		text, err := m.HMP(line)
		if err != nil {
			return err
		}
		fmt.Printf("\n(qemu) %s\n%s", line, text)
	}
	return nil
}
