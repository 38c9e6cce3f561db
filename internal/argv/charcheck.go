package argv

import (
	"path"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// checkHostSide warns about what src needs of this host and is not there.
func (b *builder) checkHostSide(src *domain.CharSource) {
	switch src.Type.V() {
	case domain.CharDev:
		b.needsFile(src.Path, "device")
	case domain.CharFile:
		b.needsDirOf(src.Path)
	case domain.CharPipe:
		// QEMU takes a pair of pipes, or one that goes both ways.
		if !b.isThere(src.Path.V() + ".in") {
			b.needsFile(src.Path, "named pipe")
		}
	case domain.CharUNIX:
		if src.Listens() {
			b.needsDirOf(src.Path)
		} else if !b.awaitsPeer(src) && !source.Is(src.Reconnect.Enabled, true) {
			b.needsFile(src.Path, "socket")
		}
	}
	b.needsDirOf(src.Log.File)
}

// needsDirOf warns where the directory is not there that holds the file. The one
// for sockets is, or whoever starts the guest makes it.
func (b *builder) needsDirOf(file source.Val[string]) {
	if file.IsSet() && path.Dir(file.V()) != b.RuntimeDir {
		b.needsFile(source.Of(path.Dir(file.V()), file.Ref()), "directory")
	}
}
