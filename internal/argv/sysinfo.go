package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

// sysinfo are the files of the firmware configuration device.
func (b *builder) sysinfo() []*option.Option {
	var opts []*option.Option
	for _, s := range b.dom.Sysinfo {
		for i := range s.FWCfg {
			opts = append(opts, b.fwCfg(s, &s.FWCfg[i]))
		}
	}
	return opts
}

func (b *builder) fwCfg(s *domain.Sysinfo, f *domain.FWCfgEntry) *option.Option {
	o := option.New("fw_cfg", f.Ref, s.Type.Ref()).StrVal("name", f.Name)
	if f.File.V() != "" {
		b.needsFile(f.File, "firmware entry")
		return o.StrVal("file", f.File)
	}
	return o.StrVal("string", f.Value)
}

// vmGenID is the number by which a guest notices that it was copied.
func (b *builder) vmGenID() []*option.Option {
	id := b.dom.GenID
	if !id.IsSet() {
		return nil
	}
	return []*option.Option{option.Device("vmgenid", id.Ref()).StrVal("guid", id).Str("id", "vmgenid0", source.Rule("alias: vmgenid"))}
}
