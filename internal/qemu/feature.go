package qemu

// Feature is something that a QEMU has or lacks, by the name of libvirt's
// capability flag for it where there is one ("device.json+hotplug"), by the
// name of the command line switch ("no-hpet"), or by a name made up here of
// switch and parameter ("boot.strict").
type Feature string

// featureTables are all features. Each table is in the order of the names.
var featureTables = [...][]row{
	blockFeatures, charFeatures, commandFeatures, cpuFeatures, deviceFeatures,
	displayFeatures, machineFeatures, monitorFeatures, netFeatures,
}

// has tells whether t has f. A name that is no feature is that of a switch or
// of an accelerator.
func has(t *Target, f Feature) bool {
	if t.Fork.has(string(f), t.Version.release()) {
		return true
	}
	if rows := featureRows(f); rows != nil {
		return anyHolds(rows, t)
	}
	if o := option(string(f)); o != nil {
		return o.span().holds(t)
	}
	_, ok := t.CheckAccelerator(string(f))
	return ok
}

func known(f Feature) bool {
	return option(string(f)) != nil || isForks(string(f)) || isAccelerator(string(f)) || featureRows(f) != nil
}

// featureRows are the rows of f, nil where no table knows f.
func featureRows(f Feature) []row { return features().find(string(f)) }
