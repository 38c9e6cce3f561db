package resolve

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/host"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkGraphics refuses what libvirt's qemuValidateDomainDeviceDefVNCGraphics
// and qemuValidateDomainDeviceDefDBusGraphics do. The backends of sound are by
// their numbers.
func (r *resolver) checkGraphics(g *domain.Graphics, audios map[uint64]*domain.Audio) {
	if g.Type.V() == domain.GraphicsVNC && len(g.Password.V()) > 8 {
		r.refuse("no more of it is looked at", source.OutOfRange, g.Password.Ref(), "passwords of VNC have 8 characters at most")
	}
	r.checkPassword(g)
	if a := audios[g.AudioID.V()]; g.Type.V() == domain.GraphicsDBus && g.AudioID.IsSet() && a != nil && a.Type.V() != "dbus" {
		r.Diag.Error(source.Invalid, g.AudioID.Ref(), "D-Bus graphics carry sound of an audio backend of type dbus only")
	}
}

// checkPassword refuses a password with an end that is no time, or that would cut
// those off who are connected to VNC (virDomainGraphicsAuthDefParseXML,
// qemuProcessVNCAllocatePorts).
func (r *resolver) checkPassword(g *domain.Graphics) {
	if to := g.PasswordValidTo; g.Password.IsSet() && to.IsSet() {
		if _, ok := host.ParseDate(to.V()); !ok {
			r.Diag.Error(source.BadValue, to.Ref(), "%q is no time", to.V()).WithHint("write it in UTC, such as 2030-01-31T18:00:00")
		}
	}
	if c := g.PasswordConnected; g.Password.IsSet() && g.Type.V() == domain.GraphicsVNC && c.IsSet() && c.V() != "keep" && !r.Profile.Adapt {
		r.Diag.Error(source.Invalid, c.Ref(), "QEMU keeps who is connected to VNC when a password is set").WithHint("write connected='keep'")
	}
}

// dropGL leaves out OpenGL of VNC, which libvirt reads none of.
func (r *resolver) dropGL(g *domain.Graphics) {
	if source.Is(g.GL, true) && g.Type.V() == domain.GraphicsVNC {
		r.Diag.Warn(source.Invalid, g.GL.Ref(), "VNC can't draw with OpenGL; it does without").WithHint("add <graphics type='egl-headless'/>")
		g.GL = source.Val[bool]{}
	}
}

// checkGL refuses what libvirt's qemuValidateDomainDeviceDefGraphics does.
func (r *resolver) checkGL(g *domain.Graphics, openGL int) {
	switch kind := g.Type.V(); {
	case openGL > 1 && (kind == domain.GraphicsEGLHeadless || source.Is(g.GL, true)):
		r.Diag.Error(source.Conflict, g.Ref, "QEMU can draw with OpenGL for one kind of graphics only").WithHint("keep one <gl enable='yes'> or egl-headless")
	case kind == domain.GraphicsDBus && source.Is(g.P2P, true) && g.Address.IsSet():
		r.Diag.Error(source.Conflict, g.Address.Ref(), "D-Bus graphics are either peer to peer or at an address").Accounting(g.P2P.Ref())
	}
}
