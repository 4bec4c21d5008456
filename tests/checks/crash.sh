#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# A plugin that crashes ends the run by the signal; one line names it, its
# protocol and the frame, and nothing that was had before is lost.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
capture=$srcdir/examples/meter-plugin/meter.pcap
before=$("$TAPIR" -n -r "$capture" -c 2 2>/dev/null)

# plugin NAME STATEMENT: at frame 3 it does this.
plugin() {
	cat >"$tmp/$1.c" <<-END
	#include <tapir/dissect.h>
	#include <stdlib.h>
	static tp_rc
	dissect(void *self, tp_tvb *t, const void *arg)
	{
		(void)self; (void)arg;
		if (t->pkt->number == 3) {
			$2
		}
		return TP_REJECT;
	}
	static const tp_protocol p = {
		.name = "hasty", .long_name = "Hasty",
		.keys = (const tp_key[]){ { "udp.port", 7790, 0, 0 }, { 0 } },
		.dissect = dissect,
	};
	TP_REGISTER(p);
	TP_PLUGIN("site-$1", "1", "none", "made by a test");
	END
	# shellcheck disable=SC2086
	$CC -std=c11 -shared -fPIC -I"$srcdir/include" -o "$tmp/$1.so" \
	    "$tmp/$1.c" || exit 99
}

# crashes NAME SIGNAL WORDS
crashes() {
	rm -rf "$tmp/dir" "$tmp/w.pcap"
	mkdir "$tmp/dir"
	"$TAPIR" --plugin "$tmp/$1.so" --crash-dir "$tmp/dir" -n \
	    -r "$capture" -w "$tmp/w.pcap" --print --where 'udp or hasty' \
	    >"$tmp/out" 2>"$tmp/err"
	status=$?
	line="plugin site-$1 crashed ($3) in protocol hasty at frame 3"
	saved=$(find "$tmp/dir" -name 'tapir-crash-*-frame-3.pcap')
	if [ $status != $((128 + $2)) ]; then
		fail "$1: exit status $status, not $((128 + $2))"
	# the shell says a word of its own there, too
	elif [ "$(grep -c '^tapir: ' "$tmp/err")" != 1 ] ||
	    ! grep -qF "$line, saved as $saved" "$tmp/err"; then
		cat "$tmp/err"
		fail "$1: not the one line that names plugin, protocol, frame"
	elif [ "$(cat "$tmp/out")" != "$before" ]; then
		fail "$1: the packets before it are not printed"
	elif [ "$("$TAPIR" -n -r "$tmp/w.pcap" 2>/dev/null)" != "$before" ]
	then
		fail "$1: the packets before it are not in the file"
	elif [ "$("$TAPIR" -n -x -r "$saved" 2>/dev/null)" != \
	    "$("$TAPIR" -n -x -r "$capture" -c 1 --skip 2 2>/dev/null)" ]; then
		fail "$1: the saved frame is another"
	else
		pass
	fi
}

if grep -q '^#define TP_SANITIZED' config.h; then
	echo "skipped: the sanitizers report crashes themselves"
	exit 77
fi
plugin segv '*(volatile char *)8 = 1;'
plugin abort 'abort();'
plugin deep 'volatile char big[4096]; big[0] = 0; return dissect(self, t, (const void *)big);'
crashes segv 11 'Segmentation fault'
crashes abort 6 'Aborted'
crashes deep 11 'Segmentation fault'

rm -rf "$tmp/dir"
"$TAPIR" --plugin "$tmp/segv.so" --crash-dir "$tmp/dir" -n \
    -r "$capture" >"$tmp/out" 2>"$tmp/err"
if grep -q 'cannot be saved' "$tmp/err" &&
    grep -q 'plugin site-segv crashed' "$tmp/err"; then
	pass
else
	cat "$tmp/err"
	fail "a folder that is not there for --crash-dir"
fi
finish
