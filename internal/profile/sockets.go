package profile

// TPMSocket is where libvirt has swtpm listen for the domain called shortName.
func TPMSocket(shortName string) string {
	return "/run/libvirt/qemu/swtpm/" + shortName + "-swtpm.sock"
}
