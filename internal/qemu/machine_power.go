package qemu

// powerBoards are the machine types of both POWER widths that have no versions.
var powerBoards = [...]board{
	{onPOWER, "40p", "", v2_9, still, 1, "604", "", 0},
	{onPOWER, "amigaone", "", v8_2, still, 1, "7457_v1.2", "", 0},
	{onPOWER, "bamboo", "", v0_12, still, 1, "440epb", "ppc4xx.sdram", 0},
	{onPPC, "g3beige", "", ever, still, 1, "750_v3.1", "ppc_heathrow.ram", isDefault},
	{onPPC64, "g3beige", "", ever, still, 1, "750_v3.1", "ppc_heathrow.ram", 0},
	{onPPC, "mac99", "", ever, still, 1, "7400_v2.9", "ppc_core99.ram", 0},
	{onPPC64, "mac99", "", ever, still, 1, "970fx_v3.1", "ppc_core99.ram", 0},
	{onPOWER, "mpc8544ds", "", v0_11, still, 15, "e500v2_v30", "mpc8544ds.ram", 0},
	{onPOWER, "pegasos2", "", v6_0, still, 1, "7400_v2.9", "pegasos2.ram", 0},
	{onPPC64, "powernv", "", v2_7, v4_1, 2048, "power8_v2.0", "pnv.ram", 0},
	{onPPC64, "powernv10", "", v5_0, v9_0, 2048, "power10_v2.0", "pnv.ram", 0},
	{onPPC64, "powernv10", "powernv", v9_0, still, 2048, "power10_v2.0", "pnv.ram", 0},
	{onPPC64, "powernv8", "", v4_1, still, 2048, "power8_v2.0", "pnv.ram", 0},
	{onPPC64, "powernv9", "powernv", v4_1, v9_0, 2048, "power9_v2.0", "pnv.ram", 0},
	{onPPC64, "powernv9", "", v9_0, still, 2048, "power9_v2.0", "pnv.ram", 0},
	{onPOWER, "ppce500", "", v1_7, still, 32, "e500v2_v30", "mpc8544ds.ram", 0},
	{onPOWER, "prep", "", ever, v5_0, 1, "602", "", 0},
	{onPPC64, "pseries", "", v0_15, v2_1, 256, "power7_v2.3", "ppc_spapr.ram", 0},
	{onPOWER, "ref405ep", "", ever, v7_2, 1, "", "ef405ep.ram", 0},
	{onPOWER, "ref405ep", "", v7_2, v10_0, 1, "", "ppc405.ram", 0},
	{onPOWER, "sam460ex", "", v2_12, still, 1, "460exb", "ppc4xx.sdram", 0},
	{onPOWER, "taihu", "", ever, v7_2, 1, "", "taihu_405ep.ram", 0},
	{onPOWER, "virtex-ml507", "", v0_13, still, 1, "440-xilinx", "ram", 0},
	{onPPC64, "x-remote", "", v6_0, still, 1, "", "", 0},
}

// varyPSeries gives older pseries machines the CPU of their day.
func varyPSeries(m *Machine, version release) {
	switch {
	case version < v2_8:
		m.DefaultCPU = PPC64.cpuType("power7_v2.3")
	case version < v4_0:
		m.DefaultCPU = PPC64.cpuType("power8_v2.0")
	case version < v9_0:
		m.DefaultCPU = PPC64.cpuType("power9_v2.0")
	}
	m.HotplugCPUs = version >= v2_7
}
