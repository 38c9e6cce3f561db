package hostcheck

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/qemuxml/qemuxml/internal/hostfiles"
	"github.com/qemuxml/qemuxml/internal/plan"
	"github.com/qemuxml/qemuxml/internal/source"
)

// paths looks for every path that the guest uses.
func (c *checker) paths() {
	if c.host.Stat == nil {
		return
	}
	for i := range c.Paths {
		p := &c.Paths[i]
		// QEMU looks for firmware with a relative name in its own directory.
		if !path.IsAbs(p.Name) || c.made[p.Name] {
			continue
		}
		switch info, err := c.host.Stat(p.Name); {
		case err == nil:
			c.present(p, info)
		case errors.Is(err, fs.ErrNotExist):
			c.absent(p)
		default:
			c.warn(source.HostAccess, p.From, "%s can't be looked at: %v", p.Name, reason(err))
		}
	}
}

// reason is err without the path, which stands beside it.
func reason(err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		return inner.Err
	}
	return err
}

func (c *checker) isMissing(ref source.Ref) bool { return c.missing[ref] }

// absent reports a path that is not there, unless QEMU makes it.
func (c *checker) absent(p *hostfiles.Path) {
	switch {
	case c.told[p.Name], slices.ContainsFunc(p.From, c.isMissing):
		// That was said.
	case p.Use == hostfiles.Listens, p.Use == hostfiles.Creates && p.Kind == hostfiles.File:
		c.folderOf(p)
	case p.Use == hostfiles.Creates:
		// A folder that whoever uses it makes.
	case p.Name == "/dev/kvm":
		c.warn(source.HostMissing, p.From, "this host has no KVM").WithHint("load the module kvm_intel or kvm_amd, turn virtualization on in the firmware, or write <domain type='qemu'>")
	case p.Of != "":
		c.warn(source.HostMissing, p.From, "%s, which the image %s refers to, is not there", p.Name, p.Of).WithHint("QEMU will not start without it")
	default:
		c.warn(source.HostMissing, p.From, "the %s %s is not there", p.Kind, p.Name).WithHint("%s", hint(p))
	}
}

func hint(p *hostfiles.Path) string {
	switch {
	case p.Use == hostfiles.Connects:
		return "start the program that listens there first"
	case p.By != "":
		return p.By + " will not start without it"
	}
	return "QEMU will not start without it"
}

// folderOf looks for the folder that a path is to be made in.
func (c *checker) folderOf(p *hostfiles.Path) {
	folder := path.Dir(p.Name)
	if c.made[folder] {
		return
	}
	info, err := c.host.Stat(folder)
	switch {
	case err != nil:
		c.warn(source.HostMissing, p.From, "the folder of %s is not there", p.Name).WithCommand("mkdir", "-p", plan.Operand(folder))
	case !info.IsDir():
		c.warn(source.HostAccess, p.From, "%s is no folder, and can't hold %s", folder, path.Base(p.Name))
	case !c.may(folder, ToWrite):
		c.warn(source.HostAccess, p.From, "you may not make %s: its folder is not writable for you", p.Name)
	}
}

// present looks at a path that is there.
func (c *checker) present(p *hostfiles.Path, info fs.FileInfo) {
	if wrong := wrongKind(p, info.Mode()); wrong != "" {
		c.warn(source.HostAccess, p.From, "%s is %s", p.Name, wrong)
		return
	}
	var verb string
	switch {
	case p.Use == hostfiles.Listens:
		c.folderOf(p)
	case p.Use == hostfiles.Runs && !c.may(p.Name, ToRun):
		verb = "run"
	case p.Use != hostfiles.Runs && p.Use != hostfiles.Connects && !c.may(p.Name, ToRead):
		verb = "read"
	case p.Use != hostfiles.Runs && p.Use != hostfiles.Reads && !c.may(p.Name, ToWrite):
		verb = "write to"
	}
	if verb != "" {
		c.warn(source.HostAccess, p.From, "you may not %s %s", verb, p.Name).WithHint("run the guest as another user, or change the permissions")
	}
}

func (c *checker) may(name string, a Access) bool { return c.host.May == nil || c.host.May(name, a) }

// wrongKind says what is in the place of what p should be, "" where it is right.
// What QEMU listens on, it puts in the place of whatever is there.
func wrongKind(p *hostfiles.Path, mode fs.FileMode) string {
	switch isDir, isSocket := mode.IsDir(), mode&fs.ModeSocket != 0; {
	case p.Kind == hostfiles.Folder && !isDir:
		return "not a directory"
	case p.Kind != hostfiles.Folder && isDir:
		return "a directory, not a " + string(p.Kind)
	case p.Kind == hostfiles.Socket && p.Use == hostfiles.Connects && !isSocket:
		return "not a socket"
	}
	return ""
}

// helpers looks for the programs that are to run before QEMU.
func (c *checker) helpers() {
	if c.host.Program == nil || c.Plan == nil {
		return
	}
	for i := range c.Plan.Steps {
		s := &c.Plan.Steps[i]
		if s.Kind != plan.Command && s.Kind != plan.Daemon || path.IsAbs(s.Words[0]) || c.host.Program(s.Words[0]) {
			continue
		}
		c.warn(source.HostMissing, []source.Ref{s.From}, "the program %s is not on this host", s.Words[0]).WithHint("in Debian it is in the package %s", s.Package)
	}
}
