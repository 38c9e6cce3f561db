// Package docs runs what the documents show. A block fenced as console holds
// commands after "$ " and what they print; they run in a directory that holds
// domain.xml, the example of the README.
package docs

import (
	"flag"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const top = "../.."

var update = flag.Bool("update", false, "write what the commands print into the documents")

func documents(t *testing.T) map[string]string {
	t.Helper()
	names := []string{"README.md", "CONTRIBUTING.md"}
	more, err := filepath.Glob(filepath.Join(top, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range more {
		names = append(names, "docs/"+filepath.Base(m))
	}
	texts := map[string]string{}
	for _, n := range names {
		text, err := os.ReadFile(filepath.Join(top, n))
		if err != nil {
			t.Fatal(err)
		}
		texts[n] = string(text)
	}
	return texts
}

// blocks are the fenced blocks of a document with the given language.
func blocks(text, language string) []string {
	var found []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```").FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}

// TestConsole runs each command of the documents and compares what it prints.
func TestConsole(t *testing.T) {
	if _, err := os.Stat("/usr/bin/qemu-system-x86_64"); err != nil {
		t.Skip("the examples name the QEMU of this machine, and none is installed")
	}
	if l, err := net.Listen("tcp", "127.0.0.1:5900"); err == nil {
		l.Close()
	} else {
		t.Skip("the examples have the first port of VNC, which something here has taken")
	}
	dir := workplace(t)
	for name, text := range documents(t) {
		for _, block := range blocks(text, "console") {
			for _, e := range examples(block) {
				t.Run(name+"/"+e.command, func(t *testing.T) { runExample(t, dir, name, e) })
			}
		}
	}
}

// workplace is a directory with the example, and qemuxml on PATH.
func workplace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, "qemuxml"), top+"/cmd/qemuxml").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	example, err := os.ReadFile(filepath.Join(top, "testdata", "demo", "in.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "domain.xml"), example, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	t.Setenv("XDG_RUNTIME_DIR", dir)
	return dir
}

// example is a command and what it prints.
type example struct{ command, output string }

func examples(block string) []example {
	var found []example
	for _, line := range strings.SplitAfter(block, "\n") {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			found = append(found, example{command: strings.TrimSpace(command)})
		} else if len(found) > 0 {
			found[len(found)-1].output += line
		}
	}
	return found
}

func runExample(t *testing.T, dir, document string, e example) {
	cmd := exec.Command("sh", "-c", e.command)
	cmd.Dir = dir
	got, _ := cmd.CombinedOutput() // a failing command is an example, too
	if *update {
		rewrite(t, document, e, string(got))
		return
	}
	if string(got) != e.output {
		t.Errorf("%s\nprints\n%s\nbut the document says\n%s", e.command, got, e.output)
	}
}

// rewrite puts what e prints into its document.
func rewrite(t *testing.T, document string, e example, got string) {
	t.Helper()
	path := filepath.Join(top, document)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	was, is := "$ "+e.command+"\n"+e.output, "$ "+e.command+"\n"+got
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), was, is, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestMakeTargets holds that each make command of the documents has a target.
func TestMakeTargets(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(top, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range documents(t) {
		for _, m := range regexp.MustCompile("`make ([a-z-]+)`|(?m)^make ([a-z-]+)$").FindAllStringSubmatch(text, -1) {
			target := m[1] + m[2]
			if !strings.Contains(string(makefile), "\n"+target+":") {
				t.Errorf("%s speaks of make %s, which there is not", name, target)
			}
		}
	}
}

// TestExampleIsBundled holds that the domain of the README is the one that make
// demo starts.
func TestExampleIsBundled(t *testing.T) {
	want, err := os.ReadFile(filepath.Join(top, "testdata", "demo", "in.xml"))
	if err != nil {
		t.Fatal(err)
	}
	shown := blocks(documents(t)["README.md"], "xml")
	if len(shown) != 1 || shown[0] != string(want) {
		t.Errorf("the README shows\n%s\nbut the example is\n%s", shown, want)
	}
}
