package resolve

import "testing"

func TestIsMadePath(t *testing.T) {
	const agent = "org.qemu.guest_agent.0"
	tests := []struct {
		path, name string
		want       bool
	}{
		{"/run/libvirt/qemu/channel/1-demo/" + agent, agent, true},
		{"/var/lib/libvirt/qemu/channel/target/domain-1-demo/" + agent, agent, true},
		{"/var/lib/libvirt/qemu/channel/target/demo." + agent, agent, true},
		{"/var/lib/libvirt/qemu/channel/target/a/b/" + agent, agent, false},
		{"/srv/1-demo/" + agent, agent, false},
		{"/run/libvirt/qemu/channel/1-demo/other", agent, false},
		{"/run/libvirt/qemu/channel/1-demo/", "", false},
	}
	for _, test := range tests {
		if got := isMadePath(test.path, test.name); got != test.want {
			t.Errorf("isMadePath(%q, %q) = %v, want %v", test.path, test.name, got, test.want)
		}
	}
}
