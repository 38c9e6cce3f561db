module github.com/qemuxml/qemuxml

go 1.25

require github.com/beevik/etree v1.8.1
