module github.com/qemuxml/qemuxml

go 1.25

require (
	github.com/beevik/etree v1.8.1
	github.com/spf13/cobra v1.10.2
)

require (
	al.essio.dev/pkg/shellescape v1.6.1
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
)
