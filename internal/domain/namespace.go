package domain

import "github.com/qemuxml/qemuxml/internal/source"

// QEMUNamespace is what the XML says past libvirt, in the namespace of QEMU.
type QEMUNamespace struct {
	// Args are words of the command line, Env what is set for the emulator.
	Args []source.Val[string]
	Env  []EnvVariable
	// Add and Del are capabilities that the emulator is taken to have or to lack.
	Add, Del []source.Val[string]
	// Deprecation is none, omit, reject or crash: what QEMU is to do when asked
	// for something that is to go.
	Deprecation source.Val[string]
	Overrides   []DeviceOverride
}

// EnvVariable is an <env>; Value may be absent.
type EnvVariable struct {
	Ref         source.Ref
	Name, Value source.Val[string]
}

// DeviceOverride is a <device> of <override>: properties that the device with
// the given alias gets in place of what it has.
type DeviceOverride struct {
	Ref        source.Ref
	Alias      source.Val[string]
	Properties []PropertyOverride
}

// PropertyOverride is a <property>; Type is string, signed, unsigned, bool, or
// remove, which needs no Value.
type PropertyOverride struct {
	Ref               source.Ref
	Name, Type, Value source.Val[string]
}
