package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// netWorld is a network of the test's own: a bridge, and nobody else.
type netWorld struct {
	t   *testing.T
	pid string // of a process in it
}

// newNetWorld makes a network namespace, with the devices of sysfs for it.
func newNetWorld(t *testing.T) *netWorld {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root makes TAP devices")
	}
	if !exists("/dev/net/tun") {
		t.Skip("this kernel has no /dev/net/tun")
	}
	const setUp = "mount -t sysfs sysfs /sys && ip link set lo up && ip link add br0 type bridge && ip link set br0 mtu 1400 up && echo ready && exec sleep 600"
	cmd := exec.Command("unshare", "--net", "--mount", "sh", "-c", setUp)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skipf("no network of the test's own: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	word := make([]byte, 5)
	if _, err := out.Read(word); err != nil || string(word) != "ready" {
		t.Skipf("no network of the test's own: %q, %v", word, err)
	}
	return &netWorld{t, strconv.Itoa(cmd.Process.Pid)}
}

// command is words, to be run in the world.
func (w *netWorld) command(words ...string) *exec.Cmd {
	return exec.Command("nsenter", append([]string{"--net", "--mount", "--target", w.pid}, words...)...)
}

// see is what words print in the world.
func (w *netWorld) see(words ...string) string {
	out, err := w.command(words...).CombinedOutput()
	if err != nil {
		return err.Error() + ": " + string(out)
	}
	return string(out)
}

// devices are the names of all devices in the world, loopback and bridge first.
func (w *netWorld) devices() string {
	return strings.TrimSpace(w.see("sh", "-c", "cd /sys/class/net && echo lo br0 && ls | grep -vx -e lo -e br0 || :"))
}

// enter has r's next command run in w.
func (r *runner) enter(w *netWorld) {
	inner := r.cmd.Args
	cmd := w.command(inner...)
	cmd.Env, cmd.Stdout, cmd.Stderr = r.cmd.Env, r.cmd.Stdout, r.cmd.Stderr
	r.cmd = cmd
}

// startIn starts the guest in w and waits until it runs.
func (r *runner) startIn(w *netWorld, args ...string) {
	r.t.Helper()
	r.command(append(r.tellsReady(), args...)...)
	r.enter(w)
	r.begin()
}

const (
	onBridge = `<interface type='bridge'><mac address='52:54:00:aa:00:01'/><source bridge='br0'/><target dev='mine'/>
<model type='virtio'/><driver name='qemu' queues='2'/><port isolated='yes'/></interface>`
	byItself = `<interface type='ethernet'><mac address='52:54:00:aa:00:02'/><source><ip address='192.0.2.1' prefix='24'/></source>
<model type='e1000'/><mtu size='1300'/></interface>`
)

// ends are the ways in which a guest ends, and the status of qemuxml then.
var ends = map[string]struct {
	end    func(*runner)
	status int
}{
	"asked":          {func(r *runner) { r.kill("qemu-system", syscall.SIGTERM) }, 0},
	"QEMU killed":    {func(r *runner) { r.kill("qemu-system", syscall.SIGKILL) }, 128 + 9},
	"qemuxml killed": {func(r *runner) { r.signal(syscall.SIGKILL) }, -1},
}

func TestRunTAP(t *testing.T) {
	w := newNetWorld(t)
	for name, how := range ends {
		t.Run(name, func(t *testing.T) {
			r := newRunner(t, "", onBridge+byItself)
			r.startIn(w)
			for what, want := range map[string]string{
				"cat /sys/class/net/mine/brport/isolated": "1",
				"cat /sys/class/net/mine/mtu":             "1400",
				"cat /sys/class/net/mine/address":         "fe:54:00:aa:00:01",
				"ls /sys/class/net/br0/brif":              "mine",
				"cat /sys/class/net/mine/operstate":       "unknown",
				"cat /sys/class/net/tap*/mtu":             "1300",
			} {
				if got := strings.TrimSpace(w.see("sh", "-c", what)); got != want {
					t.Errorf("%s: %q, not %q; it said:\n%s", what, got, want, r.said())
				}
			}
			if got := w.see("ip", "-d", "link", "show", "mine"); !strings.Contains(got, "vnet_hdr on multi_queue") || !strings.Contains(got, "persist off") {
				t.Error(got)
			}
			if got := w.see("ip", "-4", "address"); !strings.Contains(got, "192.0.2.1/24") {
				t.Error(got)
			}
			how.end(r)
			if code := r.status(); code != how.status {
				t.Errorf("exit status %d", code)
			}
			r.until("the devices are gone", func() bool { return w.devices() == "lo br0" })
			if how.status >= 0 {
				r.nothingLeft()
			}
		})
	}
}

const shared = `<interface type='direct'><mac address='52:54:00:aa:00:03'/><source dev='br0' mode='bridge'/><target dev='mine'/>
<model type='virtio'/><driver name='qemu' queues='2'/></interface>`

// A macvtap device is removed, or where qemuxml was killed, in the way of nobody.
func TestRunMacvtap(t *testing.T) {
	w := newNetWorld(t)
	r := newRunner(t, "", shared)
	for _, name := range []string{"qemuxml killed", "QEMU killed", "asked"} {
		r.startIn(w)
		if got := w.see("ip", "-d", "link", "show", "mine"); !strings.Contains(got, "mine@br0") || !strings.Contains(got, "mode bridge") ||
			!strings.Contains(got, "52:54:00:aa:00:03") || !strings.Contains(got, ",UP") {
			t.Error(got)
		}
		how := ends[name]
		how.end(r)
		if code := r.status(); code != how.status {
			t.Errorf("%s: exit status %d: %s", name, code, r.said())
		}
	}
	r.nothingLeft()
	if got := w.devices(); got != "lo br0" {
		t.Errorf("the devices are %q", got)
	}
}

// A device that is there stays, as it was.
func TestRunTAPThatIsThere(t *testing.T) {
	w := newNetWorld(t)
	w.see("ip", "tuntap", "add", "dev", "theirs", "mode", "tap", "user", "1", "vnet_hdr")
	r := newRunner(t, "", `<interface type='ethernet'><target dev='theirs' managed='no'/><model type='virtio'/></interface>`)
	r.startIn(w)
	if got := w.see("ip", "-d", "link", "show", "theirs"); strings.Contains(got, ",UP") || !strings.Contains(got, "persist on user daemon") {
		t.Error(got)
	}
	r.kill("qemu-system", syscall.SIGTERM)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	if got := w.devices(); got != "lo br0\ntheirs" {
		t.Errorf("the devices are %q", got)
	}
}

// What can't be made is said, with what to do, and nothing is left.
func TestRunTAPRefused(t *testing.T) {
	w := newNetWorld(t)
	for name, c := range map[string]struct{ xml, wanted string }{
		"no bridge":   {`<interface type='bridge'><source bridge='br7'/></interface>`, "hint: start the network that makes the bridge; or make it: ip link add br7 type bridge && ip link set br7 up"},
		"not there":   {`<interface type='ethernet'><target dev='tap7' managed='no'/></interface>`, "ip tuntap add dev tap7 mode tap vnet_hdr"},
		"no device":   {`<interface type='direct'><source dev='eth7'/></interface>`, "hint: name a device of this host"},
		"no TAP":      {`<interface type='ethernet'><target dev='br0'/></interface>`, "it is no TAP device but of type bridge"},
		"a long name": {`<interface type='ethernet'><target dev='a123456789abcdef'/></interface>`, "has at most 15 bytes"},
		"no script":   {`<interface type='ethernet'><script path='/none'/></interface>`, "fork/exec /none: no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRunner(t, "", c.xml)
			r.command("--trust")
			r.enter(w)
			if err := r.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if code := r.status(); code != 1 {
				t.Errorf("exit status %d", code)
			}
			r.mustSay(c.wanted)
			r.nothingLeft()
			if got := w.devices(); got != "lo br0" {
				t.Errorf("the devices are %q", got)
			}
		})
	}
}

// The commands of --dry-run work as typed.
func TestRunTAPDry(t *testing.T) {
	w := newNetWorld(t)
	r := newRunner(t, "", onBridge+byItself+strings.Replace(shared, "mine", "other", 1))
	r.command("--dry-run")
	r.enter(w)
	if err := r.cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, r.said())
	}
	r.mustSay("-netdev tap,ifname=mine,script=no,downscript=no,queues=2,id=hostnet0")
	script := strings.Replace(r.said(), "wait $!", "sleep 1; ls /sys/class/net; kill $!; wait $!", 1)
	if got := w.see("sh", "-e", "-c", script); !strings.Contains(got, "br0\nlo\nmine\nother\ntap") {
		t.Errorf("the commands do not work: %s\n%s", got, script)
	}
	if got := w.devices(); got != "lo br0" {
		t.Errorf("the devices are %q", got)
	}
}

// Scripts of the XML get the device's name, once somebody trusts them.
func TestRunTAPScripts(t *testing.T) {
	w, dir := newNetWorld(t), t.TempDir()
	for _, name := range []string{"up", "down"} {
		text := fmt.Sprintf("#!/bin/sh\ncat /sys/class/net/$1/operstate >%s/$1.%s\n", dir, name)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	r := newRunner(t, "", fmt.Sprintf("<interface type='ethernet'><target dev='mine'/><script path='%s/up'/><downscript path='%s/down'/></interface>", dir, dir))
	r.command()
	r.enter(w)
	if err := r.cmd.Run(); err == nil || exists(filepath.Join(dir, "mine.up")) {
		t.Error("the script ran untrusted")
	}
	r.mustSay("[not-trusted]")
	r.startIn(w, "--trust")
	r.kill("qemu-system", syscall.SIGTERM)
	if code := r.status(); code != 0 {
		t.Errorf("exit status %d: %s", code, r.said())
	}
	for _, name := range []string{"mine.up", "mine.down"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || len(text) == 0 {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	r.nothingLeft()
}
