package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) memory() []*option.Option { return nil }

func (b *builder) numa() []*option.Option { return nil }

func (b *builder) memoryDevices() []*option.Option { return nil }
