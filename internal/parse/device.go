package parse

import (
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// device reads what devices of all families have.
func device(c Cursor) domain.Device {
	driver := c.Child("driver")
	return domain.Device{
		Ref:       c.Ref(),
		Alias:     userAlias(c.Child("alias").Str("name")),
		Address:   address(c.Child("address")),
		Boot:      deviceBoot(c),
		ROM:       deviceROM(c),
		ACPIIndex: c.Child("acpi").UintMax("index", 1<<32-1),
		Virtio: domain.VirtioOptions{
			IOMMU:     driver.OnOff("iommu"),
			ATS:       driver.OnOff("ats"),
			Packed:    driver.OnOff("packed"),
			PagePerVQ: driver.OnOff("page_per_vq"),
		},
	}
}

// deviceBoot reads the <boot> of a device of a family that can be booted from
// (VIR_DOMAIN_DEF_PARSE_ALLOW_BOOT); others have none that libvirt reads.
func deviceBoot(c Cursor) domain.Boot {
	switch c.Name() {
	case "disk", "interface", "hostdev", "redirdev", "filesystem":
		boot := c.Child("boot")
		return domain.Boot{Order: bootOrder(boot), LoadParm: loadParm(boot), Unordered: unordered(boot)}
	}
	return domain.Boot{}
}

// deviceROM reads the option ROM of a device of a family that has one
// (VIR_DOMAIN_DEF_PARSE_ALLOW_ROM).
func deviceROM(c Cursor) domain.ROM {
	switch c.Name() {
	case "interface", "hostdev":
		rom := c.Child("rom")
		return domain.ROM{Bar: rom.OnOff("bar"), Enabled: rom.YesNo("enabled"), File: rom.Str("file")}
	}
	return domain.ROM{}
}

// bootOrder reads order; libvirt counts from 1.
func bootOrder(c Cursor) source.Val[uint64] {
	order := c.UintMax("order", 1<<32-1)
	if source.Is(order, 0) {
		c.r.diag.Error(source.OutOfRange, order.Ref(), "the boot order counts from 1")
		return source.Val[uint64]{}
	}
	return order
}

// unordered is a <boot> that says no order.
func unordered(c Cursor) source.Ref {
	if c.Str("order").IsSet() {
		return source.Ref{}
	}
	return c.Ref()
}

// loadParmChars are what a boot loader of IBM Z can be told.
const loadParmChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789. "

// loadParm reads what the boot loader of IBM Z is told, in upper case as its
// code page has it.
func loadParm(c Cursor) source.Val[string] {
	v := c.Str("loadparm")
	if !v.IsSet() {
		return v
	}
	upper := strings.ToUpper(v.V())
	if upper == "" || len(upper) > 8 || strings.Trim(upper, loadParmChars) != "" {
		c.r.diag.Error(source.BadValue, v.Ref(), "loadparm: %q can't be told to a boot loader", v.V()).
			WithHint("use up to 8 letters, digits, dots and spaces")
		return source.Val[string]{}
	}
	return source.Of(upper, v.Ref())
}

// userAlias is an alias that the user chose: libvirt keeps those that start
// with ua- and are plain, and makes all others itself.
// Source: virDomainDeviceAliasIsUserAlias.
func userAlias(name source.Val[string]) source.Val[string] {
	const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
	if strings.HasPrefix(name.V(), "ua-") && strings.Trim(name.V(), plain) == "" {
		return name
	}
	return source.Val[string]{}
}
