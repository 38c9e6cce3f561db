package host

import (
	"io/fs"
	"path"
)

// IOMMUGroup is the group, a number, of the device called name on its bus, such
// as 0000:03:00.0. ok is false where the host has no such device, or no IOMMU.
func (f *Facts) IOMMUGroup(name string) (group string, ok bool) {
	if f == nil || !fileName(name) {
		return "", false
	}
	groups, err := fs.ReadDir(f.root, "sys/kernel/iommu_groups")
	if err != nil {
		return "", false
	}
	for _, g := range groups {
		if _, err := fs.Stat(f.root, path.Join("sys/kernel/iommu_groups", g.Name(), "devices", name)); err == nil {
			return g.Name(), true
		}
	}
	return "", false
}
