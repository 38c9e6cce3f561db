package host_test

import (
	"net/netip"
	"reflect"
	"testing"

	"github.com/qemuxml/qemuxml/internal/host"
)

func TestResources(t *testing.T) {
	f := open(map[string]string{
		"proc/meminfo":                  "MemTotal:        8000000 kB\nMemFree: 1 kB\nMemAvailable:    5000000 kB\n",
		"sys/devices/system/cpu/online": "0-2,5\n",
		"sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages": "17\n",
		"sys/kernel/iommu_groups/12/devices/0000:03:00.0/vendor":  "",
		"sys/kernel/iommu_groups/3/devices/0000:04:00.0/vendor":   "",
	})
	if total, available, ok := f.Memory(); total != 8000000 || available != 5000000 || !ok {
		t.Errorf("memory: %d, %d, %t", total, available, ok)
	}
	if n, ok := f.CPUs(); n != 4 || !ok {
		t.Errorf("CPUs: %d, %t", n, ok)
	}
	if n, ok := f.FreeHugePages(2048); n != 17 || !ok {
		t.Errorf("huge pages: %d, %t", n, ok)
	}
	if group, ok := f.IOMMUGroup("0000:03:00.0"); group != "12" || !ok {
		t.Errorf("IOMMU group: %q, %t", group, ok)
	}
	for _, f := range []*host.Facts{nil, open(nil)} {
		_, _, memory := f.Memory()
		_, cpus := f.CPUs()
		_, pages := f.FreeHugePages(2048)
		_, group := f.IOMMUGroup("../x")
		if memory || cpus || pages || group || len(f.Listening()) > 0 {
			t.Error("a host of which nothing is known has resources")
		}
	}
}

func TestListening(t *testing.T) {
	f := open(map[string]string{
		"proc/net/tcp": "  sl  local_address rem_address   st\n" +
			"   0: 0100007F:170C 00000000:0000 0A 00000000:00000000\n" +
			"   1: 0100007F:170D 0100007F:9999 01 00000000:00000000\n",
		"proc/net/tcp6": "   0: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A\n",
		"proc/net/udp":  "   0: 00000000:0044 00000000:0000 07\n junk\n   1: 00:1 : 07\n",
	})
	want := []host.Port{
		{Addr: netip.MustParseAddr("127.0.0.1"), Number: 5900},
		{Addr: netip.MustParseAddr("::1"), Number: 22},
		{UDP: true, Addr: netip.MustParseAddr("0.0.0.0"), Number: 68},
	}
	if got := f.Listening(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestClash(t *testing.T) {
	port := func(addr string) host.Port { return host.Port{Addr: netip.MustParseAddr(addr), Number: 1} }
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"127.0.0.1", "127.0.0.1", true},
		{"127.0.0.1", "127.0.0.2", false},
		{"0.0.0.0", "127.0.0.1", true},
		{"127.0.0.1", "0.0.0.0", true},
		{"::", "127.0.0.1", true},
		{"0.0.0.0", "::1", false},
		{"::ffff:127.0.0.1", "127.0.0.1", true},
		{"::1", "::", true},
	} {
		if got := port(c.a).Clash(port(c.b)); got != c.want {
			t.Errorf("%s and %s: %t", c.a, c.b, got)
		}
	}
	other := port("::")
	other.UDP = true
	if other.Clash(port("::")) {
		t.Error("UDP clashes with TCP")
	}
}
