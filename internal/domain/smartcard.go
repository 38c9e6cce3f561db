package domain

import "github.com/qemuxml/qemuxml/internal/source"

// Smartcard is a smart card in a reader, <smartcard>.
type Smartcard struct {
	Device
	// Mode is host, host-certificates or passthrough.
	Mode source.Val[string]
	// Certificates are the names of the three certificates of mode
	// host-certificates, in Database.
	Certificates []source.Val[string]
	Database     source.Val[string]
	// Source is what mode passthrough talks to.
	Source *CharSource
}
