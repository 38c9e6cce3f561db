package host

import (
	"encoding/json"
	"fmt"
)

// VhostUser is one descriptor of a program that serves a vhost-user device.
// Source: QEMU's docs/interop/vhost-user.json.
type VhostUser struct {
	Path   string // of the descriptor
	Type   string // of the device: gpu, fs, block, net, ...
	Binary string
	Tags   []string
	// Features are what the program says that it can do.
	Features []string
}

// VhostUser is every vhost-user descriptor of this host, the one to prefer
// first, and those that were passed over.
func (f *Facts) VhostUser() ([]VhostUser, []Skipped) {
	if f == nil {
		return nil, nil
	}
	if f.vhost == nil {
		f.vhost = readDescriptors(f.root, "vhost-user", readVhostUser)
	}
	return f.vhost.list, f.vhost.skipped
}

// readVhostUser reads one descriptor.
func readVhostUser(file string, data []byte) (VhostUser, error) {
	var j struct {
		Type   string   `json:"type"`
		Binary string   `json:"binary"`
		Tags   []string `json:"tags"`

		Features []string `json:"features"`
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return VhostUser{}, fmt.Errorf("not a vhost-user descriptor: %w", err)
	}
	if j.Type == "" || j.Binary == "" {
		return VhostUser{}, fmt.Errorf("no type or no binary")
	}
	return VhostUser{Path: file, Type: j.Type, Binary: j.Binary, Tags: j.Tags, Features: j.Features}, nil
}
