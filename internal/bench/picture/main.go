// Command picture draws where the time goes, from a profile of the processor
// that BenchmarkWhole made.
//
//	picture PROFILE > docs/performance.svg
//
// make picture does both.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const (
	whole = "internal/bench.Whole"
	etree = "etree.(*Document).ReadFromBytes"
	read  = "parse.Read"
)

// bar is a stage and its share of the time, in per cent.
type bar struct {
	what  string
	share float64
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: picture PROFILE")
		os.Exit(2)
	}
	shares, err := profile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
	fmt.Print(svg(stages(shares)))
}

// profile is the share of each function in a profile, with all that it calls.
func profile(file string) (map[string]float64, error) {
	out, err := exec.Command("go", "tool", "pprof", "-top", "-cum", "-nodecount=100000", "-nodefraction=0", file).Output()
	if err != nil {
		return nil, fmt.Errorf("go tool pprof: %w", err)
	}
	shares := map[string]float64{}
	for line := range strings.Lines(string(out)) {
		// flat flat% sum% cum cum% name, and (inline) after some names
		field := strings.Fields(line)
		if len(field) < 6 || !strings.HasSuffix(field[4], "%") {
			continue
		}
		if share, err := strconv.ParseFloat(strings.TrimSuffix(field[4], "%"), 64); err == nil {
			shares[field[5][strings.LastIndexByte(field[5], '/')+1:]] = share
		}
	}
	if shares["bench.Whole"] == 0 {
		return nil, fmt.Errorf("%s is no profile of %s", file, whole)
	}
	return shares, nil
}

// stages are the bars of the picture. What is not in Whole is the collector's.
func stages(share map[string]float64) []bar {
	bars := []bar{
		{"etree: bytes to elements", share[etree]},
		{"parse: elements in order", share[read] - share[etree]},
		{"parse: elements to a domain", share["parse.readDomain"]},
		{"resolve: what the XML leaves open", share["resolve.Domain"]},
		{"argv: domain to options", share["argv.Options"]},
		{"audit: what is left over", share["audit.Leftovers"]},
		{"render: options to text", share["render.Format"]},
	}
	rest := share["bench.Whole"]
	for _, b := range bars {
		rest -= b.share
	}
	return append(bars, bar{"the emulator, and between", rest}, bar{"collecting garbage", 100 - share["bench.Whole"]})
}

// svg draws bars, a line each.
func svg(bars []bar) string {
	const line, left, scale, title = 30, 280, 8, "Where the time goes: a domain of 5 KiB, processor time inside the process"
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="%d" font-family="sans-serif" font-size="14">`+"\n", line*(len(bars)+2))
	fmt.Fprintf(&b, "<title>%s</title>\n"+`<rect width="100%%" height="100%%" fill="#fff"/>`+"\n", title)
	fmt.Fprintf(&b, `<text x="12" y="22" font-weight="bold">%s</text>`+"\n", title)
	for i, s := range bars {
		y := line * (i + 1)
		fmt.Fprintf(&b, `<text x="12" y="%d">%s</text><rect x="%d" y="%d" width="%.0f" height="20" fill="#4c78a8"/><text x="%.0f" y="%d">%.1f %%</text>`+"\n",
			y+21, s.what, left, y+6, scale*s.share, left+8+scale*s.share, y+21, s.share)
	}
	fmt.Fprintf(&b, `<text x="12" y="%d" fill="#555">Drawn from a profile of %s by make picture</text>`+"\n</svg>\n", line*(len(bars)+1)+21, time.Now().Format(time.DateOnly))
	return b.String()
}
