package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) audio() []*option.Option { return nil }

func (b *builder) sounds() []*option.Option { return nil }

// soundMachine adds where the speaker that is part of a board sounds to the -machine o.
func (b *builder) soundMachine(o *option.Option) {}
