#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# --decode-as and --list-tables: Redis on another port is decoded as on 6379,
# and what is wrong is said.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
golden=$srcdir/tests/golden/redis.pcap
fields=frame.number,frame.protocols,resp.string,resp.bulk_string.value

# The same capture with 8099 in place of port 6379.
python3 - "$golden" "$tmp/moved" <<'END'
import struct, sys
data = bytearray(open(sys.argv[1], 'rb').read())
at = 24
while at < len(data):
    length, = struct.unpack_from('<I', data, at + 8)
    tcp = at + 16 + 14 + (data[at + 30] & 15) * 4
    for port in (tcp, tcp + 2):
        if data[port:port + 2] == b'\x18\xeb':
            data[port:port + 2] = struct.pack('>H', 8099)
    at += 16 + length
open(sys.argv[2], 'wb').write(data)
END

# columns CAPTURE [OPTION ...]
columns() {
	capture=$1
	shift
	"$TAPIR" -n -r "$capture" --fields "$fields" "$@" 2>/dev/null
}

columns "$golden" >"$tmp/want"
grep -q 'tcp:resp' "$tmp/want" || fail "$golden holds no Redis"
columns "$tmp/moved" | grep -q resp && fail "port 8099 is Redis all by itself"
for key in 8099 0x1fa3 8000-8100; do
	columns "$tmp/moved" --decode-as "tcp.port==$key,resp" >"$tmp/got"
	if cmp -s "$tmp/got" "$tmp/want"; then
		pass
	else
		fail "--decode-as tcp.port==$key,resp: $(diff "$tmp/got" "$tmp/want" | head -3)"
	fi
done
# it goes before what has the key, and several may be given
columns "$golden" --decode-as tcp.port==6379,whois \
    --decode-as tcp.port==6380,resp >"$tmp/got"
if grep -q resp "$tmp/got" || ! grep -q whois "$tmp/got"; then
	fail "port 6379 as whois: $(grep -m 1 resp "$tmp/got")"
else
	pass
fi

# refused TEXT MESSAGE
refused() {
	if "$TAPIR" -n -r "$golden" --decode-as "$1" >"$tmp/out" 2>"$tmp/err" ||
	    ! grep -q -e "$2" "$tmp/err" || [ -s "$tmp/out" ]; then
		fail "--decode-as $1: $(cat "$tmp/err")"
	else
		pass
	fi
}
refused tcp.prot==80,http 'no table tcp.prot, did you mean tcp.port?'
refused nosuch==80,http 'no table nosuch (--list-tables lists them)'
refused tcp.port==80,rsp 'no dissector rsp, did you mean resp?'
refused tcp.port==80,icmp 'no dissector icmp'
for bad in tcp.port tcp.port==,http tcp.port==80 tcp.port==80, ==80,http \
    tcp.port==x,http tcp.port==90-80,http tcp.port==80-,http tcp.port=80,http \
    tcp.port==99999999999999999999,http; do
	refused "$bad" 'write TABLE==KEY,NAME'
done

# each entry that is listed is one that may be given
if "$TAPIR" --list-tables | grep -q '^tcp\.port	[1-9]'; then
	pass
else
	fail "--list-tables: no tcp.port"
fi
"$TAPIR" --list-tables=tcp.port >"$tmp/entries"
grep -q '^tcp\.port==80,http	' "$tmp/entries" || fail "port 80 is not listed"
while IFS='	' read -r entry _; do
	if "$TAPIR" --list-tables --decode-as "$entry" >"$tmp/out" 2>&1; then
		pass
	else
		fail "$entry is listed, and refused: $(cat "$tmp/out")"
	fi
done <"$tmp/entries"
finish
