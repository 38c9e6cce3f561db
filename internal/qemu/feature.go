package qemu

import (
	"cmp"
	"slices"
)

// Feature is something that a QEMU has or lacks, by the name of libvirt's
// capability flag for it where there is one ("device.json+hotplug"), by the
// name of the command line switch ("no-hpet"), or by a name made up here of
// switch and parameter ("boot.strict").
type Feature string

// featureRow says where and when a feature exists. A feature may have several
// rows, one after the other.
type featureRow struct {
	name         Feature
	since, until release
	on           arches
}

func (r featureRow) span() span { return span{r.since, r.until, r.on} }

// featureTables are all features. Each table is in the order of the names, so
// that looking one up takes no set-up at program start.
var featureTables = [...][]featureRow{
	blockFeatures, charFeatures, commandFeatures, cpuFeatures, deviceFeatures,
	displayFeatures, machineFeatures, monitorFeatures, netFeatures,
}

// has tells whether t has f. A name that is no feature is that of a switch.
func has(t *Target, f Feature) bool {
	rows := featureRows(f)
	if rows == nil {
		o, ok := option(string(f))
		return ok && o.span().holds(t)
	}
	return slices.ContainsFunc(rows, func(r featureRow) bool { return r.span().holds(t) })
}

func known(f Feature) bool {
	_, isOption := option(string(f))
	return isOption || featureRows(f) != nil
}

// featureRows are the rows of f, nil where no table knows f.
func featureRows(f Feature) []featureRow {
	for _, table := range featureTables {
		at, found := slices.BinarySearchFunc(table, f, func(r featureRow, f Feature) int { return cmp.Compare(r.name, f) })
		if !found {
			continue
		}
		end := at + 1
		for end < len(table) && table[end].name == f {
			end++
		}
		return table[at:end]
	}
	return nil
}
