package host

import (
	"testing"
	"testing/fstest"
)

func TestDMI(t *testing.T) {
	f := Open(fstest.MapFS{
		"sys/class/dmi/id/sys_vendor":  {Data: []byte("Acme \n")},
		"sys/class/dmi/id/product_sku": {Data: []byte("\n")},
	}, Decoder{})
	for _, c := range []struct {
		facts       *Facts
		field, want string
		ok          bool
	}{
		{f, "sys_vendor", "Acme", true},
		{f, "product_sku", "", false},
		{f, "product_serial", "", false},
		{f, "../id/sys_vendor", "", false},
		{nil, "sys_vendor", "", false},
	} {
		if got, ok := c.facts.DMI(c.field); got != c.want || ok != c.ok {
			t.Errorf("DMI(%q) = %q, %t; want %q, %t", c.field, got, ok, c.want, c.ok)
		}
	}
}
