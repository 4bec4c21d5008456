#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# A plugin's binary from the past has to load and give the same text and the
# same fields.  kept-plugin-ARCH.so was built from kept-plugin.c; --record
# (make abi-record calls it) builds it anew, never after ABI 1.0.  What is
# expected was worked out by hand from capture.py.
. "${srcdir:-.}/tests/lib.sh"

abi=$srcdir/tests/abi
plugin=$abi/kept-plugin-$(uname -m).so
make_tmp

record() {
	# shellcheck disable=SC2086
	(cd "$srcdir" && $CC -std=c11 -O2 -shared -fPIC -fvisibility=hidden \
	    -Iinclude -Wl,-z,defs -Wl,--build-id=none -s \
	    -o "tests/abi/$(basename "$plugin")" tests/abi/kept-plugin.c)
	exit
}

# check NAME OPTION...: the output is that of kept.NAME.
check() {
	name=$1
	shift
	if ! "$TAPIR" --plugin "$plugin" -n "$@" -r "$abi/kept.pcap" \
	    >"$tmp/out" 2>"$tmp/err"; then
		cat "$tmp/err"
		fail "kept.$name: it does not run"
	elif diff "$abi/kept.$name" "$tmp/out"; then
		pass
	else
		fail "kept.$name: an old plugin gives something else than it did"
	fi
}

[ "${1-}" != --record ] || record
[ -f "$plugin" ] || skip "no plugin was kept for $(uname -m)"
check text -#
check shout --pref kept.shout=true -c 1
check fields --fields kept.version,kept.flags.urgent,kept.flags.reply,kept.type,kept.length,kept.number,kept.addr,kept.sport,kept.dport,kept.count,kept.direction,keptopt.type,keptopt.value,keptopt.raw
check names --fields kept.name,kept.upper,kept.time -c 2
finish
