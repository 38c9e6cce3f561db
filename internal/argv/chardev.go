package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) serials() []*option.Option { return nil }

func (b *builder) parallels() []*option.Option { return nil }

func (b *builder) channels() []*option.Option { return nil }

func (b *builder) consoles() []*option.Option { return nil }

// chardev is the -chardev for src, named after the device alias that uses it,
// and its id.
func (b *builder) chardev(src *domain.CharSource, alias string, from ...source.Ref) (id string, opts []*option.Option) {
	return "char" + alias, nil
}
