package domain

// LaunchSecurity is to be filled in by its family.
type LaunchSecurity struct{}
