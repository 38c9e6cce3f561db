package host

import (
	"io/fs"
	"strconv"
	"strings"
)

// defaultHugePage is the size of a huge page, in KiB, where /proc/meminfo is not
// there to say it: that of x86 and of arm64 with pages of 4 KiB.
const defaultHugePage = 2048

// HugePages are the huge page file systems of a host.
type HugePages struct {
	Default uint64 // size in KiB of the kernel's default huge page
	Mounts  []HugePageMount
}

// HugePageMount is a hugetlbfs that is mounted at Path, with pages of Size KiB.
type HugePageMount struct {
	Path string
	Size uint64
}

// At is where pages of size KiB are mounted; ok is false where they are not.
func (h *HugePages) At(size uint64) (path string, ok bool) {
	for _, m := range h.Mounts {
		if m.Size == size {
			return m.Path, true
		}
	}
	return "", false
}

// Mount is where pages of size KiB are mounted, or where they are not, the place
// that they are best mounted at.
func (h *HugePages) Mount(size uint64) (path string, ok bool) {
	if path, ok := h.At(size); ok {
		return path, true
	}
	if size == h.Default {
		return "/dev/hugepages", false
	}
	return "/dev/hugepages-" + strconv.FormatUint(size, 10) + "K", false
}

// HugePages are the huge page mounts of this host, in the order of
// /proc/mounts.
func (f *Facts) HugePages() *HugePages {
	if f == nil {
		return &HugePages{Default: defaultHugePage}
	}
	if f.pages == nil {
		f.pages = readHugePages(f.root)
	}
	return f.pages
}

func readHugePages(root fs.FS) *HugePages {
	h := &HugePages{Default: defaultSize(root)}
	data, err := fs.ReadFile(root, "proc/mounts")
	if err != nil {
		return h
	}
	for line := range strings.Lines(string(data)) {
		// Fields: device, mount point, type, options. Source: fstab(5).
		field := strings.Fields(line)
		if len(field) < 4 || field[2] != "hugetlbfs" {
			continue
		}
		h.Mounts = append(h.Mounts, HugePageMount{Path: unescapeMount(field[1]), Size: mountPageSize(field[3], h.Default)})
	}
	return h
}

// defaultSize is the kernel's default huge page size in KiB.
func defaultSize(root fs.FS) uint64 {
	if kib, ok := memInfo(root, "Hugepagesize"); ok {
		return kib
	}
	return defaultHugePage
}

// mountPageSize is the page size in KiB that mount options name, def where they
// name none.
func mountPageSize(options string, def uint64) uint64 {
	for o := range strings.SplitSeq(options, ",") {
		size, ok := strings.CutPrefix(o, "pagesize=")
		if !ok {
			continue
		}
		if kib, ok := parseSize(size); ok {
			return kib
		}
	}
	return def
}

// parseSize reads a size such as 2M, 1024M, 16G or 65536K; it is in KiB.
func parseSize(s string) (kib uint64, ok bool) {
	if s == "" {
		return 0, false
	}
	shift := 0
	switch s[len(s)-1] {
	case 'K', 'k':
	case 'M', 'm':
		shift = 10
	case 'G', 'g':
		shift = 20
	default:
		n, err := strconv.ParseUint(s, 10, 64)
		return n >> 10, err == nil
	}
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 40)
	return n << shift, err == nil
}

// unescapeMount undoes the octal escapes of /proc/mounts, such as \040 for a
// space.
func unescapeMount(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+4 <= len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+4], 8, 8); err == nil {
				b.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
