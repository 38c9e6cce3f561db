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
	for _, a := range in.Domain.Devices.Audios {
		env = append(env, fromXML(in, "SDL_AUDIODRIVER", a.Driver, source.Is(a.Type, "sdl"))...)
		env = append(env, fromXML(in, "PIPEWIRE_RUNTIME_DIR", a.RuntimeDir, source.Is(a.Type, "pipewire"))...)
	}
	for _, g := range in.Domain.Devices.Graphics {
		env = append(env, configuredSASL(in, g)...)
		// Which screen of the host SDL opens its window on, and the file that lets it.
		isSDL := source.Is(g.Type, domain.GraphicsSDL)
		env = append(env, fromXML(in, "XAUTHORITY", g.XAuth, isSDL)...)
		env = append(env, fromXML(in, "DISPLAY", g.Display, isSDL)...)
	}
	for _, e := range in.Domain.QEMU.Env {
		env = append(env, e.Name.V()+"="+e.Value.V())
		in.Diag.Info(source.RunTime, e.Ref, "set in the environment of QEMU").Accounting(e.Name.Ref(), e.Value.Ref())
	}
	return env
}

// configuredSASL is where the library finds how those who connect to g prove who
// they are, where libvirt's QEMU driver is configured so.
func configuredSASL(in Input, g *domain.Graphics) []string {
	kind := g.Type.V() // vnc and spice have the settings
	dir := in.Conf.Text(kind + "_sasl_dir")
	if !in.Conf.Flag(kind+"_sasl").V() || !dir.IsSet() {
		return nil
	}
	return []string{"SASL_CONF_PATH=" + dir.V()}
}

// fromXML is the variable called name with the value v, where v is there and
// wanted.
func fromXML(in Input, name string, v source.Val[string], wanted bool) []string {
	if !v.IsSet() || !wanted {
		return nil
	}
	in.Diag.Info(source.RunTime, v.Ref(), "set in the environment of QEMU")
	return []string{name + "=" + v.V()}
}
