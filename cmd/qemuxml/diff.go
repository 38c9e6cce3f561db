package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/qemuxml/qemuxml/internal/cmdline"
	"github.com/qemuxml/qemuxml/internal/diff"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// The exit statuses of diff, which are those of diff(1).
const (
	exitDifferent = 1
	exitTrouble   = 2
)

func diffCommand(u *ui) *cobra.Command {
	s, format, pid := &settings{}, "", 0
	cmd := &cobra.Command{
		Use:   "diff A B [-- ARG...] | diff A --pid N",
		Short: "Compare domains and command lines by meaning",
		Long: `Compare what A and B ask of QEMU, by meaning: order and spelling don't count.
Each is a domain, or a command line: as text for a shell, a JSON array, words
that end in NULs, or a guest's log of libvirt's. - is standard input.

A command line with -S is libvirt's: what it is compared with is translated with
--profile libvirt, unless another is given.

The exit status is 0 where both mean the same, 1 where they differ, and 2 for
trouble.`,
		Example: `  qemuxml diff old.xml new.xml
  qemuxml diff domain.xml --pid "$(pidof qemu-system-x86_64)"
  qemuxml diff domain.xml /var/log/libvirt/qemu/guest.log`,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, s.extra = splitAtDash(cmd, args)
			if err := checkSides(args, pid); err != nil {
				return err
			}
			return u.diff(args, pid, s, cmd.Flags().Changed("profile"), format == "json")
		},
	}
	s.register(cmd.Flags())
	s.changes.register(cmd.Flags())
	cmd.Flags().IntVar(&pid, "pid", 0, "compare with the running process `N`")
	chooseVar(cmd.Flags(), &format, "format", "how it is written", "text", "json")
	return cmd
}

// checkSides refuses arguments that are not two sides.
func checkSides(files []string, pid int) error {
	switch {
	case pid == 0 && len(files) != 2:
		return fmt.Errorf("diff needs two files, or one and --pid N")
	case pid != 0 && (len(files) != 1 || pid < 0):
		return fmt.Errorf("diff needs one file beside --pid N")
	case pid == 0 && files[0] == "-" && files[1] == "-":
		return fmt.Errorf("only one side can be standard input")
	}
	return nil
}

// side is one side of a comparison.
type side struct {
	name string
	data []byte
	tree *parse.Tree   // nil for a recorded command line
	line *cmdline.Line // nil for a domain
	diff.Side
}

// diff compares two files, or one file and the process pid. Unless the profile
// was chosen, the sides say which.
func (u *ui) diff(files []string, pid int, s *settings, chosen, asJSON bool) error {
	if err := s.checkMaxSize(); err != nil {
		return err
	}
	sides, err := u.sides(files, pid, s.maxSize)
	if err != nil {
		return status(exitTrouble)
	}
	if !chosen && slices.ContainsFunc(sides, (*side).isLibvirts) {
		s.profile = profile.Libvirt.Name
	}
	t, err := s.translation()
	if err != nil {
		return err
	}
	// What this host lacks today, such as the port of a guest that runs, is no
	// difference.
	t.Profile.HostChecks = false
	for _, side := range sides {
		if side.line == nil && u.translateSide(side, t, s) != nil {
			return status(exitTrouble)
		}
	}
	found := diff.Compare(sides[0].Side, sides[1].Side)
	if u.differences(sides, found, asJSON) != nil {
		return status(exitTrouble) // run tells of answers that can't be written
	}
	if len(found) > 0 {
		return status(exitDifferent)
	}
	return nil
}

// sides reads both sides. What is wrong was told when it returns an error.
func (u *ui) sides(files []string, pid int, maxSize int64) ([]*side, error) {
	var sides []*side
	for _, file := range files {
		data, err := u.bytes(file, maxSize)
		if err != nil {
			u.fileFailed(source.NotReadable, file, err)
			return nil, err
		}
		sides = append(sides, &side{name: inputName(file), data: data})
	}
	if pid != 0 {
		data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
		if err != nil {
			u.failf(source.NotReadable, "%v", err)
			return nil, err
		}
		sides = append(sides, &side{name: "process " + strconv.Itoa(pid), data: data})
	}
	for _, side := range sides {
		if err := u.readSide(side, maxSize); err != nil {
			return nil, err
		}
	}
	return sides, nil
}

// readSide tells what s is, and reads it.
func (u *ui) readSide(s *side, maxSize int64) (err error) {
	if isXML(s.data) {
		s.tree, err = u.tree(s.name, s.data, maxSize)
		return err
	}
	line, err := cmdline.Read(s.data)
	if err != nil {
		u.fileFailed(source.BadValue, s.name, err)
		return err
	}
	s.line, s.Side = &line, diff.Recorded(line)
	return nil
}

// isXML tells XML, whatever it is wrapped in, from a command line.
func isXML(data []byte) bool {
	if parse.IsSaveImage(data) {
		return true
	}
	text := bytes.TrimSpace(data)
	for _, mark := range []string{"<", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "\x00<"} {
		if bytes.HasPrefix(text, []byte(mark)) {
			return true
		}
	}
	return bytes.Contains(text, []byte("\n<")) // what a program said before it
}

// isLibvirts tells a command line of libvirt's, which has the guest wait for a
// monitor.
func (s *side) isLibvirts() bool { return s.line != nil && slices.Contains(s.line.Args, "-S") }

// translateSide makes the command line of the domain s.
func (u *ui) translateSide(s *side, t *translate.Settings, flags *settings) error {
	r := flags.translated(s.tree, t)
	if err := u.verdict(s.name, s.tree, r.Diag, flags.strict); err != nil {
		return err
	}
	s.Side = diff.Translated(r.Emulator.Path, r.Emulator.From, r.Options)
	return nil
}
