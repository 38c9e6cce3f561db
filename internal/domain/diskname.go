package domain

import (
	"math"
	"strings"
)

// DiskName is the number that a target such as vdb stands for, counted from 0,
// and the partition that digits behind it name. ok is false where target is
// none. Source: virDiskNameParse.
func DiskName(target string) (index uint64, partition string, ok bool) {
	letters := ""
	for _, prefix := range []string{"fd", "hd", "vd", "sd", "xvd", "ubd"} {
		rest, found := strings.CutPrefix(target, prefix)
		if found {
			letters, ok = rest, true
			break
		}
	}
	digits := strings.TrimLeft(letters, "abcdefghijklmnopqrstuvwxyz")
	letters = letters[:len(letters)-len(digits)]
	if !ok || letters == "" || digits != "" && digits[0] == '0' || strings.Trim(digits, "0123456789") != "" {
		return 0, "", false
	}
	for i, c := range letters {
		if i > 0 {
			index++
		}
		index = index*26 + uint64(c-'a')
		if index > math.MaxInt32 {
			return 0, "", false
		}
	}
	return index, digits, true
}
