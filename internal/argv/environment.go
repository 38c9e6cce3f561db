package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// Environment is what is set for the emulator, as NAME=value. Source:
// qemuBuildCommandLine, which lets through little of libvirt's own environment
// and gives each guest a home of its own; then what the XML sets.
func Environment(in Input) []string {
	var env []string
	if in.Profile.Frame {
		home := profile.GuestDir(in.Domain.ShortName())
		env = []string{
			"LC_ALL=C",
			"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
			"HOME=" + home,
			"XDG_DATA_HOME=" + home + "/.local/share",
			"XDG_CACHE_HOME=" + home + "/.cache",
			"XDG_CONFIG_HOME=" + home + "/.config",
		}
	}
	if tz := in.Domain.Clock.Timezone; tz.IsSet() {
		env = append(env, "TZ="+tz.V())
	}
	for _, g := range in.Domain.Devices.Graphics {
		env = append(env, screen(in, g)...)
	}
	for _, e := range in.Domain.QEMU.Env {
		env = append(env, e.Name.V()+"="+e.Value.V())
		in.Diag.Info(source.RunTime, e.Ref, "set in the environment of QEMU").Accounting(e.Name.Ref(), e.Value.Ref())
	}
	return env
}

// screen is which screen of the host SDL opens its window on, and the file that
// lets it.
func screen(in Input, g *domain.Graphics) []string {
	var env []string
	for _, v := range []struct {
		name  string
		value source.Val[string]
	}{{"XAUTHORITY", g.XAuth}, {"DISPLAY", g.Display}} {
		if v.value.IsSet() && source.Is(g.Type, domain.GraphicsSDL) {
			env = append(env, v.name+"="+v.value.V())
			in.Diag.Info(source.RunTime, v.value.Ref(), "set in the environment of QEMU")
		}
	}
	return env
}
