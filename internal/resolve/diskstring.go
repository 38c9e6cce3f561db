package resolve

import (
	"strconv"
	"strings"

	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// The longest names that the inquiry data of a disk can hold, in characters:
// SCSI's vendor and product, ATA's model.
const (
	longestVendor  = 8
	longestProduct = 16
	longestModel   = 40
)

// checkDiskStrings checks what a disk says of itself to the guest.
func (r *resolver) checkDiskStrings(d *domain.Disk) {
	r.inquiryString(d.Vendor, "vendor", longestVendor)
	if source.Is(d.Target.Bus, "sata") {
		r.inquiryString(d.Product, "product", longestModel)
	} else {
		r.inquiryString(d.Product, "product", longestProduct)
	}
	const serialChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .+" // qemuValidateDomainDeviceDefDiskSerial
	if strings.Trim(d.Serial.V(), serialChars) != "" {
		r.Diag.Error(source.BadValue, d.Serial.Ref(), "the serial number %q has characters that disks don't take", d.Serial.V()).
			WithHint("use letters, digits, and -_.+ or space")
	}
	if !d.WWN.IsSet() {
		return
	}
	if _, err := strconv.ParseUint(d.WWN.V(), 16, 64); err != nil || len(d.WWN.V()) != 16 {
		r.Diag.Error(source.BadValue, d.WWN.Ref(), "%q is no world wide name", d.WWN.V()).WithHint("it has 16 hexadecimal digits")
	}
}

// inquiryString checks a string of inquiry data: printable, and of at most
// limit characters.
func (r *resolver) inquiryString(v source.Val[string], what string, limit int) {
	switch {
	case strings.IndexFunc(v.V(), func(c rune) bool { return c < ' ' || c > '~' }) >= 0:
		r.Diag.Error(source.BadValue, v.Ref(), "the %s %q is not printable", what, v.V())
	case len(v.V()) > limit:
		r.refuse("the guest sees no more than these", source.OutOfRange, v.Ref(), "the %s %q has more than %d characters", what, v.V(), limit)
	}
}

// checkDiskIOThreads checks the iothreads that serve a disk.
// Source: qemuValidateDomainDeviceDefDiskIOThreads.
func (r *resolver) checkDiskIOThreads(d *domain.Disk) {
	v := &d.Driver
	if v.IOThread.IsSet() && !r.hasIOThread(v.IOThread.V()) {
		r.Diag.Error(source.Invalid, v.IOThread.Ref(), "there is no iothread %d", v.IOThread.V()).WithHint("raise <iothreads>")
	}
	if len(v.IOThreads) == 0 {
		return
	}
	first := v.IOThreads[0].Ref
	switch {
	case v.IOThread.IsSet():
		r.Diag.Error(source.Conflict, v.IOThread.Ref(), "a disk has either an iothread or a list of them").Accounting(first)
	case !source.Is(d.Target.Bus, "virtio"):
		r.Diag.Error(source.Invalid, first, "a disk on the bus %s can't have iothreads", d.Target.Bus.V())
	}
	r.checkQueueMapping(v.IOThreads, v.Queues)
}

// checkQueueMapping checks that each queue of a device is served by one
// iothread, or that no queue is named at all.
// Source: qemuValidateIothreadMapping.
func (r *resolver) checkQueueMapping(mapping []domain.IOThreadMapping, queues source.Val[uint64]) {
	threads, served := map[uint64]bool{}, map[uint64]bool{}
	for i := range mapping {
		m := &mapping[i]
		id := m.ID.V()
		switch {
		case !r.hasIOThread(id):
			r.Diag.Error(source.Invalid, source.First(m.ID.Ref(), m.Ref), "there is no iothread %d", id).WithHint("raise <iothreads>")
		case threads[id]:
			r.Diag.Error(source.Duplicate, m.ID.Ref(), "the iothread %d is listed already", id)
		case (len(m.Queues) == 0) != (len(mapping[0].Queues) == 0):
			r.Diag.Error(source.Invalid, m.Ref, "either all iothreads name their queues or none does")
		}
		threads[id] = true
		for _, q := range m.Queues {
			switch {
			case q.V() >= queues.V():
				r.Diag.Error(source.OutOfRange, q.Ref(), "there is no queue %d", q.V()).WithHint("queues count from 0; the attribute queues says how many there are")
			case served[q.V()]:
				r.Diag.Error(source.Duplicate, q.Ref(), "the queue %d is served already", q.V())
			}
			served[q.V()] = true
		}
	}
	if len(served) > 0 && uint64(len(served)) < queues.V() {
		r.Diag.Error(source.Invalid, queues.Ref(), "only %d of %d queues have an iothread", len(served), queues.V())
	}
}
