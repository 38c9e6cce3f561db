package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) machine() []*option.Option { return nil }

func (b *builder) accel() []*option.Option { return nil }

func (b *builder) tseg() []*option.Option { return nil }
