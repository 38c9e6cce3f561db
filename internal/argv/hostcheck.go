package argv

import "github.com/qemuxml/qemuxml/internal/source"

// isThere tells whether path is on this host, or is not to be looked for.
func (b *builder) isThere(path string) bool {
	return !b.Profile.HostChecks || b.Host == nil || b.Host.Exists(path)
}

// needsFile warns where the file at path, the guest's what, is not there. Where
// path is not from the XML, the item at is what it was made from.
func (b *builder) needsFile(path source.Val[string], what string, at ...source.Ref) {
	if path.IsSet() && !b.isThere(path.V()) {
		b.Diag.Warn(source.HostMissing, source.First(append([]source.Ref{path.Ref()}, at...)...), "the %s is not there: %s", what, path.V()).WithHint("QEMU will not start without it")
	}
}
