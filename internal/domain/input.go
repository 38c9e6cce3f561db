package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Input is a keyboard, a pointer, or an input device of the host, <input>.
type Input struct {
	Device
	Type source.Val[string] // mouse, tablet, keyboard, passthrough or evdev
	Bus  source.Val[string] // ps2, usb, xen, virtio or none
	// Model is virtio, virtio-transitional or virtio-non-transitional.
	Model  source.Val[string]
	Source InputSource
}

// InputSource is the device of the host.
type InputSource struct {
	Ref        source.Ref
	Evdev, Dev source.Val[string]
	Grab       source.Val[string] // all
	GrabToggle source.Val[string]
	Repeat     source.Val[bool]
}

// Hub is a USB hub, <hub>.
type Hub struct {
	Device
	Type source.Val[string]
}
