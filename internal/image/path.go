package image

import (
	"encoding/json"
	"path"
	"strings"
)

// LocalPath is the path that the image in overlay means by name, which its header
// has for another: relative paths begin in the folder of overlay. ok is false
// where name is no path: on a network, or of a form that is not known.
func LocalPath(overlay, name string) (local string, ok bool) {
	if text, ok := strings.CutPrefix(name, "json:"); ok {
		return jsonPath([]byte(text))
	}
	if at := strings.IndexAny(name, ":/"); at >= 0 && name[at] == ':' {
		rest, isFile := strings.CutPrefix(name, "file:")
		if !isFile {
			return "", false
		}
		name = rest
	}
	if name == "" {
		return "", false
	}
	if path.IsAbs(name) {
		return name, true
	}
	// Not path.Join: where a folder is a link, .. leads elsewhere.
	return overlay[:strings.LastIndexByte(overlay, '/')+1] + name, true
}

// jsonPath is the file in QEMU's description of a block node, at whatever depth.
func jsonPath(text []byte) (string, bool) {
	var node struct {
		Driver       string          `json:"driver"`
		FileName     string          `json:"filename"`
		File         json.RawMessage `json:"file"`
		FileDriver   string          `json:"file.driver"`
		FileFileName string          `json:"file.filename"`
	}
	if json.Unmarshal(text, &node) != nil {
		return "", false
	}
	switch {
	case isFile(node.Driver) && node.FileName != "":
		return node.FileName, true
	case (node.FileDriver == "" || isFile(node.FileDriver)) && node.FileFileName != "":
		return node.FileFileName, true
	case len(node.File) > 0 && node.File[0] == '{':
		return jsonPath(node.File)
	}
	return "", false
}

func isFile(driver string) bool {
	return driver == "file" || driver == "host_device" || driver == "host_cdrom"
}
