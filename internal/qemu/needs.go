package qemu

import (
	"sort"
	"strings"
)

// need says which feature something on the command line rests on.
type need struct {
	driver  string // first word of the option, such as virtio-blk; "" any
	key     string // "" the driver as such
	value   string // "" any
	feature Feature
	instead string // what to write where the feature is lacking, "" if nothing
}

// needTable is what is known of the options of flag, in the order of the
// drivers.
func needTable(flag string) []need {
	switch flag {
	case "device":
		return deviceNeeds
	case "object":
		return objectNeeds
	case "chardev":
		return chardevNeeds
	case "netdev":
		return netdevNeeds
	case "machine":
		return machineNeeds
	case "blockdev":
		return blockdevNeeds
	case "drive":
		return driveNeeds
	}
	return smallNeeds(flag)
}

// Needs is what one option needs of its target.
type Needs struct {
	target       *Target
	flag, driver string
	rows         [3][]need
}

// Needs is what an option -flag driver,... needs; driver is "" where the first
// word is none.
func (t *Target) Needs(flag, driver string) Needs {
	table := needTable(flag)
	n := Needs{target: t, flag: flag, driver: driver}
	n.rows[0] = needsOf(table, "")
	if driver != "" {
		model := virtioModel(driver)
		n.rows[1] = needsOf(table, model)
		if model != driver {
			n.rows[2] = needsOf(table, virtio)
		}
	}
	return n
}

// virtio is the driver of rows for all virtio devices.
const virtio = "virtio"

// virtioModel is what a virtio or vhost device is, whichever bus it sits on:
// virtio-blk for virtio-blk-pci-non-transitional. Other drivers are themselves.
func virtioModel(driver string) string {
	if !strings.HasPrefix(driver, "virtio-") && !strings.HasPrefix(driver, "vhost-") {
		return driver
	}
	driver = strings.TrimSuffix(strings.TrimSuffix(driver, "-transitional"), "-non")
	for _, bus := range [...]string{"-pci", "-ccw", "-device"} {
		if model, ok := strings.CutSuffix(driver, bus); ok {
			return model
		}
	}
	return driver
}

func needsOf(table []need, driver string) []need {
	at := sort.Search(len(table), func(i int) bool { return table[i].driver >= driver })
	end := at
	for end < len(table) && table[end].driver == driver {
		end++
	}
	return table[at:end]
}

// Driver tells whether the target has the driver itself.
func (n *Needs) Driver() (l Lack, ok bool) { return n.Param("", "") }

// Param tells whether the target takes key=value there. The value matters for
// few keys; "" stands for one that is no word.
func (n *Needs) Param(key, value string) (l Lack, ok bool) {
	for _, rows := range n.rows {
		for i := range rows {
			if r := &rows[i]; r.key == key && (r.value == "" || r.value == value) && !n.target.Has(r.feature) {
				return n.lack(r), false
			}
		}
	}
	return Lack{}, true
}

func (n *Needs) lack(r *need) Lack {
	what := "-" + n.flag
	if n.driver != "" {
		what += " " + n.driver
	}
	switch {
	case r.key != "" && n.driver != "":
		what += "," + r.key + "=" + r.value
	case r.key != "":
		what += " " + r.key + "=" + r.value
	}
	l := lackOf(featureRows(r.feature), n.target, what, "")
	if r.instead != "" {
		l.Hint = "write " + r.instead
	}
	return l
}
