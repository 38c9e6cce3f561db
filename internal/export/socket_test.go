package export_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestSocketsFit: a socket's path has a limit, whatever the guest's name is
// (sun_path of unix(7)).
func TestSocketsFit(t *testing.T) {
	const pathMax = 107
	sockets := regexp.MustCompile(`(%t|"\$dir")/[^ ,"]*\.sock`)
	for format, dir := range map[string]string{
		"systemd": "/run/user/1000",
		"script":  "/run/user/1000/" + strings.Repeat("d", 40) + ".123456",
	} {
		found := 0
		for _, f := range exported(t, format, "long.xml").Files {
			for _, socket := range sockets.FindAllString(string(f.Data), -1) {
				found++
				socket = strings.NewReplacer("%t", dir, `"$dir"`, dir).Replace(socket)
				if len(socket) > pathMax {
					t.Errorf("%s: %d bytes are too long for a socket: %s", format, len(socket), socket)
				}
			}
		}
		if found < 3 {
			t.Errorf("%s has %d sockets", format, found)
		}
	}
}
