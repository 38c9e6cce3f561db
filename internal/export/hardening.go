package export

import "slices"

// hardening takes from QEMU what no guest needs (systemd.exec(5)). What the
// command line points at stays within reach.
func (u *units) hardening() lines {
	bridge := u.uses("bridge,") || u.uses("helper=")
	if u.Unit.User && bridge {
		// The bridge helper is a program that runs as root whoever starts it; each
		// of these settings would keep it from that.
		return nil
	}
	var list lines
	for _, name := range []string{"NoNewPrivileges", "LockPersonality", "RestrictRealtime", "RestrictSUIDSGID"} {
		list.add(sectionService, name, "yes")
	}
	list.add(sectionService, "SystemCallArchitectures", "native")
	if u.Unit.User {
		return list
	}
	for _, o := range []struct {
		name, value string
		unless      []string
	}{
		{"ProtectSystem", "full", []string{"/usr/local/", "/boot/"}},
		{"ProtectHome", "yes", []string{"/home/", "/root/", "/run/user/"}},
		{"PrivateTmp", "yes", []string{"/tmp/"}},
		{"ProtectKernelTunables", "yes", []string{"/sys/", "vfio-", "usb-host"}},
		{"ProtectKernelModules", "yes", nil},
		{"ProtectKernelLogs", "yes", nil},
		{"ProtectControlGroups", "yes", nil},
		{"RestrictNamespaces", "yes", nil},
	} {
		if !slices.ContainsFunc(o.unless, u.uses) {
			list.add(sectionService, o.name, o.value)
		}
	}
	return list
}
