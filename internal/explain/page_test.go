package explain_test

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/qemuxml/qemuxml/internal/binaries"
	"github.com/qemuxml/qemuxml/internal/explain"
	"github.com/qemuxml/qemuxml/internal/parse"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/qemu"
	"github.com/qemuxml/qemuxml/internal/render"
	"github.com/qemuxml/qemuxml/internal/translate"
)

// explained is the explanation of a domain on a host that has everything.
func explained(t *testing.T, xml string) *explain.Model {
	t.Helper()
	tree, err := parse.Read([]byte(xml))
	if err != nil {
		t.Fatal(err)
	}
	r := translate.Tree(tree, &translate.Settings{
		Profile: profile.Run, Version: qemu.V(9, 2), HostArch: qemu.X86_64, RuntimeDir: "/run/user/1000",
		Look: binaries.Lookup{Path: func(string) (string, bool) { return "", false }, Exists: func(string) bool { return true }},
	})
	if r.Diag.Errors() > 0 {
		t.Fatalf("not translated: %v", r.Diag.All())
	}
	return explain.Make(explain.Input{File: "in.xml", Tree: tree, Result: r})
}

func pageOf(t *testing.T, xml string) string {
	t.Helper()
	var b strings.Builder
	if err := explained(t, xml).HTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const small = `<domain type='qemu'>
  <name>small</name>
  <uuid>6d3a0a4c-9a5f-4a5e-8c11-5d1f2f1a0a01</uuid>
  <title>A guest</title>
  <memory unit='MiB'>64</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices>
    <interface type='user' colour='red'>
      <mac address='52:54:00:01:02:03'/>
      <model type='virtio'/>
    </interface>
    <rng model='virtio'>
      <backend model='random'>/dev/urandom</backend>
    </rng>
    <memballoon model='none'/>
  </devices>
</domain>
`

// js finds parts of the page by their text.
const js = `
const part = (text) => [...document.querySelectorAll("section a")].find((a) => a.textContent.includes(text));
const box = (text) => [...document.querySelectorAll(".box")].find((a) => a.textContent.includes(text));
const lit = (el) => el.classList.contains("on");
const xml = (text) => [...document.querySelectorAll("#xml a")].find((a) => a.textContent.includes(text));
const words = (text) => [...document.querySelectorAll("#command a")].find((a) => a.textContent.includes(text));
const shown = (selector) => [...document.querySelectorAll(selector)].filter((el) => el.getClientRects().length > 0).length;
const inSight = (el) => { const r = el.getBoundingClientRect(), p = el.closest("section").getBoundingClientRect();
  return r.top >= p.top && r.bottom <= p.bottom; };
`

func TestHover(t *testing.T) {
	b := open(t, pageOf(t, small), 1400, 900)
	eval[int](b, js+"0")
	b.hover(`words("mac=")`)
	b.want(`lit(xml("address="))`)
	b.want(`lit(box("net0")) && !lit(box("rng0"))`)
	b.want(`!lit(xml("urandom"))`)
	b.want(`document.querySelector("#detail").textContent.includes("line 9: /domain/devices/interface/mac/@address")`)

	b.hover(`xml("urandom")`)
	b.want(`lit(words("filename=")) && !lit(words("mac=")) && !lit(xml("address="))`)
	b.want(`document.querySelector("#detail").textContent.includes("-object rng-random")`)

	b.hover(`box("net0")`)
	b.want(`lit(xml("address=")) && lit(xml("interface")) && words("mac=").closest("li").classList.contains("on")`)

	b.hover(`xml("interface")`)
	b.want(`lit(words("mac=")) && lit(box("net0")) && !lit(words("filename="))`)

	b.hover(`xml("colour")`)
	b.want(`lit(document.querySelector("#messages a[title], #messages li a.on"))`)
	b.hover(`document.querySelector("h1")`)
	b.want(`document.querySelectorAll(".on, .near").length === 0`)
}

func TestFocus(t *testing.T) {
	b := open(t, pageOf(t, many(100)), 1200, 700)
	eval[int](b, js+"0")
	b.keys(kb.Tab, kb.Tab)
	b.want(`document.activeElement === document.querySelector("#xml a")`)
	b.keys(kb.ArrowDown)
	b.want(`document.activeElement.textContent === "name"`)
	b.keys(kb.ArrowRight)
	b.want(`document.activeElement.textContent === "many" && lit(words("many"))`)
	b.keys(kb.ArrowUp, kb.End, kb.ArrowUp)
	b.want(`document.activeElement.closest("#xml") && inSight(document.activeElement)`)

	b.keys(kb.Tab)
	b.want(`document.activeElement.closest("#command") !== null`)
	b.keys(kb.End)
	b.want(`inSight(document.activeElement)`)
	eval[int](b, `words("/images/98").focus(), 0`)
	b.want(`[...document.querySelectorAll("#xml .on")].some(inSight)`)
	b.keys(kb.Enter)
	b.want(`document.activeElement.closest("#xml") && lit(document.activeElement) && inSight(document.activeElement)`)
	b.keys(kb.Enter)
	b.want(`document.activeElement.closest("#command") !== null`)
	b.keys(kb.Tab, kb.Tab)
	b.want(`document.activeElement.closest("#messages, #devices") !== null`)
	b.keys(kb.Escape)
	b.want(`document.activeElement === document.body && document.querySelectorAll(".on").length === 0`)
}

func TestSearch(t *testing.T) {
	b := open(t, pageOf(t, small), 1400, 900)
	eval[int](b, js+"0")
	all := eval[int](b, `shown("#xml .lines li")`)
	b.keys("/")
	b.want(`document.activeElement.id === "q"`)
	b.keys("u", "r", "a", "n", "d")
	eval[int](b, `new Promise((r) => setTimeout(() => r(0), 400))`)
	b.want(`shown("#xml .lines li") === 1 && inSight(xml("urandom"))`)
	b.want(`shown("#command .lines li") === 2 && [words("filename="), words("rng=")].every((el) => el.getClientRects().length > 0)`)
	b.want(`!box("rng0").classList.contains("dim") && box("net0").classList.contains("dim")`)
	b.want(`document.querySelector("#found").textContent === "1 XML lines, 1 options"`)
	b.keys(kb.Escape)
	b.want(fmt.Sprintf(`shown("#xml .lines li") === %d && document.querySelectorAll(".dim").length === 0`, all))
}

// TestMany holds that a page of 500 devices loads, lights and searches without a
// wait that a person would mind; limits are for a busy machine.
func TestMany(t *testing.T) {
	b := open(t, pageOf(t, many(500)), 1400, 900)
	eval[int](b, js+`const took = (f) => { const t = performance.now(); f(); document.body.offsetHeight; return performance.now() - t; };
const searched = (text) => new Promise((done) => { const t = performance.now(), q = document.querySelector("#q");
  q.value = text; q.dispatchEvent(new Event("input"));
  const look = () => document.querySelector("#found").textContent ? done(performance.now() - t) : setTimeout(look, 5);
  look(); }); 0`)
	if n := eval[int](b, `document.querySelectorAll(".box").length`); n < 500 {
		t.Errorf("only %d boxes are drawn", n)
	}
	b.keys(kb.Tab, kb.Tab)
	for what, script := range map[string]string{
		"lighting all": `took(() => xml("devices").focus())`,
		"lighting one": `took(() => words("org.example.9").focus()) + (lit(words("org.example.9")) ? 0 : 1e6)`,
		"searching":    `searched("virtio")`,
	} {
		ms := eval[float64](b, script)
		t.Logf("%s takes %.0f ms", what, ms)
		if ms > 5000 {
			t.Errorf("%s takes %.0f ms", what, ms)
		}
	}
}

// many is a domain with n devices.
func many(n int) string {
	var s strings.Builder
	s.WriteString("<domain type='qemu'>\n  <name>many</name>\n  <uuid>6d3a0a4c-9a5f-4a5e-8c11-5d1f2f1a0a02</uuid>\n  <memory unit='MiB'>64</memory>\n" +
		"  <os><type arch='x86_64' machine='q35'>hvm</type></os>\n  <devices>\n")
	for i := range n {
		switch {
		case i%2 == 0:
			fmt.Fprintf(&s, "    <disk type='file'>\n      <driver name='qemu' type='qcow2'/>\n      <source file='/images/%d'/>\n      <target dev='sd%s' bus='scsi'/>\n    </disk>\n", i, letters(i/2))
		case i%10 == 1:
			fmt.Fprintf(&s, "    <interface type='user'>\n      <mac address='52:54:00:00:%02x:%02x'/>\n      <model type='virtio'/>\n    </interface>\n", i>>8, i&255)
		default:
			fmt.Fprintf(&s, "    <channel type='unix'>\n      <source mode='bind' path='/run/%d'/>\n      <target type='virtio' name='org.example.%d'/>\n    </channel>\n", i, i)
		}
	}
	s.WriteString("  </devices>\n</domain>\n")
	return s.String()
}

// letters is disk number i as the end of a target's name.
func letters(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return letters(i/26-1) + letters(i%26)
}

// evil is what no text of a domain may do to the page.
const evil = `"'></style></script></title></svg><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">{{.}}<!--`

// TestHostile puts evil into each text and attribute of a domain.
func TestHostile(t *testing.T) {
	e, name := html.EscapeString(evil), strings.ReplaceAll(evil, "/", "")
	xml := `<domain type='qemu'><name>` + html.EscapeString(name) + `</name><uuid>6d3a0a4c-9a5f-4a5e-8c11-5d1f2f1a0a01</uuid><title>` + e + `</title>
<!-- <script>window.hacked = 3</script> --><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type><cmdline>` + e + `</cmdline><kernel>/` + e + `</kernel></os>
<devices evil="` + e + `"><emulator>/usr/bin/` + e + `</emulator><disk type='file'><source file="/` + e + `"/><target dev='vda' bus='virtio'/><alias name="ua-` + e + `"/></disk>
<channel type='pty'><target type='virtio' name="` + e + `"/></channel>
<evil evil="` + e + `">` + e + `</evil></devices>` + e + `</domain>`
	page := pageOf(t, xml)
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("the page has %d scripts", n)
	}
	b := open(t, page, 1400, 900)
	b.want(`window.hacked === undefined`)
	b.want(`document.querySelectorAll("script").length === 1 && document.querySelectorAll("img").length === 0`)
	b.want(`document.querySelectorAll("main > section").length === 4`)
	if got := eval[string](b, `document.querySelector("h1").textContent`); got != name {
		t.Errorf("the name is shown as %q", got)
	}
}

// TestPageHoldsAll holds that the page shows the XML and the command line as they
// are, with no part left out.
func TestPageHoldsAll(t *testing.T) {
	xml := strings.Replace(small, "<title>", "<!-- a\n b --><title>", 1) + "<!-- end"
	xml += " -->\n"
	page := pageOf(t, xml)
	tag := regexp.MustCompile(`<[^>]*>`)
	for _, side := range []struct{ id, want string }{
		{"xml", xml},
		{"command", commandLine(t, xml)},
	} {
		_, rest, _ := strings.Cut(page, `<section id="`+side.id+`"`)
		_, rest, _ = strings.Cut(rest, "<ol")
		lines, _, _ := strings.Cut(rest[strings.Index(rest, ">")+1:], "</ol>")
		got := html.UnescapeString(tag.ReplaceAllString(lines, ""))
		if strings.TrimSpace(got) != strings.TrimSpace(side.want) {
			t.Errorf("%s: the page shows\n%s\nwant\n%s", side.id, got, side.want)
		}
	}
}

// commandLine is what explain's command line must read like.
func commandLine(t *testing.T, xml string) string {
	t.Helper()
	m := explained(t, xml)
	lines := []string{m.Program.Path}
	for _, a := range m.Arguments {
		lines = append(lines, render.ShellWords(a.Words))
	}
	return strings.Join(lines, " \\\n")
}

// TestPageGrowsWithTheDomain holds that twice the devices make twice the page.
func TestPageGrowsWithTheDomain(t *testing.T) {
	one, two := len(pageOf(t, many(200))), len(pageOf(t, many(400)))
	if two > 2*one+one/5 {
		t.Errorf("200 devices make %d bytes, 400 make %d", one, two)
	}
}
