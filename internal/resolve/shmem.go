package resolve

import (
	"math/bits"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

const mebibyte = 1 << 20

// shmems completes shared memory as qemuDomainShmemDefPostParse does.
func (r *resolver) shmems() {
	for _, s := range r.dom.Devices.Shmems {
		r.zeroIsNone(&s.Size, &s.MSI.Vectors)
		switch s.Model.V() {
		case "ivshmem-plain":
			s.Size.SetDefault("default: size of shared memory", 4*mebibyte)
		case "ivshmem-doorbell":
			s.MSI.IOEventFD.SetDefault("default: ioeventfd of shared memory", true)
		}
		r.checkShmem(s)
	}
}

func (r *resolver) checkShmem(s *domain.Shmem) {
	if name := s.Name.V(); strings.Contains(name, "/") || name == "." || name == ".." {
		r.Diag.Error(source.BadValue, s.Name.Ref(), "%q can't be the name of shared memory", name).WithHint("it becomes the name of a file in /dev/shm")
	}
	if s.Size.IsSet() && (bits.OnesCount64(s.Size.V()) != 1 || s.Size.V() < mebibyte) {
		r.Diag.Error(source.BadValue, s.Size.Ref(), "the size of shared memory is a power of two and at least 1 MiB")
	}
	hasServer, hasMSI := !s.Server.Ref.IsZero(), !s.MSI.Ref.IsZero()
	switch s.Model.V() {
	case "ivshmem-plain":
		r.refuseShmem(hasServer, s, s.Server.Ref, "<server>")
		r.refuseShmem(hasMSI, s, s.MSI.Ref, "<msi>")
	case "ivshmem-doorbell":
		r.refuseShmem(s.Size.IsSet(), s, s.Size.Ref(), "<size>")
		if !hasServer {
			r.Diag.Error(source.MissingValue, s.Ref, "ivshmem-doorbell needs a <server>").WithHint("write <server path='SOCKET'/>")
		}
	default:
		ref := s.Ref
		if s.Model.IsSet() {
			ref = s.Model.Ref()
		}
		r.Diag.Error(source.Invalid, ref, "QEMU has no ivshmem any more").WithHint("write <model type='ivshmem-plain'/> or 'ivshmem-doorbell'")
	}
}

func (r *resolver) refuseShmem(wrong bool, s *domain.Shmem, ref source.Ref, what string) {
	if wrong {
		r.Diag.Error(source.Invalid, ref, "%s takes no %s", s.Model.V(), what)
	}
}
