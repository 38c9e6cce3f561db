package argv

import (
	"slices"
	"strconv"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// image is a storage source on its way to nodes of QEMU's block layer. Up to
// three of them are stacked: what opens the bytes (storage), the part of them
// that counts (slice), and what reads the format. The topmost is what others
// refer to; it alone carries what the guest may do.
type image struct {
	*domain.StorageSource
	name  string // the nodes are called after it
	alias string // of the device that the image belongs to
	// driver is what the disk asks of all its images, the zero value where the
	// image belongs to no disk.
	driver *domain.DiskDriver
	// drive tells that the image is a -drive's: there are no nodes, and secrets
	// are called after the device.
	drive bool
	// floppy tells that the image is a floppy's, cdrom that it is a CD's.
	floppy, cdrom bool
}

// diskImage is image s of disk d.
func diskImage(d *domain.Disk, s *domain.StorageSource) *image {
	return &image{
		StorageSource: s,
		name:          nodeName(s),
		alias:         d.Alias.V(),
		driver:        &d.Driver,
		floppy:        source.Is(d.Kind, "floppy"),
		cdrom:         source.Is(d.Kind, "cdrom"),
	}
}

// nodeName is what the nodes of s are called after.
func nodeName(s *domain.StorageSource) string {
	return "libvirt-" + strconv.FormatUint(s.Index.V(), 10)
}

// chain is the images of d, from the lowest to the top: as QEMU must be told of
// them.
func (b *builder) chain(d *domain.Disk) []*option.Option {
	var opts []*option.Option
	for s := d.Source; !s.IsEnd(); s = s.Backing {
		nodes := b.imageNodes(diskImage(d, s))
		if s.Is(domain.StorageFile) || s.Is(domain.StorageBlock) {
			b.needsFile(s.Path, "disk image")
		}
		if s.DataStore != nil {
			nodes = append(b.imageNodes(diskImage(d, s.DataStore)), nodes...)
		}
		opts = append(nodes, opts...)
	}
	return opts
}

// imageNodes are the nodes of one image, after the objects that they need.
func (b *builder) imageNodes(im *image) []*option.Option {
	opts := b.imageObjects(im)
	storage := b.storageNode(im)
	if storage == nil {
		return nil
	}
	opts = append(opts, storage...)
	if b.hasSliceNode(im) {
		opts = append(opts, b.sliceNode(im))
	}
	if b.hasFormatNode(im) {
		opts = append(opts, b.formatNode(im))
	}
	return opts
}

// isLUKS tells whether QEMU itself decrypts im, without the help of its format.
func (im *image) isLUKS() bool {
	e := im.Encryption
	return e != nil && source.Is(e.Engine, "qemu") && source.Is(e.Format, "luks") && im.isRaw()
}

// isRaw tells whether the bytes of im are the guest's.
func (im *image) isRaw() bool { return !im.Format.IsSet() || im.Format.V() == "raw" }

// hasFormatNode tells whether im has a node that reads its format. Raw images
// needed one until QEMU 9.0. Source: qemuBlockStorageSourceNeedsFormatLayer.
func (b *builder) hasFormatNode(im *image) bool {
	return !im.isRaw() || im.isLUKS() || im.Is(domain.StorageDir) || b.Target.Has("blockdev.raw-node")
}

// hasSliceNode tells whether the slice of im is a node of its own: a raw format
// node slices by itself.
func (b *builder) hasSliceNode(im *image) bool {
	return im.Slice != nil && !(b.hasFormatNode(im) && im.isRaw() && !im.isLUKS())
}

// topNode is the node of im that others refer to.
func (b *builder) topNode(im *image) string {
	if b.hasFormatNode(im) {
		return im.name + "-format"
	}
	return b.dataNode(im)
}

// dataNode is the node that the format of im is read from.
func (b *builder) dataNode(im *image) string {
	if b.hasSliceNode(im) {
		return im.name + "-slice-sto"
	}
	return im.name + "-storage"
}

// storageNode is the -blockdev that opens the bytes of im, after what passes
// them to QEMU; nil where that can't be said.
func (b *builder) storageNode(im *image) []*option.Option {
	var opts []*option.Option
	var params []option.Param
	switch im.Type.V() {
	case domain.StorageFile, domain.StorageBlock:
		params = b.fileParams(im)
	case domain.StorageDir:
		params = vvfatParams(im)
	case domain.StorageNVMe:
		params = nvmeParams(im)
	case domain.StorageVhostVDPA:
		params, opts = b.vdpaParams(im)
	case domain.StorageNetwork:
		params = b.networkParams(im)
	case domain.StorageVolume, domain.StorageVhostUser:
		// A volume was replaced or reported before; vhost-user has no nodes.
	}
	if params == nil {
		return nil
	}
	// That there is no TLS is said by what is left out.
	o := option.New("blockdev", im.Ref, im.Type.Ref(), im.Network.TLS.Ref())
	o.Params = params
	o.Str("node-name", im.name+"-storage", im.Index.Ref())
	isTop := !b.hasFormatNode(im) && !b.hasSliceNode(im)
	if !b.hasFormatNode(im) {
		o.Cite(im.Format.Ref())
	}
	o.Cite(im.Volume.Pool.Ref(), im.Volume.Mode.Ref()) // of a volume, which has become a file
	return append(opts, b.finishNode(o, im, isTop))
}

// finishNode adds what the guest may do to the topmost node of im, and to
// others that they follow it.
func (b *builder) finishNode(o *option.Option, im *image, isTop bool) *option.Option {
	if isTop {
		guestAccess(o, im)
	} else {
		o.Bool("auto-read-only", true).Str("discard", "unmap")
	}
	if cache, ok := cacheMode(im.driver.Cache); ok {
		o.Add("cache", cache.nodeValue(), im.driver.Cache.Ref())
	}
	return o
}

// guestAccess adds what the guest may do to an image.
func guestAccess(o *option.Option, im *image) {
	v := im.driver
	o.Bool("read-only", im.ReadOnly.V(), im.ReadOnly.Ref())
	o.StrVal("discard", v.Discard)
	o.StrVal("detect-zeroes", detectZeroes(v))
}

// detectZeroes is the mode in force: unmapping zeroes needs discards to be
// passed on. Source: virDomainDiskGetDetectZeroesMode.
func detectZeroes(v *domain.DiskDriver) source.Val[string] {
	if source.Is(v.DetectZeroes, "unmap") && v.Discard.V() != "unmap" {
		return source.Of("on", v.DetectZeroes.Ref())
	}
	return v.DetectZeroes
}

// sliceNode is the part of the bytes of im that counts.
func (b *builder) sliceNode(im *image) *option.Option {
	o := option.New("blockdev", im.Slice.Ref).Str("driver", "raw", im.Slice.Ref).Str("file", im.name+"-storage", im.Slice.Ref)
	addSlice(o, im.Slice)
	o.Str("node-name", im.name+"-slice-sto", im.Index.Ref())
	return b.finishNode(o, im, !b.hasFormatNode(im))
}

func addSlice(o *option.Option, s *domain.StorageSlice) {
	o.Uint("offset", s.Offset.V(), s.Offset.Ref()).Uint("size", s.Size.V(), s.Size.Ref())
}

// formatDriver is what QEMU calls the driver of a format. Storage of type dir is
// made to look like a raw image by what opens it.
func formatDriver(format string) string {
	switch format {
	case "", "fat":
		return "raw"
	case "ploop":
		return "parallels"
	case "vhd":
		return "vhdx"
	}
	return format
}

// formatNode is the -blockdev that reads the format of im.
func (b *builder) formatNode(im *image) *option.Option {
	f := im.Format
	o := option.New("blockdev", f.Ref()).Str("node-name", im.name+"-format", im.Index.Ref())
	guestAccess(o, im)
	if cache, ok := cacheMode(im.driver.Cache); ok {
		o.Add("cache", cache.nodeValue(), im.driver.Cache.Ref())
	}
	switch {
	case im.isLUKS():
		o.Str("driver", "luks", f.Ref(), im.Encryption.Format.Ref(), im.Encryption.Engine.Ref())
		o.Str("key-secret", b.encryptionSecret(im, 0), im.Encryption.Ref)
	default:
		o.Str("driver", formatDriver(f.V()), f.Ref())
		b.formatOptions(o, im)
	}
	if im.DataStore != nil {
		o.Str("data-file", b.topNode(im.other(im.DataStore)), im.DataStore.Ref)
	}
	o.Str("file", b.dataNode(im), im.Ref)
	b.addBacking(o, im)
	return o
}

// formatOptions adds what only some formats have.
func (b *builder) formatOptions(o *option.Option, im *image) {
	if e := im.Encryption; e != nil && source.Is(e.Engine, "qemu") && !im.isRaw() {
		o.Add("encrypt", option.Object(
			option.P("format", option.String(qcowEncryption(e)), e.Format.Ref()),
			option.P("key-secret", option.String(b.encryptionSecret(im, 0)), e.Ref),
		), e.Ref, e.Format.Ref(), e.Engine.Ref())
	}
	switch im.Format.V() {
	case "raw", "":
		if im.Slice != nil && !b.hasSliceNode(im) {
			addSlice(o, im.Slice)
		}
	case "qcow2":
		o.UintVal("cache-size", im.MetadataCacheMax)
		o.BoolVal("discard-no-unref", im.driver.DiscardNoUnref)
	}
}

// qcowEncryption is what QEMU calls the encryption of a qcow or qcow2 image.
func qcowEncryption(e *domain.StorageEncryption) string {
	if e.Format.V() == "qcow" {
		return "aes"
	}
	return "luks"
}

// addBacking adds the image below im. Where the XML says nothing of it, QEMU
// looks into the image; where it says that there is none, QEMU must not.
func (b *builder) addBacking(o *option.Option, im *image) {
	s := im.Backing
	switch {
	case s == nil || !slices.Contains([]string{"qcow", "qcow2", "qed", "vmdk"}, im.Format.V()):
	case s.IsEnd():
		o.Add("backing", option.Null(), s.Ref)
	default:
		o.Str("backing", b.topNode(im.other(s)), s.Ref)
	}
}

// other is s, another image of the disk that im belongs to.
func (im *image) other(s *domain.StorageSource) *image {
	o := *im
	o.StorageSource, o.name = s, nodeName(s)
	return &o
}
