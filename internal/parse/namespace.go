package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// qemuNamespace reads the elements of QEMU's namespace below the domain c. All
// that stand in it are QEMU's, whatever prefix each has.
func qemuNamespace(c Cursor) domain.QEMUNamespace {
	line, caps := c.QEMUChild("commandline"), c.QEMUChild("capabilities")
	q := domain.QEMUNamespace{
		Add:         qemuValues(caps, "add", "capability"),
		Del:         qemuValues(caps, "del", "capability"),
		Deprecation: c.QEMUChild("deprecation").Str("behavior"),
	}
	for arg := range line.QEMUChildren("arg") {
		if v := arg.Str("value"); v.IsSet() {
			q.Args = append(q.Args, v)
			continue
		}
		c.r.diag.Error(source.MissingValue, arg.Ref(), "<%s> needs the attribute value", arg.Name())
	}
	for env := range line.QEMUChildren("env") {
		q.Env = append(q.Env, domain.EnvVariable{Ref: env.Ref(), Name: envName(env), Value: env.Str("value")})
	}
	for device := range c.QEMUChild("override").QEMUChildren("device") {
		q.Overrides = append(q.Overrides, override(device))
	}
	return q
}

// qemuValues is the attribute called attr of each child of c called name.
func qemuValues(c Cursor, name, attr string) []source.Val[string] {
	var list []source.Val[string]
	for child := range c.QEMUChildren(name) {
		if v := child.Require(attr); v.IsSet() {
			list = append(list, v)
		}
	}
	return list
}

func envName(c Cursor) source.Val[string] {
	name := c.Require("name")
	if name.IsSet() && !isEnvName(name.V()) {
		c.r.diag.Error(source.BadValue, name.Ref(), "%q is no name of an environment variable", name.V()).
			WithHint("use letters, digits and underscores; the first may be no digit")
		return source.Val[string]{}
	}
	return name
}

// isEnvName tells whether s is a name of a variable, as POSIX has them.
func isEnvName(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && (i == 0 || !isDigit(s[i])) {
			return false
		}
	}
	return s != ""
}

func override(c Cursor) domain.DeviceOverride {
	o := domain.DeviceOverride{Ref: c.Ref(), Alias: c.Require("alias")}
	for p := range c.QEMUChild("frontend").QEMUChildren("property") {
		o.Properties = append(o.Properties, propertyOverride(p))
	}
	return o
}

func propertyOverride(c Cursor) domain.PropertyOverride {
	p := domain.PropertyOverride{
		Ref: c.Ref(), Name: c.r.propertyName(c.Require("name"), "the property"), Value: c.Str("value"),
		Type: c.mustEnum("type", "string", "signed", "unsigned", "bool", "remove"),
	}
	switch p.Type.V() {
	case "signed":
		c.Int("value")
	case "unsigned":
		c.Uint("value")
	case "bool":
		c.Enum("value", "true", "false")
	}
	if p.Type.V() != "remove" && p.Type.V() != "string" {
		c.Require("value")
	}
	return p
}

// isLetter counts the underscore in, as the names of variables do.
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
