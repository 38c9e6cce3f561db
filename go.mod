module github.com/qemuxml/qemuxml

go 1.26.0

require (
	github.com/beevik/etree v1.8.1
	github.com/google/renameio/v2 v2.0.2
	github.com/spf13/cobra v1.10.2
	golang.org/x/sys v0.49.0
	golang.org/x/term v0.47.0
)

require github.com/cavaliergopher/cpio v1.0.1

require golang.org/x/text v0.43.0

require github.com/google/shlex v0.0.0-20191202100458-e7afc7fbc510

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/coreos/go-systemd/v22 v22.5.0
)

require github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect

require go.yaml.in/yaml/v3 v3.0.4

require github.com/cyphar/filepath-securejoin v0.7.0

require github.com/creack/pty v1.1.24

require (
	github.com/digitalocean/go-libvirt v0.0.0-20220804181439-8648fbde413e // indirect
	github.com/digitalocean/go-qemu v0.0.0-20250212194115-ee9b0668d242
)

require (
	github.com/rogpeppe/go-internal v1.16.0
	golang.org/x/tools v0.51.0 // indirect
)

require (
	al.essio.dev/pkg/shellescape v1.6.1
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/pflag v1.0.9
)

require (
	github.com/vishvananda/netlink v1.3.1
	github.com/vishvananda/netns v0.0.5 // indirect
)
