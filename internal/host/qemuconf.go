package host

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/qemuxml/qemuxml/internal/source"
)

// qemuConf is where the administrator configures libvirt's QEMU driver.
const qemuConf = "etc/libvirt/qemu.conf"

// QEMUConf is what /etc/libvirt/qemu.conf of a host sets. A nil *QEMUConf is a
// host of which that is not known; it sets nothing.
type QEMUConf struct {
	host     *Facts
	settings map[string]confValue
	// Problems are what libvirt would not take of it, each with its line.
	Problems []string
	// Unread are the settings that change command lines in ways not known here.
	Unread []string
}

// QEMUConf is the configuration of libvirt's QEMU driver, nil where this host has
// no such file.
func (f *Facts) QEMUConf() *QEMUConf {
	if f == nil {
		return nil
	}
	if !f.confRead {
		f.conf, f.confRead = readQEMUConf(f), true
	}
	return f.conf
}

func readQEMUConf(f *Facts) *QEMUConf {
	data, err := fs.ReadFile(f.root, qemuConf)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	c := &QEMUConf{host: f, settings: map[string]confValue{}}
	if err != nil {
		c.Problems = append(c.Problems, err.Error())
		return c
	}
	settings, err := parseConf(string(data))
	if err != nil {
		c.Problems = append(c.Problems, fmt.Sprintf("/%s:%v", qemuConf, err))
	}
	for _, s := range settings {
		if problem := s.problem(); problem != "" {
			c.Problems = append(c.Problems, fmt.Sprintf("/%s:%d: %s", qemuConf, s.line, problem))
			continue
		}
		if use(s.name) == confUnread {
			c.Unread = append(c.Unread, s.name)
		}
		c.settings[s.name] = s.value
	}
	return c
}

// confUse is what becomes of a setting: the kind of value that is read of it, or
// that it changes command lines in a way that nothing here knows.
type confUse uint8

const (
	confElsewhere confUse = iota // it changes no command line
	confFlag
	confNumber
	confText
	confTexts
	confUnread
)

// use is what becomes of the setting called name.
// Source: libvirt's qemu.conf, which describes each, and virQEMUDriverConfigLoadFile.
func use(name string) confUse {
	switch name {
	case "vnc_tls", "vnc_tls_x509_verify", "vnc_sasl", "vnc_auto_unix_socket", "spice_tls", "spice_sasl", "spice_auto_unix_socket",
		"chardev_tls", "chardev_tls_x509_verify", "default_tls_x509_verify", "nbd_tls", "dump_guest_core", "set_process_name", "log_timestamp":
		return confFlag
	case "gluster_debug_level", "seccomp_sandbox":
		return confNumber
	case "vnc_listen", "vnc_password", "vnc_sasl_dir", "vnc_tls_x509_cert_dir", "vnc_tls_x509_secret_uuid",
		"spice_listen", "spice_password", "spice_sasl_dir", "spice_tls_x509_cert_dir",
		"chardev_tls_x509_cert_dir", "chardev_tls_x509_secret_uuid", "nbd_tls_x509_cert_dir", "nbd_tls_x509_secret_uuid",
		"default_tls_x509_cert_dir", "default_tls_x509_secret_uuid", "memory_backing_dir", "deprecation_behavior":
		return confText
	case "capability_filters":
		return confTexts
	case "vnc_allow_host_audio", "nographics_allow_host_audio", "storage_use_nbdkit",
		"hugetlbfs_mount", "stdio_handler", "nvram", "default_tls_priority", "vnc_tls_priority", "chardev_tls_priority", "nbd_tls_priority":
		return confUnread
	}
	return confElsewhere
}

// problem is why s can't be taken as it is, "" where it can.
func (s *confSetting) problem() string {
	v := &s.value
	switch use(s.name) {
	case confFlag:
		if v.kind != confNumber || v.number > 1 {
			return s.name + " is 0 or 1"
		}
	case confNumber:
		if v.kind != confNumber {
			return s.name + " is a number"
		}
	case confText:
		if v.kind != confText {
			return s.name + " is text in quotes"
		}
	case confTexts:
		if v.kind != confTexts {
			return s.name + " is a list of texts in quotes"
		}
	case confUnread, confElsewhere:
	}
	return ""
}

// Flag is whether the setting called name is on; absent where it is not set.
func (c *QEMUConf) Flag(name string) source.Val[bool] {
	return confGet(c, name, func(v confValue) bool { return v.number == 1 })
}

// Number is the number that the setting called name is.
func (c *QEMUConf) Number(name string) source.Val[uint64] {
	return confGet(c, name, func(v confValue) uint64 { return v.number })
}

// Text is the text that the setting called name is.
func (c *QEMUConf) Text(name string) source.Val[string] {
	return confGet(c, name, func(v confValue) string { return v.text })
}

// Texts is the list that the setting called name is.
func (c *QEMUConf) Texts(name string) source.Val[[]string] {
	return confGet(c, name, func(v confValue) []string { return v.list })
}

func confGet[T any](c *QEMUConf, name string, get func(confValue) T) source.Val[T] {
	if c == nil {
		return source.Val[T]{}
	}
	v, ok := c.settings[name]
	if !ok {
		return source.Val[T]{}
	}
	return source.Default(name+" of /etc/libvirt/qemu.conf", get(v))
}

// TLS is how one of the services that QEMU has encrypts.
type TLS struct {
	// Dir is where its certificates are.
	Dir source.Val[string]
	// Verify: who connects has to show a certificate, too.
	Verify source.Val[bool]
	// Secret is the UUID of the secret that its key is encrypted with.
	Secret source.Val[string]
}

// TLS is how the service called name (vnc, spice, chardev, nbd) encrypts. verify
// is what is asked of who connects where nothing says it.
// Source: virQEMUDriverConfigSetDefaults.
func (c *QEMUConf) TLS(name string, verify bool) TLS {
	dir := c.Text(name + "_tls_x509_cert_dir")
	t := TLS{Dir: dir, Verify: c.Flag(name + "_tls_x509_verify"), Secret: c.Text(name + "_tls_x509_secret_uuid")}
	const rule = "default: certificates"
	switch own := "/etc/pki/libvirt-" + name; {
	case dir.IsSet():
	case c == nil || c.host.Exists(own):
		t.Dir = source.Default(rule, own)
	default:
		t.Dir = c.Text("default_tls_x509_cert_dir").Or(rule, "/etc/pki/qemu")
	}
	if !t.Verify.IsSet() {
		t.Verify = c.Flag("default_tls_x509_verify").Or("default: whether peers are verified", verify)
	}
	if !t.Secret.IsSet() && !dir.IsSet() {
		t.Secret = c.Text("default_tls_x509_secret_uuid")
	}
	return t
}
