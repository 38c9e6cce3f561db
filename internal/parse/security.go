package parse

import "github.com/qemuxml/qemuxml/internal/domain"

func launchSecurity(c Cursor) domain.LaunchSecurity { return domain.LaunchSecurity{} }
