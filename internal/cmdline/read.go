// Package cmdline reads QEMU command lines: the forms in which they are recorded
// into words, and words into options that can be compared by meaning.
//
// It is the way back from text, for lines that this program did not write. It
// judges nothing: any words make options.
package cmdline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/shlex"
)

// Line is a command line in words.
type Line struct {
	Env     []string // NAME=value, set for the program
	Program string
	Args    []string
}

// Read reads a command line in any of its forms: each word ended by a NUL, as
// /proc/PID/cmdline has it; a JSON array of strings; text for a POSIX shell; or a
// guest's log, as libvirt keeps it, of which the newest command counts.
func Read(data []byte) (Line, error) {
	words, err := words(data)
	if err != nil {
		return Line{}, err
	}
	var l Line
	l.Env, words = environment(words)
	if len(words) == 0 {
		return Line{}, errors.New("the command line names no program")
	}
	l.Program, l.Args = words[0], words[1:]
	return l, nil
}

func words(data []byte) ([]string, error) {
	switch text := bytes.TrimSpace(data); {
	case bytes.IndexByte(data, 0) >= 0:
		return strings.Split(strings.TrimSuffix(string(data), "\x00"), "\x00"), nil
	case bytes.HasPrefix(text, []byte("[")):
		var words []string
		if err := json.Unmarshal(text, &words); err != nil {
			return nil, fmt.Errorf("no JSON array of strings: %w", err)
		}
		return words, nil
	default:
		words, err := shlex.Split(joinLines(lastStart(string(text))))
		if err != nil {
			return nil, fmt.Errorf("no command for a shell: %w", err)
		}
		return words, nil
	}
}

// lastStart is the newest command in a guest's log below /var/log/libvirt/qemu,
// or text where it is no such log. There a command has all its lines but the
// last end in a backslash.
func lastStart(text string) string {
	at := strings.LastIndex(text, ": starting up libvirt version: ")
	if at < 0 {
		return text
	}
	_, rest, _ := strings.Cut(text[at:], "\n")
	end := 0
	for line := range strings.Lines(rest) {
		end += len(line)
		if !strings.HasSuffix(line, "\\\n") {
			break
		}
	}
	return rest[:end]
}

// joinLines removes the backslashes that continue a line, which shlex takes for
// a quoted newline. Between single quotes they mean nothing to a shell.
func joinLines(text string) string {
	var b strings.Builder
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quote != '\'' && i+1 < len(text):
			i++
			if text[i] != '\n' {
				b.WriteString(text[i-1 : i+1])
			}
			continue
		case c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// isAssignment tells whether a shell takes word for NAME=value.
func isAssignment(word string) bool {
	name, _, ok := strings.Cut(word, "=")
	if !ok || name == "" || name[0] >= '0' && name[0] <= '9' {
		return false
	}
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}

// environment parts the assignments that words begin with from the command. An
// env(1) that only makes assignments is one of them.
func environment(words []string) (env, command []string) {
	if len(words) > 1 && words[0] == "env" && isAssignment(words[1]) {
		words = words[1:]
	}
	n := 0
	for n < len(words) && isAssignment(words[n]) {
		n++
	}
	return words[:n], words[n:]
}
