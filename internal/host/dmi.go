package host

import (
	"io/fs"
	"strings"
)

// DMI is a field of the SMBIOS tables of this machine, as Linux shows it under
// /sys/class/dmi/id: "sys_vendor", "product_name". ok is false where the field
// is empty, or not for this user to read, as serial numbers are.
func (f *Facts) DMI(field string) (value string, ok bool) {
	if f == nil || !fileName(field) {
		return "", false
	}
	data, err := fs.ReadFile(f.root, "sys/class/dmi/id/"+field)
	value = strings.TrimSpace(string(data))
	return value, err == nil && value != ""
}
