package argv

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/option"
	"github.com/qemuxml/qemuxml/internal/source"
)

func (b *builder) shmems() []*option.Option { return each(b, b.dom.Devices.Shmems, b.shmem) }

func (b *builder) shmem(s *domain.Shmem) []*option.Option {
	if s.Model.V() == "ivshmem-doorbell" {
		return b.shmemDoorbell(s)
	}
	return b.shmemPlain(s)
}

// shmemPlain is memory in a file that guests share.
func (b *builder) shmemPlain(s *domain.Shmem) []*option.Option {
	id := "shmmem-" + s.Alias.V()
	memory := option.NewObject("memory-backend-file", id, s.Ref).
		Str("mem-path", "/dev/shm/"+s.Name.V(), s.Name.Ref()).
		UintVal("size", s.Size).
		Bool("share", true, s.Ref)
	o := option.Device("ivshmem-plain", s.Ref, s.Model.Ref()).Str("memdev", id, s.Ref)
	shmemRole(o, s)
	return []*option.Option{memory, b.finish(o, &s.Device)}
}

// shmemDoorbell is memory of a server that wakes guests as well. The server's
// socket follows the device in libvirt's order; QEMU opens it first anyway.
func (b *builder) shmemDoorbell(s *domain.Shmem) []*option.Option {
	id := "char" + s.Alias.V()
	o := option.Device("ivshmem-doorbell", s.Ref, s.Model.Ref()).Str("chardev", id, s.Server.Ref)
	o.UintVal("vectors", s.MSI.Vectors)
	o.BoolVal("ioeventfd", s.MSI.IOEventFD)
	o.Cite(s.MSI.Ref)
	if b.Profile.Adapt {
		shmemRole(o, s)
	} else if s.Role.IsSet() {
		b.Diag.Note(source.NoMeaning, s.Role.Ref(), "libvirt tells only ivshmem-plain who owns the memory")
	}
	// Without a path, the server listens where libvirt has it by default
	// (virDomainShmemDefParseXML and qemuDomainDeviceDefPostParse).
	path := s.Server.Path
	if !path.IsSet() {
		path = source.Of("/var/lib/libvirt/shmem-"+s.Name.V()+"-sock", s.Name.Ref())
	}
	b.needsFile(path, "socket of the ivshmem server")
	socket := option.New("chardev", s.Server.Ref).Str("backend", "socket", s.Server.Ref).Str("id", id, s.Server.Ref).StrVal("path", path)
	return []*option.Option{b.finish(o, &s.Device), socket}
}

// shmemRole adds whether the guest owns the memory.
func shmemRole(o *option.Option, s *domain.Shmem) {
	if role, ok := s.Role.Get(); ok {
		o.OnOff("master", role == "master", s.Role.Ref())
	}
}
