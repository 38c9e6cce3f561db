package main

import (
	"strings"
	"testing"
)

// TestVerbAlone holds that a verb that is made alone, because the arguments begin
// with it, is the same as among all.
func TestVerbAlone(t *testing.T) {
	for _, v := range verbs {
		var alone, among strings.Builder
		run([]string{v.name, "--help"}, nil, &alone, &alone)
		run([]string{"help", v.name}, nil, &among, &among)
		if strings.TrimSpace(alone.String()) != strings.TrimSpace(among.String()) || !strings.Contains(alone.String(), "Usage:\n  qemuxml "+v.name) {
			t.Errorf("%s --help says\n%s\nand help %[1]s\n%s", v.name, &alone, &among)
		}
	}
}
