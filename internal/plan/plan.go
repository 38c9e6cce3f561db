// Package plan is what has to be done around QEMU for a guest to run: what is
// there before QEMU starts, what it is told through its monitor, and what
// follows when the guest ends.
//
// A plan is data, made together with the command line. The warnings of argv,
// and whatever runs or writes out a guest, read the same plan.
package plan

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// Kind is what a step does.
type Kind uint8

// The kinds of steps.
const (
	Directory Kind = iota // makes a directory, with those above it
	Copy                  // makes a file from another one, never over one that is there
	Command               // runs a program to its end
	Daemon                // starts a program that serves QEMU until QEMU ends
)

// Step is something to do before QEMU starts.
type Step struct {
	Kind Kind
	From source.Ref // the item that asks for it
	What string     // for people: swtpm, which emulates the TPM

	// Path is the directory, or the file to make.
	Path string
	// Template is the file that a Copy is made from; Format is that of the copy,
	// where it is to differ.
	Template, Format string

	// Words are the program and its arguments.
	Words []string
	// Forks are arguments with which a Daemon goes to the background by itself,
	// Stays those with which it doesn't. Either may be empty.
	Forks, Stays []string
	// AsRoot are arguments for when root starts the program.
	AsRoot []string
	// Socket is where a Daemon listens once it is ready; "" where it doesn't.
	Socket string
	// Package is the Debian package that holds the program.
	Package string
}

// Plan is all that is done around one QEMU. The zero Plan does nothing.
type Plan struct {
	Steps []Step // in order
	// TAPs are made before QEMU starts.
	TAPs []TAP
	// Monitor is the socket of the QMP monitor that is the runner's own; "" where
	// QEMU has none. A guest with one starts stopped.
	Monitor string
	// Tell is what QEMU is told before the guest runs, in order.
	Tell []Tell
	// Pins bind threads of QEMU to CPUs of the host.
	Pins []Pin
	// Console is the ID of the chardev that is the guest's first serial console, ""
	// where it has none; ConsoleFile is the file that it is written to, if any.
	Console, ConsoleFile string
	// Stdio tells that QEMU reads its standard input.
	Stdio bool
	// Agent is the socket of the guest agent; "" for none.
	Agent string
	// End is what follows when the guest ends.
	End End
}

// Add appends s.
func (p *Plan) Add(s Step) { p.Steps = append(p.Steps, s) }

// Tell is a command for QEMU's monitor.
type Tell struct {
	From    source.Ref
	Execute string
	Args    map[string]any
	// Secret is the argument that is not to be shown; "" for none.
	Secret string
}

// Thread is a kind of thread of QEMU's.
type Thread uint8

// The kinds of threads.
const (
	Emulator Thread = iota // all that are no other kind
	VCPU
	IOThread
)

// Pin binds the thread called ID, of its kind, to host CPUs.
type Pin struct {
	From   source.Ref
	Thread Thread
	ID     uint64 // of a vCPU or an iothread
	CPUs   []uint64
}

// End says what becomes of the guest, in libvirt's words: destroy, restart,
// preserve, coredump-destroy, coredump-restart.
type End struct{ Poweroff, Crash string }

// Operand is the path called name so that no program takes it for an option.
func Operand(name string) string {
	if strings.HasPrefix(name, "-") {
		return "./" + name
	}
	return name
}

// Typed are the words of s for somebody who types it before QEMU.
func (s *Step) Typed() []string {
	switch s.Kind {
	case Directory:
		return []string{"mkdir", "-p", s.Path}
	case Copy:
		if s.Format != "" {
			return []string{"qemu-img", "convert", "-O", s.Format, s.Template, s.Path}
		}
		return []string{"cp", "-n", s.Template, s.Path}
	case Command, Daemon:
		return joined(s.Words, s.Forks)
	}
	return nil
}

// Attended are the words of s for a caller that stays with the program.
func (s *Step) Attended() []string {
	if s.Kind == Daemon {
		return joined(s.Words, s.Stays)
	}
	return s.Typed()
}

func joined(a, b []string) []string { return append(a[:len(a):len(a)], b...) }

// Name is what people call the thread of p.
func (p *Pin) Name() string {
	switch p.Thread {
	case Emulator:
		return "the other threads of QEMU"
	case VCPU:
		return fmt.Sprintf("vCPU %d", p.ID)
	case IOThread:
		return fmt.Sprintf("iothread %d", p.ID)
	}
	return fmt.Sprintf("Thread(%d)", uint8(p.Thread))
}
