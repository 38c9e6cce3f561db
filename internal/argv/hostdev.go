package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) hostdevs() []*option.Option { return nil }
