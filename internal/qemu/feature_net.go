package qemu

// netFeatures are what networks, -net and -netdev can do.
var netFeatures = []row{
	{"e1000", ever, still, onMost},
	{"net.queues", v1_5, still, all},
	{"netdev-stream-reconnect-miliseconds", v9_2, still, all},
	{"netdev.bridge", v1_1, still, all},
	{"netdev.json", v7_2, still, all},
	{"netdev.passt", v10_1, still, all},
	{"netdev.stream", v7_2, still, all},
	{"netdev.stream.reconnect", v8_0, v10_2, all},
	{"netdev.tap.vhost", v0_13, still, all},
	{"netdev.user", ever, still, all},
	{"netdev.vhost-user", v2_1, still, all},
	{"netdev.vhost-user.queues", v2_4, still, all},
	{"netdev.vhost-vdpa", v5_1, still, all},
	{"rtl8139", ever, still, onMost},
	{"tap.vnet_hdr", v0_10, still, all},
	{"virtio-net", ever, still, onPCI},
	{"virtio-net.failover", v4_2, still, onPCI},
	{"virtio-net.host_mtu", v2_9, still, onPCI},
	{"virtio-net.mq", v1_6, still, onPCI},
	{"virtio-net.rss", v5_1, still, onPCI},
	{"virtio-net.rx_queue_size", v2_8, still, onPCI},
	{"virtio-net.speed", v2_12, still, onPCI},
	{"virtio-net.tx", v0_13, still, onPCI},
	{"virtio-net.tx_queue_size", v2_10, still, onPCI},
}
