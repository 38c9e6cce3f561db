package profile

import "strings"

// stateDir is where the system's libvirt keeps what belongs to QEMU guests.
const stateDir = "/var/lib/libvirt/qemu"

// GuestDir is libvirt's directory of the running domain that is called
// shortName: master key, monitor, QEMU's home.
func GuestDir(shortName string) string { return stateDir + "/domain-" + shortName }

// ClassicMonitor is the monitor's socket of the domain called name, where libvirt
// 0.7 had it.
func ClassicMonitor(name string) string { return stateDir + "/" + name + ".monitor" }

// MemoryFile is the file that memory of the domain called shortName is kept in;
// id names the memory backend. It lies below dir, by default below libvirt's own.
func MemoryFile(dir, shortName, id string) string {
	if dir == "" {
		return stateDir + "/ram/" + shortName + "/" + id
	}
	return dir + "/libvirt/qemu/" + shortName + "/" + id
}

// HugePageDir is the directory of the domain called shortName on the huge page
// file system that is mounted at mount.
func HugePageDir(shortName, mount string) string { return mount + "/libvirt/qemu/" + shortName }

// DBusSocket is the bus on which D-Bus graphics of the domain called shortName
// show themselves.
func DBusSocket(shortName string) string {
	return "/var/run/libvirt/qemu/dbus/" + shortName + "-dbus.sock"
}

// IsLibvirts tells whether the path called name lies where libvirt makes what its
// guests need before it starts them.
func IsLibvirts(name string) bool {
	for _, dir := range []string{stateDir, "/var/run/libvirt", "/run/libvirt"} {
		if strings.HasPrefix(name, dir+"/") {
			return true
		}
	}
	return strings.Contains(name, "/libvirt/qemu/") // on a huge page file system
}
