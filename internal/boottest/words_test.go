package boottest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// awkward are words that a unit file, a shell or a job would take for something
// else.
var awkward = []string{
	"", " ", "-", "--", "-x y", "%n", "%%", "%", "$HOME", "${HOME}", "$$", "a$", "it's", `"q"`, `\`, `\n`, `a\`, "new\nline", "\nfirst",
	"tab\t", "\r", "\x01", "\x7f", "é", "\ufffd", ";", "#c", "`id`", "$(id)", "*", "~", "!x", "|", "&", "@x", "+", ":", "{{a}}",
	"[[a]]", "${attr.x}", "%{if}", "SCRIPT", "\nSCRIPT\n", "\u2028", "\u0085", "\ufeff", `\x41`, "a\r\nb", strings.Repeat("long ", 20000),
}

// bytesOnly are no text at all; a job of Nomad's is.
var bytesOnly = []string{"\xff", "\xc3"}

// TestWords: whatever the words are that QEMU is to get, it gets them. QEMU is a
// script here that writes them down.
func TestWords(t *testing.T) {
	if testing.Short() {
		t.Skip("building takes too long for -short")
	}
	qemuxml := build(t)
	for _, shell := range []string{"dash", "busybox sh"} {
		t.Run(shell, func(t *testing.T) {
			needPrograms(t, strings.Fields(shell)[0])
			words(t, slices.Concat(awkward, bytesOnly), func(args []string) ([]byte, error) { return scripted(shell).run(qemuxml, args) })
		})
	}
	t.Run("nomad", func(t *testing.T) {
		job := scheduled(t)
		words(t, awkward, func(args []string) ([]byte, error) { return job.run(qemuxml, args) })
	})
	t.Run("systemd", func(t *testing.T) {
		m := startManager(t, qemuxml)
		words(t, slices.Concat(awkward, bytesOnly), func(args []string) ([]byte, error) {
			export := []string{"sh", "-c", `"$@" && systemctl daemon-reload && systemctl start qemu-words`, "sh", qemuxml, "export", "systemd", "--install"}
			return m.command(append(export, args...)...).CombinedOutput()
		})
	})
}

// run starts what the arguments of qemuxml say, and waits for it.
func (w way) run(qemuxml string, args []string) ([]byte, error) {
	return exec.Command("sh", append([]string{"-c", w.script, qemuxml}, args...)...).CombinedOutput()
}

// words has QEMU started with wanted at the end of its command line.
func words(t *testing.T, wanted []string, start func(args []string) ([]byte, error)) {
	t.Helper()
	dir := t.TempDir()
	got, emulator, domain := filepath.Join(dir, "got"), filepath.Join(dir, `q "%n" $x ;\é`), filepath.Join(dir, "domain.xml")
	script := fmt.Sprintf("#!/bin/sh\nprintf '%%s\\0' \"$@\" >'%s.part' && mv '%s.part' '%s'\n", got, got, got)
	xml, err := os.ReadFile("testdata/words.xml")
	if err == nil {
		err = os.WriteFile(domain, xml, 0o600)
	}
	if err == nil {
		err = os.WriteFile(emulator, []byte(script), 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{domain, "--qemu-version", "9.2.0", "--emulator", emulator, "--"}, wanted...)
	out, err := start(args)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	eventually(10*time.Second, func() bool { _, err := os.Stat(got); return err == nil })
	data, err := os.ReadFile(got)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	all := strings.Split(strings.TrimSuffix(string(data), "\x00"), "\x00")
	if len(all) < len(wanted) {
		t.Fatalf("QEMU has the words %.200q", all)
	}
	for i, word := range all[len(all)-len(wanted):] {
		if word != wanted[i] {
			t.Errorf("%.100q has become %.100q", wanted[i], word)
		}
	}
}
