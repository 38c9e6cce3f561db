package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func smartcard(c Cursor) *domain.Smartcard {
	s := &domain.Smartcard{Device: device(c), Mode: c.mustEnum("mode", "host", "host-certificates", "passthrough")}
	switch s.Mode.V() {
	case "host":
	case "host-certificates":
		for cert := range c.Children("certificate") {
			s.Certificates = append(s.Certificates, cert.Text())
		}
		s.Database = c.Child("database").Text()
	case "passthrough":
		c.Require("type")
		s.Source = charSource(c)
	}
	return s
}
