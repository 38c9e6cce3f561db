package host

import "time"

// Moment is a point in the time of a host.
type Moment struct {
	Unix int64 // seconds since 1970 UTC
	East int64 // seconds that the host's local time is ahead of UTC
}

const dateLayout = "2006-01-02T15:04:05"

// Date is the moment unix, in seconds since 1970 UTC, as QEMU's -rtc takes it.
func Date(unix int64) string { return time.Unix(unix, 0).UTC().Format(dateLayout) }

// ParseDate is the moment that text, as Date writes it, speaks of.
func ParseDate(text string) (unix int64, ok bool) {
	t, err := time.Parse(dateLayout, text)
	return t.Unix(), err == nil
}
