package argv

import (
	"fmt"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/profile"
	"github.com/qemuxml/qemuxml/internal/source"
)

// passtReconnect is after how long QEMU calls a passt that went away again.
// Source: QEMU_PASST_RECONNECT_TIMEOUT in libvirt's qemu_passt.h.
const passtReconnect = 5 // seconds

// passtNetdev connects to the passt that libvirt has started. What the XML says
// about addresses, ports and logs is on passt's own command line.
func (b *builder) passtNetdev(n *domain.Interface) *option.Option {
	o := newNetdev(n, "stream")
	o.Add("addr", option.Object(
		option.P("type", option.String("unix"), n.Backend.Type.Ref()),
		option.P("path", option.String(b.passtSocket(n)), n.Backend.Type.Ref()),
	), n.Backend.Type.Ref())
	o.Bool("server", false, n.Backend.Type.Ref())
	const milliseconds = 1000
	rule := source.Rule("default: a lost passt is called again")
	switch {
	case b.Target.Has("netdev-stream-reconnect-miliseconds"):
		o.Uint("reconnect-ms", passtReconnect*milliseconds, rule)
	case b.Target.Has("netdev.stream.reconnect"):
		o.Uint("reconnect", passtReconnect, rule)
	}
	b.passtDaemon(n)
	return o
}

// passtSource is the socket of a passt that shares the guest's memory.
func (b *builder) passtSource(n *domain.Interface) *domain.CharSource {
	b.passtDaemon(n)
	ref, rule := n.Backend.Type.Ref(), "default: a lost passt is called again"
	return &domain.CharSource{
		Ref:       n.Backend.Ref,
		Type:      source.Of(domain.CharUNIX, ref),
		Path:      source.Of(b.passtSocket(n), ref),
		Mode:      source.Of("connect", ref),
		Reconnect: domain.CharReconnect{Enabled: source.Default(rule, true), Timeout: source.Default[uint64](rule, passtReconnect)},
	}
}

// passtSocket is where passt listens for n.
func (b *builder) passtSocket(n *domain.Interface) string {
	if b.Profile.LibvirtDirs {
		return profile.PasstSocket(b.dom.ShortName(), n.Alias.V())
	}
	return b.runtimeSocket(n.Alias.V() + "-passt")
}

// passtDaemon accounts for what is said to passt, and where nobody starts it,
// says how to.
func (b *builder) passtDaemon(n *domain.Interface) {
	refs := passtRefs(n)
	switch {
	case !b.Profile.LibvirtDirs:
		const what = "passt, which connects the guest"
		b.prepare(source.RunTime, n.Backend.Type.Ref(), what+", must run before QEMU starts", plan.Step{
			Kind: plan.Daemon, What: what, Words: b.passt(n), Stays: []string{"--foreground", "--quiet"}, Socket: b.passtSocket(n), Package: "passt",
			// As the user that root's passt becomes by itself, it could not make the socket.
			AsRoot: []string{"--runas", "0:0"},
		}).Accounting(refs...)
	case len(refs) > 0:
		b.Diag.Note(source.RunTime, refs[0], "libvirt says this to passt, not to QEMU").Accounting(refs...)
	}
}

func passtRefs(n *domain.Interface) []source.Ref {
	refs := given(n.Source.Dev.Ref(), n.Backend.LogFile.Ref(), n.Backend.Hostname.Ref(), n.Backend.FQDN.Ref())
	for _, ip := range n.IPs {
		refs = append(refs, ip.Ref, ip.Address.Ref(), ip.Family.Ref(), ip.Prefix.Ref())
	}
	for i := range n.PortForwards {
		refs = append(refs, forwardRefs(&n.PortForwards[i])...)
	}
	return refs
}

// passt is the passt that n wants (qemuPasstStart). It leaves when the guest
// does.
func (b *builder) passt(n *domain.Interface) []string {
	args := []string{"passt", "--one-off", "--socket", b.passtSocket(n)}
	if n.Kind() == domain.InterfaceVhostUser {
		args = append(args, "--vhost-user")
	}
	for _, o := range []struct {
		flag string
		v    source.Val[string]
	}{{"--interface", n.Source.Dev}, {"--log-file", n.Backend.LogFile}, {"--hostname", n.Backend.Hostname}, {"--fqdn", n.Backend.FQDN}} {
		if o.v.IsSet() {
			args = append(args, o.flag, o.v.V())
		}
	}
	for _, ip := range n.IPs {
		args = append(args, "--address", ip.Address.V())
		if ip.Prefix.V() > 0 && !strings.Contains(ip.Address.V(), ":") {
			args = append(args, "--netmask", fmt.Sprint(ip.Prefix.V()))
		}
	}
	for i := range n.PortForwards {
		f := &n.PortForwards[i]
		args = append(args, "--"+f.Proto.V()+"-ports", passtPorts(f))
	}
	return args
}

// passtPorts is what f forwards, as passt reads it:
// address%device/start-end:to-toEnd,~excluded.
func passtPorts(f *domain.PortForward) string {
	if len(f.Ranges) == 0 && !f.Address.IsSet() && !f.Dev.IsSet() {
		return "all"
	}
	where := f.Address.V()
	if f.Dev.IsSet() {
		where += "%" + f.Dev.V()
	}
	if where != "" && len(f.Ranges) > 0 {
		where += "/"
	}
	var ranges []string
	for _, p := range f.Ranges {
		ranges = append(ranges, passtRange(&p))
	}
	return where + strings.Join(ranges, ",")
}

func passtRange(p *domain.PortRange) string {
	text := fmt.Sprint(p.Start.V())
	if p.End.IsSet() {
		text += fmt.Sprintf("-%d", p.End.V())
	}
	switch {
	case source.Is(p.Exclude, true):
		return "~" + text
	case p.To.IsSet() && p.End.IsSet():
		return fmt.Sprintf("%s:%d-%d", text, p.To.V(), p.To.V()+p.End.V()-p.Start.V())
	case p.To.IsSet():
		return fmt.Sprintf("%s:%d", text, p.To.V())
	}
	return text
}
