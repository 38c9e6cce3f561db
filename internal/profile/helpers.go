package profile

// runDir is where the system's libvirt keeps what lasts as long as a QEMU guest
// runs.
const runDir = "/var/run/libvirt/qemu"

// PasstSocket is where passt listens for the interface called alias of the
// domain called shortName (qemuPasstCreateSocketPath).
func PasstSocket(shortName, alias string) string {
	return runDir + "/passt/" + shortName + "-" + alias + ".socket"
}

// VirtiofsSocket is where virtiofsd listens for the file system called alias of
// the domain called shortName (qemuVirtioFSCreateSocketFilename).
func VirtiofsSocket(shortName, alias string) string {
	return GuestDir(shortName) + "/" + alias + "-fs.sock"
}
