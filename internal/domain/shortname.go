package domain

// shortNameMax is how many characters of a domain's name go into the names of
// its directories: VIR_DOMAIN_SHORT_NAME_MAX.
const shortNameMax = 20

// ShortName is what libvirt calls directories and files of the domain after: the
// number of the running domain, which is -1 until it runs, and the start of its
// name (virDomainDefGetShortName).
func (d *Domain) ShortName() string {
	name := []rune(d.Name.V())
	return "-1-" + string(name[:min(len(name), shortNameMax)])
}
