#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Makes the expected text of the captures named (by default all that have
# none) with the installed tcpdump.  What tcpdump 5.0 prints otherwise than
# 4.99 is rewritten by to-5.0.sed where a pattern can tell; read the result
# before you commit it, it is what tapir has to print.
#
# usage: tests/golden/expect.sh [CAPTURE...]
set -eu
cd "$(dirname "$0")"
mkdir -p expected
export LC_ALL=C TZ=GMT0

have_expected() {
	ls expected/"$1".*.out >/dev/null 2>&1
}

if [ $# = 0 ]; then
	for capture in *.pcap *.pcapng; do
		[ ! -f "$capture" ] || have_expected "$capture" ||
		    set -- "$@" "$capture"
	done
fi
for capture; do
	sed 's/#.*//; /^[[:space:]]*$/d' options | while read -r set options; do
		# shellcheck disable=SC2086
		tcpdump $options -r "$capture" 2>/dev/null |
		    sed -E -f to-5.0.sed >"expected/$capture.$set.out"
	done
	echo "expected/$capture.*.out"
done
