#!/bin/sh
# {{.Title}}: a guest of QEMU, made by qemuxml export script.
# Ctrl-C, SIGHUP or SIGTERM ask the guest to power down; the second one ends it.
# The exit status is QEMU's. Comments after options say the line of the XML.
#
# What stands in single quotes is meant as it is, and traps call functions:
# shellcheck disable=SC2016,SC2317,SC2329
set -u

fail() {
	printf '%s: %s\n' {{.Name}} "$1" >&2
	exit 1
}
{{- if .HasHelpers}}

# need PROGRAM PACKAGE: look for a program before anything is started.
need() {
	command -v "$1" >/dev/null || fail "$1 is not installed; Debian has it in $2"
}
{{- end}}

qemu='' helpers='' stops=0 status=127
dir=$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/{{.Dir}}.XXXXXX") || exit 1
cleanup() {
	trap '' HUP INT TERM
	[ -z "$qemu" ] || kill "$qemu" 2>/dev/null
	for pid in $helpers; do
		kill "$pid" 2>/dev/null
	done
	rm -rf "$dir"
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM
case $dir in *,*) fail "QEMU can't use $dir: it has a comma" ;; esac

mkfifo {{.Monitor}}.in {{.Monitor}}.out || exit 1
exec 3<&0 4<>{{.Monitor}}.in
stop() {
	stops=$((stops + 1))
	if [ "$stops" = 1 ]; then
		printf '%s\n' {{.Powerdown}} >&4
	else
		kill "$qemu"
	fi
}
{{- if .HasHelpers}}

# helper PID NAME SOCKET: wait until a helper listens.
helper() {
	helpers="$helpers $1"
	tries=0
	until [ -z "$3" ] || [ -S "$3" ]; do
		kill -0 "$1" 2>/dev/null || fail "$2 ended before it listened"
		[ "$tries" -lt 300 ] || fail "$2 does not listen on $3"
		tries=$((tries + 1))
		sleep 0.1 2>/dev/null || sleep 1
	done
}
{{range .Needs}}
{{.}}
{{- end}}
{{- end}}
{{- if .Before}}

set -e
{{- range .Before}}
{{.}}
{{- end}}
set +e
{{- end}}
{{- range .Helpers}}
{{.}}
{{- end}}

set -- {{.Program}}
{{- range .Options}}
{{.}}
{{- end}}

{{if .Background -}}
# A job of its own, so that Ctrl-C does not reach QEMU but asks the guest.
if (: </dev/tty) 2>/dev/null; then set -m; fi
{{end -}}
"$@" <&3 3<&- 4>&- &
qemu=$!
{{- if .Background}}
set +m
{{- end}}
trap stop HUP INT TERM
while :; do
	seen=$stops
	wait "$qemu"
	got=$?
	# 127: the status was told already, when a signal came at the same time.
	[ "$got" = 127 ] || status=$got
	[ "$seen" != "$stops" ] || break
done
qemu=''
exit "$status"
