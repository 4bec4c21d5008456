#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The example plugins build out of the tree against an installed tapir, by their
# own makefiles and pkg-config, and do what their comments say.
. "${srcdir:-.}/tests/lib.sh"

command -v pkg-config >/dev/null || skip "pkg-config is not installed"
make_tmp
if ! ${MAKE:-make} -s install DESTDIR="$tmp/root" >"$tmp/log" 2>&1; then
	cat "$tmp/log"
	fail "make install"
	finish
fi
# the whole of the installation is below $tmp/root
PKG_CONFIG_PATH=$(dirname "$(find "$tmp/root" -name tapir.pc)")
PKG_CONFIG_SYSROOT_DIR=$tmp/root
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR

# build EXAMPLE NAME: into $tmp/NAME
build() {
	cp -R "$srcdir/examples/$1" "$tmp/$2"
	chmod -R u+w "$tmp/$2"
	if ! (cd "$tmp/$2" && env -u MAKEFLAGS -u MFLAGS make CC="$CC" \
	    CFLAGS="-O2 -Wall -Wextra -Werror") >"$tmp/log" 2>&1; then
		cat "$tmp/log"
		fail "make in examples/$1"
		finish
	fi
	pass
}
build meter-plugin meter
build spool-action spool

meter() {
	"$TAPIR" --plugin "$tmp/meter/meter.so" "$@" -r "$tmp/meter/meter.pcap" \
	    2>"$tmp/err"
}

# expect WHAT ARGUMENTS...: standard output is standard input's text.
expect() {
	what=$1
	shift
	cat >"$tmp/expected"
	meter "$@" >"$tmp/got"
	if cmp -s "$tmp/expected" "$tmp/got"; then
		pass
	else
		diff -u "$tmp/expected" "$tmp/got"
		cat "$tmp/err"
		fail "$what"
	fi
}

# What the octets of meter.pcap mean by the format in meter.c.
expect "text" -nt <<'EOF'
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 258, Reading, 2 readings, #1 21.5C, #2 -1.0C
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 259, Alarm, battery low, alarm 7: too^[warm!
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 260, type 9, 2 octets
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 258, Reading, 3 readings, #1 21.5C [|meter]
IP 192.0.2.10.40000 > 192.0.2.1.7790: UDP, length 8
EOF
expect "preference" -nt -c 1 --pref meter.fahrenheit=true <<'EOF'
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 258, Reading, 2 readings, #1 70.7F, #2 30.2F
EOF
printf '258\t215,-10\t\n259\t\ttoo\033warm!\n260\t\t\n258\t215\t\n\t\t\n' \
    >"$tmp/columns"
expect "fields" --fields \
    meter.device,meter.reading.temperature,meteralarm.text <"$tmp/columns"
expect "sub-dissector off" -nt --disable-protocol meteralarm <<'EOF'
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 258, Reading, 2 readings, #1 21.5C, #2 -1.0C
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 259, Alarm, battery low, 11 octets
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 260, type 9, 2 octets
IP 192.0.2.10.40000 > 192.0.2.1.7790: METER device 258, Reading, 3 readings, #1 21.5C [|meter]
IP 192.0.2.10.40000 > 192.0.2.1.7790: UDP, length 8
EOF
group='"meter.reading":\[{"meter.reading.sensor":1,"meter.reading.temperature":215},{"meter.reading.sensor":2,"meter.reading.temperature":-10}\]'
if meter --json=tree -c 1 | grep -q "$group"; then
	pass
else
	fail "--json=tree groups the readings"
fi

# The action: examples/rules/servfail.pcap has its failures in frames 4, 8, 10.
mkdir "$tmp/in"
"$TAPIR" --plugin "$tmp/spool/spool.so" -r \
    "$srcdir/examples/rules/servfail.pcap" --trigger \
    "rule s when dns.flags.rcode == 2 do spool \"$tmp/in\" \"{dns.qry.name}\"" \
    >"$tmp/got" 2>"$tmp/err" || cat "$tmp/err"
printf '%s\n' 's frame 4: broken.example' 's frame 8: b.example' \
    's frame 10: b.example' >"$tmp/expected"
if cat "$tmp/in/1" "$tmp/in/2" "$tmp/in/3" | diff "$tmp/expected" -; then
	pass
else
	cat "$tmp/err"
	fail "action"
fi
if "$TAPIR" --plugin "$tmp/spool/spool.so" --check --trigger \
    'when frame do spool "a"' 2>&1 | grep -q 'it takes a folder and a line'
then
	pass
else
	fail "action: what is wrong with an argument"
fi
finish
