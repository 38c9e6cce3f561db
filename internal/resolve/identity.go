package resolve

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"

	"github.com/qemuxml/qemuxml/internal/source"
)

// identity checks the domain's name, and gives it a UUID where it has none.
func (r *resolver) identity() {
	name := r.dom.Name
	switch {
	case !name.IsSet():
		r.Diag.Error(source.MissingValue, r.dom.Ref, "the domain has no <name>").WithHint("write <name>...</name> at the top")
	case strings.Contains(name.V(), "/"):
		// Libvirt makes file names of it.
		r.Diag.Error(source.BadValue, name.Ref(), "the name %q holds a slash", name.V()).WithHint("choose a name without /")
	case strings.Contains(name.V(), "\n"):
		r.Diag.Error(source.BadValue, name.Ref(), "the name holds a line break").WithHint("write the name on one line")
	}
	r.uuid()
	r.resource()
}

// resource refuses what libvirt can't set up around QEMU
// (virDomainResourceDefParse, virDomainDefResourceValidate).
func (r *resolver) resource() {
	const longestAppID = 128
	x := &r.dom.Resource
	switch {
	case !x.Ref.IsZero() && !x.Partition.IsSet() && !x.AppID.IsSet():
		r.refuse("it is left out", source.MissingValue, x.Ref, "<resource> names neither a partition nor a fibrechannel").Inside(x.Ref).
			WithHint("remove <resource>, or write <partition>/machine</partition> in it")
	case len(x.AppID.V()) > longestAppID:
		r.refuse("nothing is set up", source.BadValue, x.AppID.Ref(), "an appid has %d characters at most", longestAppID)
	}
}

// uuid derives a missing UUID from the name. Libvirt draws it at random; the
// same domain must become the same command here.
func (r *resolver) uuid() {
	if r.dom.UUID.IsSet() || !r.dom.Name.IsSet() {
		return
	}
	id := nameUUID(r.dom.Name.V())
	r.dom.UUID = source.Default("derived: UUID from the name", id)
	r.Diag.Note(source.Derived, r.dom.Ref, "the domain has no UUID; it gets %s, derived from its name", id).
		WithHint("write <uuid>%s</uuid> to keep it when the name changes", id)
}

// nameUUID is the UUID of version 5 (RFC 4122, section 4.3) of name in a name
// space of qemuxml's own.
func nameUUID(name string) string {
	space := sha1.Sum([]byte("github.com/qemuxml/qemuxml"))
	id := sha1.Sum(append(space[:16], name...))
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	digits := hex.EncodeToString(id[:16])
	return strings.Join([]string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}, "-")
}
