package export

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// mounted are the directories that must be mounted before QEMU starts, each once.
// The unit knows no way to write a path with control characters there.
func (u *units) mounted() []string {
	var dirs []string
	for _, file := range u.Files {
		dir := path.Dir(file)
		plain := utf8.ValidString(dir) && strings.IndexFunc(dir, unicode.IsControl) < 0
		if path.IsAbs(dir) && dir != "/" && plain && !slices.Contains(dirs, dir) && !atBoot(dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// atBoot tells whether dir is there before any service starts.
func atBoot(dir string) bool {
	return slices.ContainsFunc([]string{"/usr", "/dev", "/proc", "/sys", "/run"}, func(d string) bool {
		return dir == d || strings.HasPrefix(dir, d+"/")
	})
}
