package host_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/qemuxml/qemuxml/internal/host"
)

func conf(text string) *host.QEMUConf {
	return open(map[string]string{"etc/libvirt/qemu.conf": text}).QEMUConf()
}

func TestQEMUConf(t *testing.T) {
	c := conf("# all forms\nvnc_tls=1 # on\n\tvnc_listen = '::'\nspice_listen = \"0.0.0.0\"\r\ngluster_debug_level = 9\n" +
		"capability_filters = [ # two\n  \"a#\",\n 'b' ]\nmemory_backing_dir = \"\"\"/a\n\"b\"\"\"\nhugetlbfs_mount = []\nmax_core = 'unlimited'")
	if len(c.Problems) > 0 || !reflect.DeepEqual(c.Unread, []string{"hugetlbfs_mount"}) {
		t.Errorf("problems %q, unread %q", c.Problems, c.Unread)
	}
	got := []any{
		c.Flag("vnc_tls").V(), c.Text("vnc_listen").V(), c.Text("spice_listen").V(), c.Number("gluster_debug_level").V(),
		c.Texts("capability_filters").V(), c.Text("memory_backing_dir").V(), c.Flag("spice_tls").IsSet(),
	}
	want := []any{true, "::", "0.0.0.0", uint64(9), []string{"a#", "b"}, "/a\n\"b", false}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if rule := c.Flag("vnc_tls").Ref().Rule(); rule != "vnc_tls of /etc/libvirt/qemu.conf" {
		t.Errorf("the rule is %q", rule)
	}
}

// TestQEMUConfProblems holds that what libvirt's daemon would stop at is told
// with its line, and that what stands before it counts.
func TestQEMUConfProblems(t *testing.T) {
	for text, want := range map[string]string{
		"vnc_tls = 2":                      ":1: vnc_tls is 0 or 1",
		"vnc_tls = 'yes'":                  ":1: vnc_tls is 0 or 1",
		"\nvnc_listen = 1":                 ":2: vnc_listen is text",
		"seccomp_sandbox = 'on'":           ":1: seccomp_sandbox is a number",
		"capability_filters = 'a'":         ":1: capability_filters is a list",
		"vnc_listen":                       ":1: not of the form",
		"= 1":                              ":1: not of the form",
		"vnc_listen =":                     ":1: the value of vnc_listen",
		"vnc_listen = 'a\n'":               ":1: the value of vnc_listen",
		"capability_filters = ['a' 1":      ":1: the value of capability_filters",
		"capability_filters = [":           ":1: the value of capability_filters",
		"capability_filters = [\n'a'\n] x": ":3: more follows",

		"gluster_debug_level = 99999999999999999999": ":1: the value of gluster",
	} {
		c := conf(text)
		if len(c.Problems) != 1 || !strings.HasPrefix(c.Problems[0], "/etc/libvirt/qemu.conf"+want) {
			t.Errorf("%q: %q, want %q", text, c.Problems, want)
		}
	}
	if c := conf("spice_listen = '::1'\nvnc_tls"); c.Text("spice_listen").V() != "::1" || len(c.Problems) != 1 {
		t.Errorf("what stands before a mistake: %q, %q", c.Text("spice_listen").V(), c.Problems)
	}
}

// TestNoQEMUConf holds that where nothing is known nothing is set.
func TestNoQEMUConf(t *testing.T) {
	for _, c := range []*host.QEMUConf{open(nil).QEMUConf(), (*host.Facts)(nil).QEMUConf()} {
		if c != nil || c.Flag("vnc_tls").IsSet() {
			t.Errorf("%+v", c)
		}
		if tls := c.TLS("vnc", false); tls.Dir.V() != "/etc/pki/libvirt-vnc" || tls.Verify.V() || tls.Secret.IsSet() {
			t.Errorf("%+v", tls)
		}
	}
}

// TestTLS holds where certificates are looked for.
func TestTLS(t *testing.T) {
	f := open(map[string]string{
		"etc/pki/libvirt-spice/ca-cert.pem": "",
		"etc/libvirt/qemu.conf": "default_tls_x509_cert_dir = '/srv/pki'\ndefault_tls_x509_secret_uuid = 'u'\n" +
			"default_tls_x509_verify = 1\nchardev_tls_x509_cert_dir = '/own'\nchardev_tls_x509_verify = 0",
	})
	for name, want := range map[string]string{"vnc": "/srv/pki true u", "spice": "/etc/pki/libvirt-spice true u", "chardev": "/own false "} {
		tls := f.QEMUConf().TLS(name, true)
		verify := "false"
		if tls.Verify.V() {
			verify = "true"
		}
		if got := tls.Dir.V() + " " + verify + " " + tls.Secret.V(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if dir := conf("").TLS("nbd", true).Dir.V(); dir != "/etc/pki/qemu" {
		t.Errorf("without a setting: %s", dir)
	}
}
