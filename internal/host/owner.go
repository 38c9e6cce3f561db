package host

import (
	"io/fs"
	"strings"
)

// UserID is the number of the user called name; ok is false where the files of
// this host know none of that name.
func (f *Facts) UserID(name string) (id string, ok bool) { return f.idIn("etc/passwd", name) }

// GroupID is the number of the group called name; ok is false where the files of
// this host know none of that name.
func (f *Facts) GroupID(name string) (id string, ok bool) { return f.idIn("etc/group", name) }

// idIn is the third field of the line that name begins in a file such as
// /etc/passwd.
func (f *Facts) idIn(file, name string) (id string, ok bool) {
	if f == nil || name == "" {
		return "", false
	}
	data, err := fs.ReadFile(f.root, file)
	if err != nil {
		return "", false
	}
	for line := range strings.Lines(string(data)) {
		if fields := strings.Split(line, ":"); len(fields) > 2 && fields[0] == name {
			return fields[2], true
		}
	}
	return "", false
}
