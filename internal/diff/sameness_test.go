package diff

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/cmdline"
)

var beside = flag.String("beside", "", "the directory with recorded command lines and the tool that compares them")

// judge is a program that reads a pair of recorded lines from each line of its
// input, and writes for each how many options are missing and extra, and whether
// the programs are the same.
const judge = `
import json, sys
sys.path.insert(0, sys.argv[1])
import argvcmp
for line in sys.stdin:
    (_, wp, want), (_, gp, got) = [argvcmp.load(t) for t in json.loads(line)]
    _, _, missing, extra = argvcmp.compare(want, got)
    print(len(missing), len(extra), int(wp == gp), len(want), len(got))
`

// verdict is what the judge writes.
type verdict struct{ missing, extra, program, words, others int }

// TestSameness holds what is the same here against another program's judgement,
// over recorded command lines and lines made from them: written another way,
// with options left out, and with values changed.
func TestSameness(t *testing.T) {
	if *beside == "" {
		t.Skip("make sameness runs this, where there are recorded command lines")
	}
	pairs := recordedPairs(t)
	verdicts := judged(t, pairs)
	differ := 0
	for i, p := range pairs {
		got := ownVerdict(t, p)
		if got != verdicts[i] {
			t.Errorf("%v here, but %v there, of\n%s\n%s", got, verdicts[i], p[0], p[1])
		}
		if got.missing+got.extra > 0 {
			differ++
		}
	}
	t.Logf("%d pairs, %d of them different", len(pairs), differ)
}

// recordedPairs are pairs of command lines to compare.
func recordedPairs(t *testing.T) [][2]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(*beside, "corpus/*/cases/*.args"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no recorded command lines in %s (%v)", *beside, err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	var pairs [][2]string
	last := ""
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		line := string(text)
		if strings.Contains(line, " -std-vga") {
			continue // the other program takes the next word for its value
		}
		for _, change := range []func(*rand.Rand, []string) []string{spelt, shuffled, shortened, changed} {
			pairs = append(pairs, [2]string{line, remade(t, rng, line, change)})
		}
		if last != "" {
			pairs = append(pairs, [2]string{last, line})
		}
		last = line
	}
	return pairs
}

// remade is the line with its words as change makes them, as JSON.
func remade(t *testing.T, rng *rand.Rand, line string, change func(*rand.Rand, []string) []string) string {
	t.Helper()
	l, err := cmdline.Read([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(append([]string{l.Program}, change(rng, l.Args)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// spelt writes the words of a line another way, and sometimes a way that means
// something else.
func spelt(rng *rand.Rand, words []string) []string {
	ways := [][2]string{
		{"=on", "=true"},
		{"=off", "=no"},
		{"=on,", ","},
		{":true", `:"on"`},
		{`"`, `" `},
		{"_", "-"},
		{"-", "_"},
		{"0x", "0x0"},
		{",,", ","},
		{"driver=", ""},
		{"type=", ""},
		{"{", "json:{"},
		{"fd=", "fd=1"},
		{"data", "iv"},
		{"true", "false"},
		{"=", "=,,"},
		{"{", " {"},
	}
	way := ways[rng.IntN(len(ways))]
	spelt := slices.Clone(words)
	for i, w := range spelt {
		switch {
		case w == "-machine":
			spelt[i] = "-M"
		case strings.HasPrefix(w, "-"):
			spelt[i] = strings.Repeat("-", rng.IntN(2)) + w
		default:
			spelt[i] = strings.Replace(w, way[0], way[1], 1+rng.IntN(3))
		}
	}
	return spelt
}

// shuffled has a line's options in another order.
func shuffled(rng *rand.Rand, words []string) []string {
	options := cmdline.Options(words)
	rng.Shuffle(len(options), func(i, j int) { options[i], options[j] = options[j], options[i] })
	var all []string
	for _, o := range options {
		all = append(all, words[o.At:o.At+o.Words]...)
	}
	return all
}

// shortened lacks some words.
func shortened(rng *rand.Rand, words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(string) bool { return rng.IntN(20) == 0 })
}

// changed has a letter doubled in some words.
func changed(rng *rand.Rand, words []string) []string {
	changed := slices.Clone(words)
	for i, w := range changed {
		if at := rng.IntN(len(w) + 1); rng.IntN(8) == 0 && at < len(w) {
			changed[i] = w[:at+1] + w[at:]
		}
	}
	return changed
}

// judged is the other program's verdict on each of pairs.
func judged(t *testing.T, pairs [][2]string) []verdict {
	t.Helper()
	var in strings.Builder
	for _, p := range pairs {
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(text, '\n'))
	}
	cmd := exec.Command("python3", "-c", judge, filepath.Join(*beside, "tools"))
	cmd.Stdin, cmd.Stderr = strings.NewReader(in.String()), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return readVerdicts(t, string(out), len(pairs))
}

func readVerdicts(t *testing.T, text string, want int) []verdict {
	t.Helper()
	var all []verdict
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		var v verdict
		if _, err := fmt.Sscan(s.Text(), &v.missing, &v.extra, &v.program, &v.words, &v.others); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if len(all) != want {
		t.Fatalf("%d verdicts on %d pairs", len(all), want)
	}
	return all
}

// ownVerdict is what this package makes of the pair.
func ownVerdict(t *testing.T, pair [2]string) verdict {
	t.Helper()
	a, b := recorded(t, pair[0]), recorded(t, pair[1])
	v := verdict{program: 1, words: wordCount(a), others: wordCount(b)}
	for _, d := range Compare(a, b) {
		switch {
		case d.Program:
			v.program = 0
		case d.Kind == Missing:
			v.missing++
		case d.Kind == Extra:
			v.extra++
		default:
			v.missing, v.extra = v.missing+1, v.extra+1
		}
	}
	return v
}

func wordCount(s Side) int {
	n := 0
	for _, o := range s.options {
		n += o.Words
	}
	return n
}
