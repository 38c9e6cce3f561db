package argv

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// socketPathMax is the longest path that a UNIX socket can have: sun_path holds
// 108 bytes with its final NUL.
const socketPathMax = 107

// runtimeSocket is a path for a socket of this guest that the XML leaves open:
// the guest's name and purpose in the runtime directory. What would be too long
// for a socket is shortened to a hash. Who prepares the start gives each guest a
// directory of its own, where its name is not needed.
func (b *builder) runtimeSocket(purpose string) string {
	name := strings.ReplaceAll(b.dom.Name.V()+"-"+purpose, "/", "-")
	if b.Profile.Prepared {
		name = strings.ReplaceAll(purpose, "/", "-")
	}
	full := path.Join(b.RuntimeDir, name+".sock")
	if len(full) <= socketPathMax {
		return full
	}
	sum := sha256.Sum256([]byte(name))
	return path.Join(b.RuntimeDir, hex.EncodeToString(sum[:8])+".sock")
}
