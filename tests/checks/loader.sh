#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# A plugin that cannot be used gives one clear line: it names the file and says
# why.  Named by --plugin it ends the run; found in a folder the run goes on.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
chmod 755 "$tmp"
capture=$srcdir/tests/abi/kept.pcap

# plugin NAME HEAD INIT: compiles a plugin with these parts.
plugin() {
	cat >"$tmp/$1.c" <<-END
	#include <tapir/plugin.h>
	#include <string.h>
	static tp_rc
	init(const tp_host *host, void **self, tp_error *e)
	{
		(void)host; (void)self; (void)e;
		$3
	}
	const tp_plugin_desc tp_plugin = {
		$2, "$1", "1", "none", "made by a test", init, NULL
	};
	END
	compile "$1"
}

compile() {
	# shellcheck disable=SC2086
	$CC -std=c11 -shared -fPIC -I"$srcdir/include" -o "$tmp/$1.so" \
	    "$tmp/$1.c" || exit 99
}

# refused NAME PATTERN: --plugin with it ends the run by one line that matches.
refused() {
	"$TAPIR" --plugin "$tmp/$1.so" -n -r "$capture" >"$tmp/out" 2>"$tmp/err"
	status=$?
	if [ $status = 0 ] || [ $status -ge 100 ]; then
		fail "--plugin $1: exit status $status"
	elif [ "$(wc -l <"$tmp/err")" != 1 ] || [ -s "$tmp/out" ]; then
		cat "$tmp/out" "$tmp/err"
		fail "--plugin $1: more or less than one line"
	elif ! grep -q "$1\\.so.*$2" "$tmp/err"; then
		cat "$tmp/err"
		fail "--plugin $1: the line does not name it and say '$2'"
	else
		pass
	fi
}

head='TP_ABI_MAGIC, (uint32_t)sizeof(tp_plugin_desc)'
plugin good TP_PLUGIN_HEAD 'return TP_OK;'
plugin major "$head, TP_ABI_MAJOR + 1, TP_ABI_MINOR" 'return TP_OK;'
plugin minor "$head, TP_ABI_MAJOR, TP_ABI_MINOR + 1" 'return TP_OK;'
plugin magic 'TP_ABI_MAGIC + 1, (uint32_t)sizeof(tp_plugin_desc), TP_ABI_MAJOR, TP_ABI_MINOR' 'return TP_OK;'
plugin init TP_PLUGIN_HEAD 'strcpy(e->msg, "the moon is full"); return TP_ERROR;'
echo 'int no_plugin;' >"$tmp/symbol.c"
compile symbol
sed 's/(void)host;/undefined_anywhere();/; 1i void undefined_anywhere(void);' \
    "$tmp/good.c" >"$tmp/import.c"
compile import
echo 'not a shared object' >"$tmp/text.so"

if "$TAPIR" --plugin "$tmp/good.so" -n -r "$capture" >/dev/null 2>"$tmp/err" &&
    ! grep -v '^reading from file' "$tmp/err"; then
	pass
else
	cat "$tmp/err"
	fail "--plugin good: it does not load"
fi
refused symbol tp_plugin
refused major "$(sed -n 's/.*TP_ABI_MAJOR \([0-9]*\)u.*/\1/p' "$srcdir/include/tapir/plugin.h")\\."
refused minor "$(sed -n 's/.*TP_ABI_MINOR \([0-9]*\)u.*/\1/p' "$srcdir/include/tapir/plugin.h")"
refused magic ''
refused init 'the moon is full'
refused import undefined_anywhere
refused text ''
refused missing ''

# Found in a folder: one line each, and the packets are printed.  Only without
# privilege is that folder looked at.
nobody=
if [ "$(id -u)" = 0 ]; then
	nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
if $nobody test -x "$TAPIR" -a -r "$capture" 2>/dev/null; then
	TAPIR_PLUGIN_PATH=$tmp $nobody "$TAPIR" -n -r "$capture" \
	    >"$tmp/out" 2>"$tmp/err"
	status=$?
	bad=$(grep -c "$tmp/.*\\.so" "$tmp/err")
	if [ $status = 0 ] && [ "$bad" = 7 ] && [ -s "$tmp/out" ] &&
	    [ "$(grep -cv '^reading from file' "$tmp/err")" = 7 ]; then
		pass
	else
		cat "$tmp/err"
		fail "a folder with 7 bad plugins: exit status $status, $bad lines"
	fi
	if TAPIR_PLUGIN_PATH=$tmp $nobody "$TAPIR" --list-plugins \
	    2>/dev/null | grep -q '^good'; then
		pass
	else
		fail "the good plugin beside them is not listed"
	fi
	if [ -z "$nobody" ]; then
		:
	elif TAPIR_PLUGIN_PATH=$tmp "$TAPIR" --list-plugins 2>&1 |
	    grep -e '^good' -e "$tmp"; then
		fail "root loads plugins from TAPIR_PLUGIN_PATH"
	else
		pass
	fi
fi
finish
