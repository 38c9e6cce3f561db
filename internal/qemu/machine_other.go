package qemu

// otherBoard is a machine type of one of the architectures that arches takes
// for one.
type otherBoard struct {
	arch Arch
	board
}

// otherBoards are their machine types, with little known of them.
// Source: QEMU's hw/ and docs/about/removed-features.rst.
var otherBoards = [...]otherBoard{
	{"alpha", board{onOther, "clipper", "", v0_15, still, 4, "ev67", "ram", isDefault}},
	{"cris", board{onOther, "axis-dev88", "", ever, v9_2, 1, "", "", isDefault}},
	{"hppa", board{onOther, "B160L", "", v8_2, still, 16, "", "", isDefault}},
	{"hppa", board{onOther, "C3700", "", v8_2, still, 16, "", "", 0}},
	{"lm32", board{onOther, "lm32-evr", "", v0_14, v6_1, 1, "", "", isDefault}},
	{"lm32", board{onOther, "lm32-uclinux", "", v0_14, v6_1, 1, "", "", 0}},
	{"lm32", board{onOther, "milkymist", "", v0_15, v6_1, 1, "", "", 0}},
	{"m68k", board{onOther, "an5206", "", ever, still, 1, "m5206", "", 0}},
	{"m68k", board{onOther, "mcf5208evb", "", ever, still, 1, "m5208", "", isDefault}},
	{"m68k", board{onOther, "next-cube", "", v4_2, still, 1, "m68040", "next.ram", 0}},
	{"m68k", board{onOther, "q800", "", v4_2, still, 1, "m68040", "m68k_mac.ram", 0}},
	{"m68k", board{onOther, "virt", "", v6_0, still, 1, "m68040", "m68k_virt.ram", 0}},
	{"microblaze", board{onOther, "petalogix-ml605", "", v0_14, still, 1, "", "", 0}},
	{"microblaze", board{onOther, "petalogix-s3adsp1800", "", v0_11, still, 1, "", "", isDefault}},
	{"microblazeel", board{onOther, "petalogix-ml605", "", v0_14, still, 1, "", "", 0}},
	{"microblazeel", board{onOther, "petalogix-s3adsp1800", "", v0_14, still, 1, "", "", isDefault}},
	{MIPS, board{onOther, "malta", "", ever, still, 16, "24Kf", "mips_malta.ram", isDefault}},
	{MIPS, board{onOther, "mips", "", ever, v5_2, 1, "24Kf", "", 0}},
	{MIPS, board{onOther, "mipssim", "", v0_9_1, v10_2, 1, "24Kf", "mips_mipssim.ram", 0}},
	{MIPSEL, board{onOther, "malta", "", ever, still, 16, "24Kf", "mips_malta.ram", isDefault}},
	{MIPSEL, board{onOther, "mips", "", ever, v5_2, 1, "24Kf", "", 0}},
	{MIPSEL, board{onOther, "mipssim", "", v0_9_1, v10_2, 1, "24Kf", "mips_mipssim.ram", 0}},
	{"mips64", board{onOther, "magnum", "", v0_9_1, still, 1, "R4000", "mips_jazz.ram", 0}},
	{"mips64", board{onOther, "malta", "", ever, still, 16, "20Kc", "mips_malta.ram", isDefault}},
	{"mips64", board{onOther, "mips", "", ever, v5_2, 1, "R4000", "", 0}},
	{"mips64", board{onOther, "pica61", "", ever, still, 1, "R4000", "mips_jazz.ram", 0}},
	{"mips64el", board{onOther, "boston", "", v2_8, still, 16, "I6400", "boston.ddr", 0}},
	{"mips64el", board{onOther, "fuloong2e", "", v5_1, still, 1, "Loongson-2E", "fuloong2e.ram", 0}},
	{"mips64el", board{onOther, "fulong2e", "", v0_14, v6_0, 1, "Loongson-2E", "fuloong2e.ram", 0}},
	{"mips64el", board{onOther, "loongson3-virt", "", v6_0, still, 16, "Loongson-3A1000", "loongson.highram", 0}},
	{"mips64el", board{onOther, "magnum", "", v0_9_1, still, 1, "R4000", "mips_jazz.ram", 0}},
	{"mips64el", board{onOther, "malta", "", ever, still, 16, "20Kc", "mips_malta.ram", isDefault}},
	{"mips64el", board{onOther, "pica61", "", ever, still, 1, "R4000", "mips_jazz.ram", 0}},
	{"or32", board{onOther, "or1k-sim", "", v1_2, v2_9, 1, "or1200", "", isDefault}},
	{"or1k", board{onOther, "or1k-sim", "", v2_9, still, 2, "or1200", "", isDefault}},
	{"sh4", board{onOther, "r2d", "", v0_10, still, 1, "sh7751r", "", 0}},
	{"sh4", board{onOther, "shix", "", ever, v9_2, 1, "sh7750r", "", isDefault}},
	{"sh4eb", board{onOther, "r2d", "", v0_10, still, 1, "sh7751r", "", 0}},
	{"sh4eb", board{onOther, "shix", "", ever, v9_2, 1, "sh7750r", "", isDefault}},
	{"sparc64", board{onOther, "niagara", "", v2_9, still, 1, "Sun-UltraSparc-T1", "", 0}},
	{"sparc64", board{onOther, "sun4u", "", ever, still, 1, "TI-UltraSparc-IIi", "", isDefault}},
	{"sparc64", board{onOther, "sun4v", "", ever, still, 1, "Sun-UltraSparc-T1", "", 0}},
	{"unicore32", board{onOther, "puv3", "", v1_2, v6_1, 1, "UniCore-II", "", isDefault}},
	{"xtensa", board{onOther, "lx60", "", v1_0, still, 4, "", "", 0}},
	{"xtensa", board{onOther, "sim", "", v1_0, still, 4, "", "", isDefault}},
	{"xtensa", board{onOther, "virt", "", v5_0, still, 4, "", "", 0}},
	{"xtensaeb", board{onOther, "lx60", "", v1_0, still, 4, "", "", 0}},
	{"xtensaeb", board{onOther, "sim", "", v1_0, still, 4, "", "", isDefault}},
}
