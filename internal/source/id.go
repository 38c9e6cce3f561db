package source

// ID names a kind of diagnostic. IDs are stable: scripts match on them.
type ID string

// The kinds of diagnostics.
const (
	// Reading the input.
	WrongUsage   ID = "wrong-usage"   // flags or arguments that make no sense
	NotReadable  ID = "not-readable"  // a file that can't be opened or read
	NotWritten   ID = "not-written"   // a file that can't be written, or is there already
	NotXML       ID = "not-xml"       // the input is no well-formed XML
	TooLarge     ID = "too-large"     // the input exceeds a limit on size, depth or count
	WrongRoot    ID = "wrong-root"    // XML, but no domain
	NotQEMU      ID = "not-qemu"      // a domain of another hypervisor
	ManyDomains  ID = "many-domains"  // the input holds several domains
	InputDropped ID = "input-dropped" // part of the input was passed over

	// What the XML says.
	MissingValue  ID = "missing-value"  // an element or attribute that is required
	UnknownValue  ID = "unknown-value"  // a word that is not among the known ones
	BadValue      ID = "bad-value"      // not a number, address, UUID... of the right form
	OutOfRange    ID = "out-of-range"   // of the right form, but too small or too large
	Conflict      ID = "conflict"       // two items that contradict each other
	Duplicate     ID = "duplicate"      // a name, target or address that is taken already
	Invalid       ID = "invalid"        // a combination that libvirt or QEMU refuses
	NotTranslated ID = "not-translated" // an item that no option stands for

	// What the target QEMU, machine or profile can do.
	Unsupported  ID = "unsupported"   // known, but not done by qemuxml (yet)
	NeedsQEMU    ID = "needs-qemu"    // needs another QEMU version or build
	NeedsLibvirt ID = "needs-libvirt" // only a running libvirt can do this; the run profile can't
	Replaced     ID = "replaced"      // written another way, to the same effect or nearly so
	RunTime      ID = "run-time"      // applied outside the command line
	NoMeaning    ID = "no-meaning"    // means nothing to QEMU
	AsDefault    ID = "as-default"    // what QEMU does by itself

	// What was chosen or assumed.
	Assumed ID = "assumed" // a fact that nothing gave
	Derived ID = "derived" // a value that libvirt draws at random or takes from its state

	Chosen ID = "chosen" // which of several possibilities was taken, and why

	// Running a guest.
	NotTrusted ID = "not-trusted" // the XML asks for a program that is not blindly run
	RunFailed  ID = "run-failed"  // QEMU, or a program that it needs, did not do its work

	// The host.
	HostMissing  ID = "host-missing"  // something that the domain names is not there
	HostAccess   ID = "host-access"   // it is there, but not for this user, or not of the right kind
	HostShort    ID = "host-short"    // the host has less of something than the guest asks for
	PortTaken    ID = "port-taken"    // another program listens there already
	ImageDiffers ID = "image-differs" // a disk image is not what the XML says
)
