package parse

import (
	"github.com/qemuxml/qemuxml/internal/domain"
	"github.com/qemuxml/qemuxml/internal/source"
)

// ioTune reads the limits that are children of c: an <iotune>, or a
// <throttlegroup>.
func ioTune(c Cursor) domain.IOTune {
	if !c.Ok() {
		return domain.IOTune{}
	}
	return domain.IOTune{
		Ref:            c.Ref(),
		Bytes:          ioTuneLimits(c, "_bytes_sec"),
		IOPS:           ioTuneLimits(c, "_iops_sec"),
		BytesMax:       ioTuneLimits(c, "_bytes_sec_max"),
		IOPSMax:        ioTuneLimits(c, "_iops_sec_max"),
		BytesMaxLength: ioTuneLimits(c, "_bytes_sec_max_length"),
		IOPSMaxLength:  ioTuneLimits(c, "_iops_sec_max_length"),
		IOPSSize:       c.Child("size_iops_sec").UintText(1<<64 - 1),
		GroupName:      c.Child("group_name").Text(),
	}
}

func ioTuneLimits(c Cursor, suffix string) domain.IOTuneLimits {
	limit := func(direction string) source.Val[uint64] { return c.Child(direction + suffix).UintText(1<<64 - 1) }
	return domain.IOTuneLimits{Total: limit("total"), Read: limit("read"), Write: limit("write")}
}

// throttleFilters reads the <throttlefilter>s of a disk.
func throttleFilters(c Cursor) []domain.ThrottleFilter {
	var list []domain.ThrottleFilter
	for f := range c.Children("throttlefilter") {
		list = append(list, domain.ThrottleFilter{Ref: f.Ref(), Group: f.Require("group")})
	}
	return list
}

// throttleGroup reads a <throttlegroup> of the domain.
func throttleGroup(c Cursor) *domain.ThrottleGroup {
	return &domain.ThrottleGroup{IOTune: ioTune(c)}
}
