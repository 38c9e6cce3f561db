package parse

import (
	"encoding/hex"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// uuid reads a UUID in the forms that libvirt takes: 32 hexadecimal digits with
// dashes and spaces anywhere between them. It comes out lower case, as 8-4-4-4-12.
func uuid(c Cursor) source.Val[string] {
	if !c.Ok() {
		return source.Val[string]{}
	}
	return c.r.uuid(c.Text())
}

// uuid is text in the one form of UUIDs.
func (r *reader) uuid(text source.Val[string]) source.Val[string] {
	if !text.IsSet() {
		return text
	}
	digits := strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(text.V()), "-", ""), " ", "")
	if b, err := hex.DecodeString(digits); err != nil || len(b) != 16 {
		r.diag.Error(source.BadValue, text.Ref(), "%q is no UUID", text.V()).
			WithHint("a UUID has 32 hexadecimal digits, such as c7a5fdbd-edaf-9455-926a-d65c16db1809")
		return source.Val[string]{}
	}
	parts := []string{digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]}
	return source.Of(strings.Join(parts, "-"), text.Ref())
}

// genID reads <genid>; an empty one asks for a UUID to be generated.
func genID(c Cursor) source.Val[string] {
	if id := uuid(c); id.IsSet() || !c.Ok() {
		return id
	}
	return source.Of("", c.Ref())
}

func events(c Cursor) domain.Events {
	return domain.Events{
		Poweroff:    c.Child("on_poweroff").EnumText("destroy", "restart", "rename-restart", "preserve"),
		Reboot:      c.Child("on_reboot").EnumText("destroy", "restart", "rename-restart", "preserve"),
		Crash:       c.Child("on_crash").EnumText("destroy", "restart", "rename-restart", "preserve", "coredump-destroy", "coredump-restart"),
		Lockfailure: c.Child("on_lockfailure").EnumText("poweroff", "restart", "pause", "ignore"),
	}
}

func resource(c Cursor) domain.Resource {
	return domain.Resource{
		Ref:       c.Ref(),
		Partition: c.Child("partition").RawText(),
		AppID:     c.Child("fibrechannel").Str("appid"),
	}
}
