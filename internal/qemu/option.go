package qemu

// optionRow says where and when a switch exists, and what to write where it is
// gone ("" where nothing stands for it).
type optionRow struct {
	flag         string // without its dash
	since, until release
	on           arches
	instead      string
}

func (o *optionRow) span() span { return span{o.since, o.until, o.on} }

// option is the row of the switch flag, nil where no table knows it.
func option(flag string) *optionRow { return switches().find(flag) }

// CheckFlag tells what is wrong with the switch flag on t. Nothing is known of
// switches that are in no table, so nothing is wrong with them.
func (t *Target) CheckFlag(flag string) (l Lack, ok bool) {
	if t.HasFlag(flag) {
		return Lack{}, true
	}
	o := option(flag)
	if o == nil {
		return Lack{Why: "-" + flag + " is of the forks for KVM only"}, false
	}
	return o.span().lack(t, "-"+flag, o.instead), false
}

// HasFlag tells whether the target takes the switch flag.
func (t *Target) HasFlag(flag string) bool {
	if t.Fork.has(flag, t.Version.release()) {
		return true
	}
	if o := option(flag); o != nil {
		return o.span().holds(t)
	}
	return !isForks(flag)
}
