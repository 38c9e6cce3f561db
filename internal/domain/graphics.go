package domain

import "github.com/qemuxml/qemuxml/internal/source"

// The kinds of graphics.
const (
	GraphicsSDL         = "sdl"
	GraphicsVNC         = "vnc"
	GraphicsRDP         = "rdp"
	GraphicsDesktop     = "desktop"
	GraphicsSpice       = "spice"
	GraphicsEGLHeadless = "egl-headless"
	GraphicsDBus        = "dbus"
)

// Graphics is how a screen is shown, <graphics>. It is no device of the guest.
type Graphics struct {
	Ref  source.Ref
	Type source.Val[string]

	// Port is that of vnc, spice and rdp; AutoPort asks for a free one. A Port of
	// -1 asks too, and is read as AutoPort.
	Port, TLSPort source.Val[uint64]
	AutoPort      source.Val[bool]
	// AnyPort and AnyTLSPort are the ports of -1.
	AnyPort, AnyTLSPort source.Ref
	WebSocket           source.Val[int64] // -1 for a free one
	Listens             []GraphicsListen

	Password               source.Val[string]
	PasswordValidTo        source.Val[string]
	PasswordConnected      source.Val[string] // fail, disconnect or keep
	SharePolicy            source.Val[string]
	Keymap                 source.Val[string]
	PowerControl           source.Val[bool]
	AudioID                source.Val[uint64] // the <audio> that it plays
	Display, XAuth         source.Val[string] // sdl
	FullScreen             source.Val[bool]   // sdl, desktop
	GL                     source.Val[bool]
	RenderNode             source.Val[string]
	ReplaceUser, MultiUser source.Val[bool]   // rdp
	Username               source.Val[string] // rdp
	Address                source.Val[string] // dbus
	P2P                    source.Val[bool]   // dbus
	Spice                  SpiceOptions
}

// GraphicsListen is where graphics can be reached: an address, the address of a
// network, a socket, or nowhere.
type GraphicsListen struct {
	Ref     source.Ref
	Type    source.Val[string] // address, network, socket or none
	Address source.Val[string]
	Network source.Val[string]
	Socket  source.Val[string]
	// Repeated is the attribute of <graphics> that says the same.
	Repeated source.Ref
	// Made tells that libvirt chose the socket.
	Made source.Val[bool]
}

// SpiceOptions is what only spice has.
type SpiceOptions struct {
	DefaultMode         source.Val[string]
	Channels            []SpiceChannel
	ImageCompression    source.Val[string]
	JPEGCompression     source.Val[string]
	ZlibCompression     source.Val[string]
	PlaybackCompression source.Val[bool]
	Streaming           source.Val[string]
	Mouse               source.Val[string] // client or server
	Clipboard           source.Val[bool]   // copypaste
	FileTransfer        source.Val[bool]
}

// SpiceChannel is whether a channel is encrypted.
type SpiceChannel struct {
	Ref        source.Ref
	Name, Mode source.Val[string]
}
