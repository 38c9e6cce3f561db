package qemu

// smallNeeds are the tables of switches with few rows.
func smallNeeds(flag string) []need {
	switch flag {
	case "accel":
		return accelNeeds
	case "audiodev":
		return audiodevNeeds
	case "boot":
		return bootNeeds
	case "fsdev":
		return fsdevNeeds
	case "cpu":
		return cpuNeeds
	case "display":
		return displayNeeds
	case "fw_cfg":
		return fwCfgNeeds
	case "name":
		return nameNeeds
	case "numa":
		return numaNeeds
	case "sandbox":
		return sandboxNeeds
	case "smp":
		return smpNeeds
	case "spice":
		return spiceNeeds
	case "vnc":
		return vncNeeds
	}
	return nil
}

var accelNeeds = []need{
	{"kvm", "dirty-ring-size", "", "kvm.dirty-ring-size", ""},
	{"tcg", "tb-size", "", "accel.tb-size", ""},
}

var audiodevNeeds = []need{
	{"dbus", "", "", "audiodev.dbus", ""},
	{"pipewire", "", "", "audiodev.pipewire", ""},
	{"sndio", "", "", "audiodev.sndio", ""},
}

var bootNeeds = []need{
	{"", "menu", "", "boot.menu", ""},
	{"", "once", "", "boot.once", ""},
	{"", "order", "", "boot.order", ""},
	{"", "reboot-timeout", "", "boot.reboot-timeout", ""},
	{"", "splash-time", "", "boot.splash-time", ""},
	{"", "strict", "", "boot.strict", ""},
}

var displayNeeds = []need{
	{"dbus", "", "", "display-dbus", ""},
	{"egl-headless", "", "", "egl-headless", ""},
	{"egl-headless", "rendernode", "", "egl-headless.rendernode", ""},
}

var fsdevNeeds = []need{
	{"", "dmode", "", "fsdev.createmode", ""},
	{"", "fmode", "", "fsdev.createmode", ""},
	{"", "multidevs", "", "fsdev.multidevs", ""},
	{"", "readonly", "", "fsdev.readonly", ""},
	{"", "writeout", "", "fsdev.writeout", ""},
	{"proxy", "", "", "fsdev.proxy", "-fsdev local, or virtiofs"},
}

var fwCfgNeeds = []need{
	{"", "gen_id", "", "fw_cfg.gen_id", ""},
}

var nameNeeds = []need{
	{"", "debug-threads", "", "name.debug-threads", ""},
	{"", "guest", "", "name.guest", ""},
	{"", "process", "", "name.process", ""},
}

var numaNeeds = []need{
	{"cpu", "", "", "numa.cpu", ""},
	{"dist", "", "", "numa.dist", ""},
	{"hmat-cache", "", "", "numa.hmat", ""},
	{"hmat-lb", "", "", "numa.hmat", ""},
	{"node", "memdev", "", "numa.memdev", ""},
}

var sandboxNeeds = []need{
	{"", "elevateprivileges", "", "sandbox.obsolete", ""},
	{"", "obsolete", "", "sandbox.obsolete", ""},
	{"", "resourcecontrol", "", "sandbox.obsolete", ""},
	{"", "spawn", "", "sandbox.obsolete", ""},
}

var smpNeeds = []need{
	{"", "books", "", "smp.drawers", ""},
	{"", "clusters", "", "smp-clusters", ""},
	{"", "cores", "", "smp.topology", ""},
	{"", "cpus", "", "smp.cpus", ""},
	{"", "dies", "", "smp-dies", ""},
	{"", "drawers", "", "smp.drawers", ""},
	{"", "maxcpus", "", "smp.topology", ""},
	{"", "modules", "", "smp.modules", ""},
	{"", "sockets", "", "smp.topology", ""},
	{"", "threads", "", "smp.topology", ""},
}

var spiceNeeds = []need{
	{"", "gl", "", "spice-gl", ""},
	{"", "password-secret", "", "spice.password-secret", ""},
	{"", "rendernode", "", "spice-rendernode", ""},
	{"", "seamless-migration", "", "spice.seamless-migration", ""},
	{"", "unix", "", "spice.unix", ""},
}

var vncNeeds = []need{
	{"", "audiodev", "", "vnc.audiodev", ""},
	{"", "password-secret", "", "vnc.password-secret", ""},
	{"", "power-control", "", "vnc-power-control", ""},
	{"", "share", "", "vnc.share", ""},
	{"", "tls-authz", "", "vnc.tls-authz", ""},
	{"", "tls-creds", "", "vnc.tls-creds", ""},
	{"", "websocket", "", "vnc.websocket", ""},
}
