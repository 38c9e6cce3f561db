#!/bin/sh
# systemd.sh DIR GROUP: systemd as process 1 of namespaces of its own, over the
# files of this host. Units are looked for in places that are empty at first, and
# what systemd or a guest would write is gone with it. GROUP is the control group
# to make for it, DIR a directory for a moment's mount. To be started in a mount
# namespace of its own.
set -eu
dir=$1 group=$2
if [ $$ != 1 ]; then
	mkdir "$dir/cgroup"
	mount -t cgroup2 cgroup2 "$dir/cgroup"
	mkdir "$dir/cgroup/$group"
	echo $$ >"$dir/cgroup/$group/cgroup.procs"
	umount "$dir/cgroup"
	exec unshare --pid --fork --kill-child --mount --cgroup --ipc --uts sh "$0" "$dir" "$group"
fi

mount -t proc proc /proc
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro /proc/sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
for own in /run /etc/systemd/system /var/lib /var/log; do
	mount -t tmpfs tmpfs "$own"
done
units=/run/units
mkdir -p "$units/sysinit.target.wants" /run/log/journal
mkdir -p /run/systemd/journald.conf.d
printf '[Journal]\nReadKMsg=no\n' >/run/systemd/journald.conf.d/own.conf
cd /lib/systemd/system
cp sysinit.target basic.target multi-user.target shutdown.target sockets.target timers.target paths.target slices.target \
	local-fs.target network.target umount.target systemd-journald.service systemd-journald.socket "$units"
ln -s ../systemd-journald.service "$units/sysinit.target.wants"
cd /
export container=qemuxml SYSTEMD_UNIT_PATH="/etc/systemd/system:$units"
exec /lib/systemd/systemd --unit=multi-user.target --log-target=journal --show-status=no
