package qemu

// families are the machine types with versions. Source: query-machines of the
// releases, and QEMU's hw/ for those before 6.2.
var families = [...]family{
	{board{onX86, "pc-i440fx-", "pc", v1_4, still, 255, pcCPU, pcRAM, isDefault | hotplugCPUs | numaMem | hasACPI | vendors}, v1_4, nil},
	{board{onX86, "pc-q35-", "q35", v1_4, still, 4096, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI | vendors}, v1_4, varyQ35},
	{board{onX86, "pc-", "pc", v0_11, v1_4, 255, pcCPU, pcRAM, isDefault | hotplugCPUs | numaMem | hasACPI}, v0_10, nil},
	{board{onX86, "pc-", "", v1_4, v6_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI}, v0_10, nil},
	{board{onARMs, "virt-", "virt", v2_6, still, 512, "cortex-a15", "mach-virt.ram", numaMem | hasACPI | vendors}, v2_6, varyARMVirt},
	{board{onPPC64, "pseries-", "pseries", v2_1, still, 1<<31 - 1, "power10_v2.0", "ppc_spapr.ram", isDefault | hotplugCPUs | numaMem | vendors}, v2_1, varyPSeries},
	{board{onS390, "s390-ccw-virtio-", "s390-ccw-virtio", v2_4, still, 248, "qemu", "s390.ram", isDefault | hotplugCPUs | vendors}, v2_4, nil},
}

// boards are the machine types with no versions, but for ARM, POWER and the
// architectures that the translator has no name for.
var boards = [...]board{
	{onX86, "pc", "", ever, v0_11, 255, pcCPU, pcRAM, isDefault | hasACPI},
	{onX86, "isapc", "", ever, still, 1, "486", pcRAM, hotplugCPUs | hasACPI},
	{onX86, "microvm", "", v4_2, still, 288, pcCPU, "microvm.ram", hasACPI},
	{onX86, "nitro", "", v11_1, still, 288, pcCPU, "", 0},
	{onX86, "nitro-enclave", "", v9_2, still, 288, pcCPU, "microvm.ram", hasACPI},
	{onX86, "rhel5.4.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel5.4.4", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel5.5.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.0.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.1.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.2.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.3.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.4.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.5.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "rhel6.6.0", "", v0_12, v3_0, 255, pcCPU, pcRAM, hotplugCPUs | numaMem | hasACPI},
	{onX86, "x-remote", "", v6_0, still, 1, "", "", 0},
	{onX86, "xenfv", "", v0_11, still, 128, "", "", hasACPI},
	{onX86, "xenfv-3.1", "", v5_0, still, 128, "", "", hasACPI},
	{onX86, "xenfv-4.2", "", v5_0, still, 128, "", "", hasACPI},
	{onX86, "xenner", "", v0_11, v0_14, 1, "", "", 0},
	{onX86, "xenpv", "", v0_11, still, 1, "", "", 0},

	{onS390, "s390-ccw-virtio", "", v1_4, v2_4, 64, "", "s390.ram", 0},
	{onS390, "s390-virtio", "", v0_13, v2_6, 255, "", "s390.ram", isDefault},
	{onS390, "x-remote", "", v6_0, still, 1, "", "", 0},

	{onRISCV, "amd-microblaze-v-generic", "", v10_0, still, 1, "", "", 0},
	{onRISCV, "microchip-icicle-kit", "", v5_2, still, 5, "", "microchip.icicle.kit.ram", 0},
	{onRISCV, "shakti_c", "", v6_1, still, 1, "shakti-c", "riscv.shakti.c.ram", 0},
	{onRISCV, "sifive_e", "", v2_12, still, 1, "sifive-e51", "riscv.sifive.e.ram", 0},
	{onRISCV, "sifive_u", "", v2_12, still, 5, "sifive-u54", "riscv.sifive.u.ram", 0},
	{onRISCV, "spike", "", v5_0, still, 8, "rv64", "riscv.spike.ram", isDefault | numaMem},
	{onRISCV, "virt", "", v2_12, v7_0, 8, "rv64", "riscv_virt_board.ram", numaMem},
	{onRISCV, "virt", "", v7_0, still, 512, "rv64", "riscv_virt_board.ram", numaMem | hasACPI},

	{onLoong, "virt", "", v7_1, still, 256, "la464", "loongarch.ram", isDefault | numaMem | hasACPI},
	{onLoong, "x-remote", "", v7_1, still, 1, "", "", 0},

	{onSPARC, "LX", "", ever, still, 1, "TI-MicroSparc-I", "sun4m.ram", 0},
	{onSPARC, "SPARCClassic", "", ever, still, 1, "TI-MicroSparc-I", "sun4m.ram", 0},
	{onSPARC, "SPARCbook", "", ever, still, 1, "TI-MicroSparc-I", "sun4m.ram", 0},
	{onSPARC, "SS-10", "", ever, still, 4, "TI-SuperSparc-II", "sun4m.ram", 0},
	{onSPARC, "SS-20", "", ever, still, 4, "TI-SuperSparc-II", "sun4m.ram", 0},
	{onSPARC, "SS-4", "", ever, still, 1, "Fujitsu-MB86904", "sun4m.ram", 0},
	{onSPARC, "SS-5", "", ever, still, 1, "Fujitsu-MB86904", "sun4m.ram", isDefault},
	{onSPARC, "SS-600MP", "", ever, still, 4, "TI-SuperSparc-II", "sun4m.ram", 0},
	{onSPARC, "Voyager", "", ever, still, 1, "Fujitsu-MB86904", "sun4m.ram", 0},
	{onSPARC, "leon3_generic", "", v0_13, still, 4, "LEON3", "leon3.ram", 0},
}
