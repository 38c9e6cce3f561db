package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func video(c Cursor) *domain.Video {
	const most = 1<<32 - 1
	m, driver := c.Child("model"), c.Child("driver")
	acceleration := m.Child("acceleration")
	return &domain.Video{
		Device:  device(c),
		Model:   m.Enum("type", "default", "vga", "cirrus", "vmvga", "xen", "vbox", "qxl", "gop", "none", "bochs", "virtio", "ramfb"),
		RAM:     m.UintMax("ram", most),
		VRAM:    m.UintMax("vram", most),
		VRAM64:  m.UintMax("vram64", most),
		VGAMem:  m.UintMax("vgamem", most),
		Heads:   m.UintMax("heads", most),
		Primary: m.YesNo("primary"),
		Blob:    m.OnOff("blob"),
		EDID:    m.OnOff("edid"),
		Acceleration: domain.VideoAcceleration{
			Ref: acceleration.Ref(), Accel2D: acceleration.YesNo("accel2d"), Accel3D: acceleration.YesNo("accel3d"),
			RenderNode: acceleration.Str("rendernode"),
		},
		Resolution: videoResolution(m.Child("resolution")),
		Driver:     driver.Enum("name", "qemu", "vhostuser"),
		VGAConf:    driver.Enum("vgaconf", "io", "on", "off"),
	}
}

// videoResolution reads a <resolution>, which has both of its sides.
func videoResolution(c Cursor) domain.VideoResolution {
	if !c.Ok() {
		return domain.VideoResolution{}
	}
	const most = 1<<32 - 1
	c.Require("x")
	c.Require("y")
	return domain.VideoResolution{Ref: c.Ref(), X: c.UintMax("x", most), Y: c.UintMax("y", most)}
}
