package cmdline

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"
)

// Key is the key of a property of flag in the one spelling that Options has.
func Key(flag, key string) string {
	if flag == "accel" && key == "kvm" {
		return "accel"
	}
	switch flag {
	case "device", "object", "blockdev", "netdev", "chardev", "audiodev", "machine", "global":
		// Properties of QOM or QAPI, where _ and - are one in names.
		return strings.ReplaceAll(key, "_", "-")
	}
	return key
}

// constant is the value of p without what differs at each start.
func constant(p Prop) string {
	switch p.Key[strings.LastIndexByte(p.Key, '.')+1:] {
	case "fd", "vhostfd", "fds", "vhostfds":
		if p.Value != "" && strings.Trim(p.Value, "0123456789:") == "" {
			return "N"
		}
	case "data", "iv", "password-secret-data":
		return "*"
	}
	return p.Value
}

// word is a value in one spelling: on and off for truths, numbers in decimal.
func word(s string) string {
	switch s {
	case "yes", "true":
		return "on"
	case "no", "false":
		return "off"
	}
	if digits, ok := strings.CutPrefix(s, "0x"); ok {
		if n, err := strconv.ParseUint(digits, 16, 64); err == nil {
			return strconv.FormatUint(n, 10)
		}
	}
	return s
}

// jsonProps are the properties of a JSON object, members of members with dots in
// their keys; ok is false where text is none. What only begins like one is a
// text of its own.
func jsonProps(text string) (props []Prop, ok bool) {
	if !isObject(text) {
		return nil, false
	}
	object := strings.TrimPrefix(strings.TrimSpace(text), "json:")
	d := json.NewDecoder(strings.NewReader(object))
	d.UseNumber()
	var members map[string]any
	if d.Decode(&members) != nil {
		return []Prop{{Value: text}}, true
	}
	if _, err := d.Token(); err != io.EOF {
		return []Prop{{Value: text}}, true
	}
	return flatten(nil, "", members), true
}

// isObject tells whether text begins like an object of JSON's.
func isObject(text string) bool {
	return strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(text), "json:"), "{")
}

// flatten appends what lies in v, which is called key.
func flatten(props []Prop, key string, v any) []Prop {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			props = flatten(props, joinKey(key, k), inner)
		}
		return props
	case []any:
		for i, inner := range v {
			props = flatten(props, joinKey(key, strconv.Itoa(i)), inner)
		}
		return props
	}
	return append(props, Prop{key, scalar(v)})
}

func joinKey(outer, inner string) string {
	if outer == "" {
		return inner
	}
	return outer + "." + inner
}

func scalar(v any) string {
	switch v := v.(type) {
	case bool:
		return word(strconv.FormatBool(v))
	case json.Number:
		return v.String()
	case string:
		return word(v)
	}
	return "null"
}
