package hostcheck

import (
	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/image"
	"github.com/qemuxml/qemuxml/internal/source"
)

// images compares disk images with what the XML says of them.
func (c *checker) images() {
	if c.host.Look == nil {
		return
	}
	for i := range c.Paths {
		p := &c.Paths[i]
		if p.Image == nil {
			continue
		}
		info, err := c.host.Look(p.Name)
		switch {
		case info.Format == "":
			// It can't be read, which paths has told.
		case err != nil:
			c.warn(source.ImageDiffers, p.From, "%s: %v", p.Name, err).WithHint("qemu-img check says more")
		case c.format(p, info):
			c.chain(p, info)
		}
	}
}

// format reports an image in another format than the XML says. It tells whether
// it is the same.
func (c *checker) format(p *hostfiles.Path, info image.Info) bool {
	said, is := p.Image.Format, info.Format
	switch {
	case said == "" || said == is || !image.Knows(said):
		return true
	case said == "raw" && is == "luks":
		return true // encrypted by the guest
	case said == "raw":
		c.warn(source.ImageDiffers, p.From, "%s looks like %s, but the XML says raw: the guest sees the bytes of the image file", p.Name, is).
			WithHint("write <driver name='qemu' type='%s'/>, if this is not what the guest has written itself", is)
	default:
		c.warn(source.ImageDiffers, p.From, "%s looks like %s, but the XML says %s", p.Name, is, said).WithHint("QEMU will not open it; qemu-img info says more")
	}
	return false
}

// chain reports an image that lies on another one than the XML says.
func (c *checker) chain(p *hostfiles.Path, info image.Info) {
	im := p.Image
	if !im.Chain {
		return
	}
	below, local := image.LocalPath(p.Name, info.Backing)
	switch {
	case im.Ends && info.Backing != "":
		c.warn(source.ImageDiffers, p.From, "%s is an overlay of %s, but the XML says that it is one of nothing", p.Name, info.Backing).
			WithHint("remove the empty <backingStore/>, or write what it lies on")
	case im.Backing != "" && info.Backing == "":
		c.warn(source.ImageDiffers, p.From, "%s is an overlay of nothing, but the XML says of %s", p.Name, im.Backing).WithHint("write <backingStore/>")
	case im.Backing != "" && local && !c.same(below, im.Backing):
		c.warn(source.ImageDiffers, p.From, "%s is an overlay of %s, but the XML says of %s", p.Name, below, im.Backing).
			WithHint("QEMU takes what the XML says; qemu-img rebase -u changes the image")
	}
}

// same tells whether two paths lead to the same file.
func (c *checker) same(a, b string) bool {
	return a == b || c.host.Same != nil && c.host.Same(a, b)
}
