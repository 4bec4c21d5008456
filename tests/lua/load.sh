#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Which scripts are run, with what arguments, and what becomes of one that does
# not load: file, line and message, exit status 1 if it was named.
. "${srcdir:-.}/tests/lib.sh"

[ -f plugins/hosts/lua.so ] || skip "built without Lua"
make_tmp
chmod 755 "$tmp"
capture=$srcdir/examples/captures/mixed.pcap

# said STATUS PATTERN OPTIONS...: exit status, and a line of what is said.
said() {
	want=$1 pattern=$2
	shift 2
	"$TAPIR" "$@" >"$tmp/out" 2>&1
	status=$?
	if [ "$status" = "$want" ] && grep -q "$pattern" "$tmp/out"; then
		pass
	else
		cat "$tmp/out"
		fail "tapir $*: status $status, not $want, or no '$pattern'"
	fi
}

echo 'print("here", ...)' >"$tmp/good.lua"
printf 'local x = 1\nx(' >"$tmp/bad.lua"
printf 'local x = 1\nerror("no luck")' >"$tmp/fails.lua"
echo text >"$tmp/plain"
echo text >"$tmp/other.text"

said 0 '^here	a	b$' --script "$tmp/good.lua" --script-arg a \
    --script-arg b -c1 -nr "$capture"
said 1 "^tapir: script $tmp/bad.lua is not loaded: .*bad.lua:2: " \
    --script "$tmp/bad.lua" -nr "$capture"
said 1 "fails.lua:2: no luck" --script "$tmp/fails.lua" -nr "$capture"
said 1 "script $tmp/none.lua: it cannot be read" --script "$tmp/none.lua" \
    -nr "$capture"
said 1 "what language it is in" --script "$tmp/plain" -nr "$capture"
said 1 "no plugin hosts/text.so" --script "$tmp/other.text" -nr "$capture"
said 1 "the --script before it" --script-arg x -nr "$capture"
said 1 "disable-script other: no such script" --disable-script other \
    -nr "$capture"
said 0 "	disabled$" --script "$tmp/bad.lua" --disable-script bad \
    --list-scripts
said 0 "	loaded$" --script "$tmp/good.lua" --list-scripts

# Errors are said ten times, then counted; 100 in a row end the script, but not
# those of packets that are too short for it.
cat >"$tmp/errs.lua" <<'END'
local p = Proto("errs", "Errors")
function p.dissector(b) error("always") end
for _, t in ipairs { "ethertype" } do DissectorTable.get(t):add("0-65535", p) end
END
sed 's/error("always")/return b(0, 9999):uint()/' "$tmp/errs.lua" >"$tmp/short.lua"
said 0 "errs.lua:2: always (what else goes wrong is only counted)" \
    --script "$tmp/errs.lua" -nr "$capture"
said 0 "errs.lua: [0-9]* of [0-9]* calls failed" --script "$tmp/errs.lua" \
    -nr "$capture"
if [ "$(grep -c always "$tmp/out")" = 10 ]; then
	pass
else
	fail "an error is not said ten times"
fi
said 0 "short.lua:2: Range is out of bounds" --script "$tmp/short.lua" \
    -nr "$capture"

# Fields, dissectors and tables that tapir lacks do not keep a script from
# loading: a field has no values, such a dissector is that of data.
cat >"$tmp/lacks.lua" <<'END'
local p = Proto("lacks", "Lacks")
local tag, method, number = Field.new("xml.tag"), Field.new("usb.capdata"), Field.new("frame.number")
local xml, json = Dissector.get("xml"), Dissector.get("json")
function p.dissector(b, pinfo, tree)
  print(tag(), method(), number(), xml:call(b(1):tvb(), pinfo, tree), json:call(b(2):tvb(), pinfo, tree))
end
for _, t in ipairs { "rtp.pt", "media_type", "tls.port", "sctp.ppi" } do
  DissectorTable.get(t):add(t == "media_type" and "application/x-lacks" or 96, p)
end
register_postdissector(p)
END
said 0 "no field is named 'xml.tag' (--list-fields lists them)" \
    --script "$tmp/lacks.lua" -c1 -nr "$capture"
said 0 "no field is named 'usb.capdata' (--list-fields lists them)" \
    --script "$tmp/lacks.lua" -c1 -nr "$capture"
said 0 "^nil	nil	1	[0-9]*	[0-9]*$" --script "$tmp/lacks.lua" -c1 \
    -nr "$capture"

# The plugin that runs scripts is looked for where all plugins are, in each
# folder of the path.
nobody=
[ "$(id -u)" != 0 ] ||
    nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
if $nobody test -x "$TAPIR" 2>/dev/null; then
	mkdir -p "$tmp/none" "$tmp/p/hosts"
	cp plugins/hosts/lua.so "$tmp/p/hosts"
	chmod -R a+rX "$tmp"
	TAPIR_PLUGIN_PATH=$tmp/none:$tmp/p $nobody "$TAPIR" \
	    --script "$tmp/good.lua" --list-plugins >"$tmp/out" 2>&1
	if grep -qF "$tmp/p/hosts/lua.so" "$tmp/out"; then
		pass
	else
		cat "$tmp/out"
		fail "hosts/ in the second folder of TAPIR_PLUGIN_PATH"
	fi
fi

# Without a script nothing of Lua is loaded.
said 0 "mixed.pcap" -c1 -nr "$capture"
if LD_DEBUG=files "$TAPIR" -c1 -nr "$capture" 2>&1 | grep -q liblua; then
	fail "liblua is loaded without a script"
else
	pass
fi
finish
