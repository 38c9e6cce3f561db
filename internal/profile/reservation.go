package profile

// ReservationSocket is where libvirt has its helper for persistent reservations
// listen for the domain called shortName.
func ReservationSocket(shortName string) string {
	return "/var/lib/libvirt/qemu/domain-" + shortName + "/pr-helper0.sock"
}
