#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Scripts that want to take the run with them.  Each of tests/lua/hostile/ is
# run as a dissector: it ends within a second of processor time with the line
# that stands behind "says:" in its head, and all packets are printed, in the way
# that "options:" says.  SLOW=1: a build with sanitizers, where the time is over
# before other limits are.
. "${srcdir:-.}/tests/lib.sh"

[ -f plugins/hosts/lua.so ] || skip "built without Lua"
make_tmp
chmod 755 "$tmp"
folder=$srcdir/tests/lua/hostile
capture=$srcdir/examples/captures/mixed.pcap
limit=${SLOW:+2000}
limit=${limit:-150}
packets=$("$TAPIR" -nr "$capture" 2>/dev/null | grep -c '^[0-9]')

# Processor time of the children so far, in hundredths of a second.
spent() {
	times | sed -n '2s/m/ /g; 2s/s//g; 2s/,/./g; 2p' |
	    awk '{ print int(($1 * 60 + $2 + $3 * 60 + $4) * 100) }'
}

for script in "$folder"/*.lua; do
	name=$(basename "$script" .lua)
	says=$(sed -n 's/^-- says: //p' "$script")${SLOW:+|longer than}
	cat "$script" "$folder/tail.lua.in" >"$tmp/$name.lua"
	before=$(spent)
	options=$(sed -n 's/^-- options: //p' "$script")
	# shellcheck disable=SC2086
	timeout -s KILL 10 "$TAPIR" -nr "$capture" --script "$tmp/$name.lua" \
	    $options >"$tmp/out" 2>"$tmp/err"
	status=$?
	took=$(($(spent) - before))
	if [ "$status" != 0 ]; then
		fail "$name: status $status, $took hundredths: $(tail -1 "$tmp/err")"
	elif ! grep -Eq "^tapir: script $name.lua: .*($says)" "$tmp/err"; then
		fail "$name: no '$says' in: $(head -3 "$tmp/err")"
	elif [ "$(grep -c '^[0-9{]' "$tmp/out")" != "$packets" ]; then
		fail "$name: not all packets are printed"
	elif [ "$took" -gt "$limit" ]; then
		fail "$name: it took $took hundredths of a second"
	else
		pass
	fi
done

# Off at load, too, where the run ends if the script was named.
printf 'while true do pcall(function() while true do end end) end' \
    >"$tmp/load.lua"
"$TAPIR" -nr "$capture" --script "$tmp/load.lua" >/dev/null 2>"$tmp/err"
if [ $? = 1 ] && grep -q 'load.lua is not loaded: .*longer than' "$tmp/err"
then
	pass
else
	fail "a loop at load: $(cat "$tmp/err")"
fi
finish
