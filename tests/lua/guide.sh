#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# doc/lua-dissectors.md is true: its scripts run, and its commands print what
# stands below them; and so do the examples of examples/lua.
. "${srcdir:-.}/tests/lib.sh"

[ -f plugins/hosts/lua.so ] || skip "built without Lua"
make_tmp
TAPIR=$(cd "$(dirname "$TAPIR")" && pwd)/$(basename "$TAPIR")
guide=$(cd "$srcdir/doc" && pwd)/lua-dissectors.md
cp "$srcdir"/examples/lua/* "$tmp"
cd "$tmp" || exit 99
tapir() {
	"$TAPIR" "$@"
}

# Each block of Lua is a file, each command of a console a pair of files.
awk '
/^```/ {
	if (kind != "") {
		kind = ""
		next
	}
	kind = substr($0, 4)
	if (kind == "")
		kind = "other"
	file = ""
	next
}
kind == "lua" {
	if (file == "")
		file = $2
	print > file
}
kind == "console" && /^\$ / {
	n++
	printf "%s\n", substr($0, 3) > (n ".command")
	printf "" > (n ".wanted")
	next
}
kind == "console" {
	print > (n ".wanted")
}
' "$guide"

n=1
while [ -f $n.command ]; do
	. "./$n.command" >got 2>err
	if diff $n.wanted got; then
		pass
	else
		cat err
		fail "$(cat $n.command)"
	fi
	n=$((n + 1))
done
[ $n -gt 8 ] || fail "the guide has no commands"

# said FILE OPTION...: the output is what the file has.
said() {
	file=$1
	shift
	if tapir "$@" 2>err | diff "$file" -; then
		pass
	else
		cat err
		fail "tapir $*: not as in $file"
	fi
}
said lamp.expected -ntvr lamp.pcap --script lamp.lua
said lamp.columns -nr lamp.pcap --script lamp.lua --fields \
    frame.number,lamp.number,lamp.type,lamp.brightness,lamp.temperature,lamp.text,_ws.expert.message
said lamp-faults.expected -r lamp.pcap --script lamp.lua \
    --script lamp-faults.lua --dry-run
finish
