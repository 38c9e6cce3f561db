package argv

import "github.com/qemuxml/qemuxml/internal/option"

func (b *builder) name() []*option.Option { return nil }

func (b *builder) stop() []*option.Option { return nil }

func (b *builder) masterKey() []*option.Option { return nil }

func (b *builder) uuid() []*option.Option { return nil }

func (b *builder) noDefaults() []*option.Option { return nil }

func (b *builder) monitor() []*option.Option { return nil }

func (b *builder) sandbox() []*option.Option { return nil }

func (b *builder) timestamps() []*option.Option { return nil }
