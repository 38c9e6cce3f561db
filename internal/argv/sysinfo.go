package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) sysinfo() []*option.Option { return nil }

func (b *builder) smbios() []*option.Option { return nil }
