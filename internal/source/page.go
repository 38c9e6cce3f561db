package source

// Page explains a kind of diagnostic: What it means, Why it is said, and what to
// Do about it.
type Page struct {
	ID            ID
	What, Why, Do string
}

// PageOf is the page of id; ok is false where there is no such kind.
func PageOf(id ID) (p Page, ok bool) {
	for _, p := range Pages {
		if p.ID == id {
			return p, true
		}
	}
	return Page{}, false
}

// Pages has a page for every kind of diagnostic, in the order in which a
// translation comes to them.
var Pages = []Page{
	{
		WrongUsage, "A flag or an argument can't be taken.",
		"It is unknown, has no value of its form, or does not go with the others.",
		"qemuxml COMMAND --help lists the flags and arguments of a command.",
	},
	{
		NotReadable, "A file could not be opened or read.",
		"The operating system said no: the file is not there, or you may not read it.",
		"Check the path and its permissions. - reads standard input.",
	},
	{
		NotWritten, "A file could not be written.",
		"The operating system said no, or a file of that name is there already: nothing is written over unasked.",
		"Check the directory and its permissions; --force writes over files that are there.",
	},
	{
		NotXML, "The input is not well-formed XML.",
		"XML has strict rules: elements are closed, text is valid UTF-8, no entities are declared.",
		"Look at the line and column. xmllint --noout FILE says the same in other words.",
	},
	{
		TooLarge, "The input is beyond a limit.",
		"Limits on size and nesting keep hostile input from using up memory. No domain comes near them.",
		"If this really is a domain, raise the size with --max-size BYTES.",
	},
	{
		WrongRoot, "The XML is well-formed, but no domain.",
		"libvirt knows many kinds of XML: networks, pools, capabilities. Only a <domain> has a command line.",
		"Give what virsh dumpxml DOMAIN prints.",
	},
	{
		NotQEMU, "The domain is for another hypervisor.",
		"QEMU runs the domain types kvm, qemu and hvf. Xen, LXC and others have no QEMU command line.",
		"Convert the domain, or use the tools of its hypervisor.",
	},
	{
		ManyDomains, "The input holds several domains; one of them was taken.",
		"virt-install --print-xml prints the domain of the installation and then the one that stays.",
		"Choose with --domain NAME or --domain N.",
	},
	{
		InputDropped, "A part of the input was passed over.",
		"It belongs to another program, or to a state that a new start does not have.",
		"Nothing, unless you rely on that part.",
	},
	{
		MissingValue, "A required element or attribute is missing or empty.",
		"Without it the guest is not described.",
		"Add it; the hint shows how it is written.",
	},
	{
		UnknownValue, "A word is not among those that are known in its place.",
		"It is misspelt, or newer than this qemuxml.",
		"The hint names the nearest known word, or all of them.",
	},
	{
		BadValue, "A value does not have the form that its place needs.",
		"Numbers are whole and without junk, addresses and UUIDs have their own forms.",
		"Write it in the form that the message names.",
	},
	{
		OutOfRange, "A number is too small or too large.",
		"libvirt, QEMU or the guest's hardware has a limit there.",
		"Choose a value within the limit.",
	},
	{
		Conflict, "Two items contradict each other.",
		"Only one of them can hold.",
		"Keep the one that you mean.",
	},
	{
		Duplicate, "A name, target or address is taken twice.",
		"Guests find their devices by it.",
		"Change one of them, or leave the address out to have a free one chosen.",
	},
	{
		Invalid, "libvirt or QEMU refuses this combination.",
		"The machine, the bus or the device does not work that way.",
		"Follow the hint.",
	},
	{
		NotTranslated, "An item of the XML is on no command line, and no reason is known.",
		"It is misspelt, in the wrong place, or unknown to this qemuxml. The guest starts without it.",
		"Check its spelling and place.",
	},
	{
		Unsupported, "The item is known, but qemuxml does not do it.",
		"It needs more than a command line, or nobody has written it yet.",
		"Remove it, or use libvirt for this guest.",
	},
	{
		NeedsQEMU, "The target QEMU does not take this.",
		"Options and devices come and go with the releases of QEMU.",
		"Choose another release with --qemu-version, or do without.",
	},
	{
		NeedsLibvirt, "Only a running libvirt can do this.",
		"libvirt opens devices before the start, or speaks to QEMU after it. A command line alone can't.",
		"Follow the hint for another way, or use --profile libvirt to see what libvirt would run.",
	},
	{
		Replaced, "The item was written another way.",
		"The target or the profile has no direct way, but one to the same effect or nearly so.",
		"Check that the other way is good enough for you.",
	},
	{
		RunTime, "The item is applied outside the command line.",
		"Control groups, affinities, packet filters and the like are set around QEMU, not by it.",
		"Apply it yourself if the guest needs it.",
	},
	{
		NoMeaning, "The item means nothing to QEMU.",
		"It is for people, for other programs, or the state of a running guest.",
		"Nothing.",
	},
	{
		AsDefault, "QEMU does this by itself.",
		"No option is needed.",
		"Nothing.",
	},
	{
		Assumed, "A fact was assumed, because nothing gave it.",
		"The XML or the host leaves it open.",
		"Write it into the XML, or give the flag that the hint names.",
	},
	{
		Derived, "A value was derived that libvirt draws at random or takes from its state.",
		"The same input gives the same command line, so nothing is drawn here.",
		"Write it into the XML to keep it whatever else changes.",
	},
	{
		Chosen, "One of several possibilities was taken.",
		"The message says which rule decided.",
		"Nothing, unless you want another.",
	},
	{
		NotTrusted, "The XML has something run that may be anything.",
		"Whoever wrote the XML chose the program, or words on QEMU's command line; either can do all that you can.",
		"Read that part of the XML. Then give --trust, or --emulator PATH for a QEMU of your own choice.",
	},
	{
		RunFailed, "QEMU, or a program that serves it, did not do its work.",
		"It ended, was killed, or could not be started. What it said itself stands above.",
		"Follow what the program said. qemuxml run --dry-run shows every step as a command to try.",
	},
	{
		HostMissing, "Something that the domain names is not on this host.",
		"QEMU will not start without it, or the guest will lack it.",
		"Make it, start it, or correct the path.",
	},
	{
		HostAccess, "Something that the domain names is there, but can't be used.",
		"You may not read or write it, or it is a file where a directory is needed, a file where a socket is, and so on.",
		"Change its permissions, run the guest as another user, or correct the path.",
	},
	{
		HostShort, "The host has less of something than the guest asks for.",
		"The guest will be slow, or QEMU will not start or be killed.",
		"Give the guest less, or stop others.",
	},
	{
		PortTaken, "Another program listens on a port that QEMU is to listen on.",
		"A port can be had once. It may be this guest itself, if it runs already.",
		"Choose another port, or stop the other program.",
	},
	{
		ImageDiffers, "A disk image is not what the XML says.",
		"Its header names another format, or another image that it lies on. The guest would read nonsense, or damage it.",
		"Correct the <driver type>, the <format type> or the <backingStore>, after a look with qemu-img info.",
	},
}
