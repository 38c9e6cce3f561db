package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) security() []*option.Option { return nil }

// securityMachine adds what protects the guest from its host to the -machine o.
func (b *builder) securityMachine(o *option.Option) {}
