package hostfiles

import "github.com/qemuxml/qemuxml/internal/image"

// maxImages is how many images may hang on each other: as many as libvirt follows
// (VIR_STORAGE_MAX_CHAIN).
const maxImages = 200

// Look reads the header of the image at a path. An error says that there is
// nothing to be read.
type Look func(name string) (image.Info, error)

// WithImages is paths with the files that their images refer to, each after the
// image that does so. A header is believed where QEMU believes it.
func WithImages(paths []Path, look Look) []Path {
	known := map[string]bool{}
	for _, p := range paths {
		known[p.Name] = true
	}
	var all []Path
	for _, p := range paths {
		all = append(all, p)
		if p.Image != nil && p.Image.Format != "raw" {
			all = follow(all, p, known, look)
		}
	}
	return all
}

// follow appends what the image p refers to, and what that refers to.
func follow(all []Path, p Path, known map[string]bool, look Look) []Path {
	waiting := []Path{p}
	for range maxImages {
		if len(waiting) == 0 {
			break
		}
		next := referred(waiting[0], look)
		waiting = waiting[1:]
		for _, q := range next {
			if known[q.Name] {
				continue
			}
			known[q.Name] = true
			all = append(all, q)
			if q.Image != nil && q.Image.Format != "raw" {
				waiting = append(waiting, q)
			}
		}
	}
	return all
}

// referred are the files that the header of p names.
func referred(p Path, look Look) []Path {
	info, err := look(p.Name)
	if err != nil || p.Image.Format != "" && info.Format != p.Image.Format {
		return nil
	}
	var found []Path
	for _, part := range info.Parts {
		if name, ok := image.LocalPath(p.Name, part); ok {
			found = append(found, below(p, name, p.Use, nil))
		}
	}
	if name, ok := image.LocalPath(p.Name, info.Backing); ok && !p.Image.Chain {
		found = append(found, below(p, name, Reads, &Image{Format: info.BackingFormat}))
	}
	return found
}

// below is the path called name that the image p refers to.
func below(p Path, name string, use Use, contents *Image) Path {
	q := Path{Name: name, Kind: File, Use: use, Of: p.Name, Image: contents, From: p.From}
	if isDevice(name) {
		q.Kind = Device
	}
	return q
}
