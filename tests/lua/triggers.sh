#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The scripts of scripts/triggers on captures made for them: what they log is
# what was worked out by hand (tests/lua/triggers/generate.py says why), the
# same every time and in any time zone.
. "${srcdir:-.}/tests/lib.sh"

[ -f plugins/hosts/lua.so ] || skip "built without Lua"
make_tmp
chmod 777 "$tmp"	# programs and scripts write here, as another user than root
cases=$srcdir/tests/lua/triggers

# back_test NAME ARGUMENT...
back_test() {
	name=$1
	shift
	for arg; do
		shift
		set -- "$@" --script-arg "$arg"
	done
	"$TAPIR" -r "$cases/$name.pcap" \
	    --script "$srcdir/scripts/triggers/$name.lua" "$@" --dry-run \
	    >"$tmp/report" 2>"$tmp/err"
	status=$?
	grep '^{' "$tmp/err" >"$tmp/log"
	if [ $status != 0 ] || ! diff -u "$cases/$name.expected" "$tmp/log"
	then
		grep -v '^{' "$tmp/err"
		fail "$name: status $status, or another log than by hand"
	else
		pass
	fi
	TZ=Asia/Tokyo "$TAPIR" -r "$cases/$name.pcap" \
	    --script "$srcdir/scripts/triggers/$name.lua" "$@" --dry-run \
	    2>/dev/null | cmp -s - "$tmp/report" && pass ||
	    fail "$name: another report the second time"
}

back_test dns-failures count=3 within=10s
back_test dns-slow slow=0.5
back_test tcp-resets count=3
back_test tcp-retransmissions count=2
back_test tls-failures
back_test tls-certificates
back_test http-errors count=2
back_test arp-conflicts
back_test dhcp-rogues servers=192.0.2.53

# Each script that ships has a back-test, and no other.
for script in "$srcdir"/scripts/triggers/*.lua; do
	name=$(basename "$script" .lua)
	grep -q "^back_test $name\( \|$\)" "$0" && pass ||
	    fail "$name has no back-test"
done

# With a file named, the packets around it are written.
cd "$tmp" || exit 99
case $TAPIR in /*) ;; *) TAPIR=$OLDPWD/$TAPIR ;; esac
case $srcdir in /*) ;; *) srcdir=$OLDPWD/$srcdir cases=$OLDPWD/$cases ;; esac
"$TAPIR" -r "$cases/dns-failures.pcap" \
    --script "$srcdir/scripts/triggers/dns-failures.lua" \
    --script-arg count=3 --script-arg file=w.pcap --script-arg before=9s \
    --script-arg after=0s 2>"$tmp/err"
"$TAPIR" -r w.pcap --fields dns.id >"$tmp/out" 2>/dev/null
printf '0x000%d\n' 2 3 4 | cmp -s - "$tmp/out" && pass || {
	cat "$tmp/err" "$tmp/out"
	fail "dns-failures with a file"
}

# options NAME LINE: that argument is refused with that line.
options() {
	"$TAPIR" -r "$cases/dns-failures.pcap" --dry-run \
	    --script "$srcdir/scripts/triggers/dns-failures.lua" \
	    --script-arg "$1" >"$tmp/out" 2>"$tmp/err"
	if [ $? = 1 ] && grep -qF -- "$2" "$tmp/err"; then
		pass
	else
		cat "$tmp/err"
		fail "--script-arg $1 without: $2"
	fi
}
options cuont=3 \
    'cuont=3: write NAME=VALUE; there are: after, before, count, file, within'
options count 'count: write NAME=VALUE'
options count=x 'count=x: this is a number'
finish
