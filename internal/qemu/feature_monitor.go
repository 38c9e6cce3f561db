package qemu

// monitorFeatures are what the monitor and migration can do.
var monitorFeatures = []row{
	{"calc-dirty-rate", v5_2, still, all},
	{"dbus-vmstate", v5_0, still, all},
	{"dirtyrate-param.mode", v6_2, still, all},
	{"incoming.defer", v2_4, still, all},
	{"incoming.exec", v0_10, still, all},
	{"incoming.tcp", v0_10, still, all},
	{"migrate-incoming.exit-on-error", v9_1, still, all},
	{"migrate-rdma", v2_0, still, all},
	{"migration-file-drop-cache", v2_12, still, all},
	{"migration-param.block-bitmap-mapping", v6_0, still, all},
	{"migration.blocked-reasons", v6_0, still, all},
	{"mon.default", ever, v3_0, all},
	{"monitor-qmp", v11_1, still, all},
	{"query-dirty-rate", v5_2, still, all},
	{"query-named-block-nodes.flat", v5_0, still, all},
	{"query-stats", v7_1, still, all},
	{"query-stats-schemas", v7_1, still, all},
}
