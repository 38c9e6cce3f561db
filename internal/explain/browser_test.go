package explain_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browserTimeout is how long one test of a page may take on a busy machine.
const browserTimeout = 3 * time.Minute

// browser is a page in a headless Chromium.
type browser struct {
	t   *testing.T
	ctx context.Context
}

// open shows html in Chromium. What the page's script throws, what its policy
// stops and what it asks of the network fails the test.
func open(t *testing.T, html string, width, height int) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium is installed")
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(html), 0o600); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.WindowSize(width, height))
	ctx, cancel := context.WithTimeout(t.Context(), browserTimeout)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{t, ctx}
	address := (&url.URL{Scheme: "file", Path: file}).String()
	if err := chromedp.Listen(ctx, func(event any) { b.watch(event, address) }); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(address))
	return b
}

func (b *browser) watch(event any, address string) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.t.Errorf("the script failed: %v", *e.ExceptionDetails)
	case *log.EventEntryAdded:
		b.t.Errorf("the browser complains: %s", e.Entry.Text)
	case *page.EventJavascriptDialogOpening:
		b.t.Errorf("a dialog says %q", e.Message)
	case *network.EventRequestWillBeSent:
		if e.Request.URL != address {
			b.t.Errorf("the page asks for %s", e.Request.URL)
		}
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// eval is the value of a script's expression, or what it promises.
func eval[T any](b *browser, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// want fails the test unless the expression is true.
func (b *browser) want(script string) {
	b.t.Helper()
	if !eval[bool](b, script) {
		b.t.Errorf("not so: %s", script)
	}
}

// hover moves the mouse to the middle of the element that an expression gives.
func (b *browser) hover(element string) {
	b.t.Helper()
	at := eval[[2]float64](b, `(() => { const el = `+element+`; el.scrollIntoView({block: "center"});
		const r = el.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
}

// keys presses keys one after the other.
func (b *browser) keys(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}
