package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Video is a graphics card, <video>.
type Video struct {
	Device
	// Model is vga, cirrus, vmvga, xen, vbox, qxl, gop, none, bochs, virtio,
	// ramfb or default.
	Model source.Val[string]
	// RAM, VRAM, VRAM64 and VGAMem are sizes in KiB.
	RAM, VRAM, VRAM64, VGAMem source.Val[uint64]
	Heads                     source.Val[uint64]
	Primary                   source.Val[bool]
	Blob                      source.Val[bool]
	EDID                      source.Val[bool]
	Acceleration              VideoAcceleration
	Resolution                VideoResolution
	// Driver is qemu or vhostuser; VGAConf is that of bhyve.
	Driver, VGAConf source.Val[string]
}

// VideoAcceleration is whether the host's GPU helps.
type VideoAcceleration struct {
	Ref              source.Ref
	Accel2D, Accel3D source.Val[bool]
	RenderNode       source.Val[string]
}

// VideoResolution is the preferred size, in pixels.
type VideoResolution struct {
	Ref  source.Ref
	X, Y source.Val[uint64]
}
