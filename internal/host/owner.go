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

// idIn is the number that name has in a file such as /etc/passwd, which is read
// once.
func (f *Facts) idIn(file, name string) (id string, ok bool) {
	if f == nil || name == "" {
		return "", false
	}
	ids, known := f.owners[file]
	if !known {
		data, _ := fs.ReadFile(f.root, file) // one that can't be read names nobody
		ids = readOwners(string(data))
		f.owners[file] = ids
	}
	id, ok = ids[name]
	return id, ok
}

// readOwners are the third fields of the lines in text, by the first: the first
// line of a name counts.
func readOwners(text string) map[string]string {
	ids := map[string]string{}
	for line := range strings.Lines(text) {
		fields := strings.Split(line, ":")
		if len(fields) < 3 {
			continue
		}
		if _, twice := ids[fields[0]]; !twice {
			ids[fields[0]] = fields[2]
		}
	}
	return ids
}
