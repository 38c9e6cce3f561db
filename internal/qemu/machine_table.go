package qemu

// families are the machine types with versions. Source: query-machines of the
// releases, and QEMU's hw/ for those before 6.2.
var families = [...]family{
	{board{onX86, "pc-i440fx-", "pc", v1_4, still, 255, pcCPU, pcRAM, isDefault | hotplugCPUs | numaMem | hasACPI | vendors}, v1_4, nil},
	{board{onX86, "pc-q35-", "q35", v1_4, still, 4096, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI | vendors}, v1_4, varyQ35},
	{board{onX86, "pc-", "pc", v0_11, v1_4, 255, pcCPU, pcRAM, isDefault | hotplugCPUs | numaMem | hasACPI}, v0_10, nil},
	{board{onX86, "pc-", "", v1_4, v6_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI}, v0_10, nil},
}

var boards = [...]board{
	{onX86, "pc", "", ever, v0_11, 255, pcCPU, pcRAM, isDefault | hasACPI},
	{onX86, "isapc", "", ever, still, 1, "486", pcRAM, hotplugCPUs | hasACPI},
	{onX86, "microvm", "", v4_2, still, 288, pcCPU, "microvm.ram", hasACPI},
	{onX86, "nitro-enclave", "", v9_2, still, 288, pcCPU, "microvm.ram", hasACPI},
	{onX86, "x-remote", "", v6_0, still, 1, "", "", 0},
}
