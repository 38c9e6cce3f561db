package domain

import "github.com/qemuxml/qemuxml/internal/source"

// OS is <os>: what boots, and on what machine.
type OS struct {
	Ref source.Ref
	// Type is the text of <type>: hvm, or an accelerator in the first proposal.
	Type          source.Val[string]
	Arch, Machine source.Val[string]
}
