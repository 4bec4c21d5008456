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
local tag, method, number = Field.new("wlan.ssid"), Field.new("usb.capdata"), Field.new("frame.number")
local xml, json = Dissector.get("xml"), Dissector.get("json")
function p.dissector(b, pinfo, tree)
  print(tag(), method(), number(), xml:call(b(1):tvb(), pinfo, tree), json:call(b(2):tvb(), pinfo, tree))
end
for _, t in ipairs { "rtp.pt", "media_type", "tls.port", "sctp.ppi" } do
  DissectorTable.get(t):add(t == "media_type" and "application/x-lacks" or 96, p)
end
register_postdissector(p)
END
said 0 "no field is named 'wlan.ssid' (--list-fields lists them)" \
    --script "$tmp/lacks.lua" -c1 -nr "$capture"
said 0 "no field is named 'usb.capdata' (--list-fields lists them)" \
    --script "$tmp/lacks.lua" -c1 -nr "$capture"
said 0 "^nil	nil	1	[0-9]*	[0-9]*$" --script "$tmp/lacks.lua" -c1 \
    -nr "$capture"

# keeps NAME KIB: so much at least the script on standard input is said to have,
# with what tapir and libraries keep for it.
keeps() {
	cat >"$tmp/$1.lua"
	kib=$("$TAPIR" --lua-profile --script "$tmp/$1.lua" -c1 -nr "$capture" \
	    2>&1 | awk -v name="$1.lua" '$1 == name { print $6 }')
	if [ "${kib:-0}" -ge "$2" ]; then
		pass
	else
		fail "$1: $kib KiB are said to be kept, not $2"
	fi
}

keeps tables 3000 <<'END'
for i = 1, 3000 do DissectorTable.get("keeps." .. i) end
END
keeps ranges 8000 <<'END'
local t, p = DissectorTable.new("keeps.keys", "Keys", ftypes.UINT32), Proto("keeps", "Keeps")
for i = 1, 1000 do t:add(i * 1000 .. "-" .. i * 1000 + 999, p) end
END
keeps strings 3000 <<'END'
local t, p = DissectorTable.new("keeps.keys", "Keys", ftypes.STRING), Proto("keeps", "Keeps")
for i = 1, 3 do t:add(string.rep(i, 1000000), p) end
collectgarbage()
END
keeps fields 4000 <<'END'
local strings = { string.rep("y", 1000000), string.rep("z", 1000000) }
ProtoField.uint8("keeps.f", string.rep("x", 1000000), base.DEC, strings, 0, string.rep("b", 1000000))
strings = nil
collectgarbage()
END
keeps experts 1500 <<'END'
for i = 1, 5000 do ProtoExpert.new("keeps.e" .. i, "E", expert.group.DEBUG, expert.severity.NOTE) end
END
keeps handlers 4000 <<'END'
local long = string.rep("x", 1000000)
FileHandler.new(long, long, long, "r").extensions = long
END
keeps prefs 3000 <<'END'
Proto("keeps", "Keeps").prefs.p = Pref.string("P", string.rep("x", 1000000), "Help")
END
keeps listeners 1000 <<'END'
for i = 1, 2000 do Listener.new("frame", "ip.version == 4") end
END
echo 'print((pcall(gcrypt.Cipher, 7, 1)))' >"$tmp/crypto.lua"
if "$TAPIR" --script "$tmp/crypto.lua" -c1 -nr "$capture" 2>&1 |
    grep -q '^true'; then
	keeps ciphers 5000 <<'END'
all = {}
for i = 1, 5000 do
	local c = gcrypt.Cipher(gcrypt.CIPHER_AES128, gcrypt.CIPHER_MODE_ECB)
	c:setkey(string.rep("k", 16))
	c:encrypt(string.rep("k", 16))
	all[i] = c
end
END
fi

# There are limits of numbers, which no script in use comes near.
echo 'for i = 1, 4097 do tapir.every(1000, print) end' >"$tmp/many.lua"
said 1 "it registers more than 4096 protocols, taps, timers and the like" \
    --script "$tmp/many.lua" -nr "$capture"

# Keys one by one, as loops add them, and again.
cat >"$tmp/keys.lua" <<'END'
local p, t = Proto("keys", "Keys"), DissectorTable.get("udp.port")
for i = 1, 30000 do t:add(i, p) end
t:remove("1-30000", p)
for i = 1, 30000 do t:add(i, p) end
print("found", t:get_dissector(30000), t:get_dissector(30001))
END
said 0 "^found	KEYS	nil$" --script "$tmp/keys.lua" -c1 \
    -nr "$capture"

# What is no regular file is none: nobody waits for a pipe, or reads a device.
mkfifo "$tmp/pipe.lua" "$tmp/pipe"
mkdir "$tmp/folder.lua"
ln -s loop2.lua "$tmp/loop1.lua"
ln -s loop1.lua "$tmp/loop2.lua"
ln -s /dev/zero "$tmp/zero.lua"
ln -s good.lua "$tmp/link.lua"
cat >"$tmp/odd.lua" <<'END'
local d = __DIR__
for _, name in ipairs { "pipe", "folder", "loop1", "zero", "none" } do
	assert(not pcall(require, name), name)
	assert(not package.searchpath(name, d .. "?.lua"), name)
	for _, f in ipairs { dofile, loadfile } do
		local good, func = pcall(f, d .. name .. ".lua")
		assert(not good or not func, name)
	end
	local good, file = pcall(io.open, d .. name .. ".lua")
	assert(not good or not file, name)
	assert(not pcall(io.lines, d .. name .. ".lua"), name)
end
local _, why = package.searchpath("a.b", "x/?.lua;;y/?")
assert(why == "\n\tno file 'x/a/b.lua'\n\tno file ''\n\tno file 'y/a/b'", why)
assert(package.searchpath("li-nk", d .. "?.lua", "-", "") == d .. "link.lua")
require("link")
print("odd is done")
END
said 0 '^odd is done$' --script "$tmp/odd.lua" -c1 -nr "$capture"

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
