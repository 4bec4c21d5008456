#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The example rules on their captures: the report of a dry run is the one that
# was worked out by hand (generate.py says why), every time and in any time
# zone; and what is done is what was reported.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
rules=$(cd "$srcdir/examples/rules" && pwd)

dry() {
	"$TAPIR" -r "$rules/$1.pcap" --rules "$rules/$1.rules" --dry-run \
	    2>"$tmp/err"
}

report() {
	if ! dry "$1" >"$tmp/got"; then
		cat "$tmp/err"
		fail "$1: it does not run"
	elif diff -u "$rules/$1.expected" "$tmp/got"; then
		pass
	else
		fail "$1: another report than worked out by hand"
	fi
	# names of files are in local time, all else is not
	dry "$1" | cmp -s - "$tmp/got" && pass || fail "$1: not the same twice"
	(TZ=Asia/Tokyo && export TZ && dry "$1") | grep -v '^file' >"$tmp/tz"
	grep -v '^file' "$tmp/got" | cmp -s - "$tmp/tz" && pass ||
	    fail "$1: the report depends on the time zone"
}

# frames FILE: the numbers, in the whole capture, of the frames that it holds
frames() {
	"$TAPIR" -r "$1" --fields frame.time_epoch,frame.len 2>/dev/null |
	    while read -r line; do
		"$TAPIR" -r "$capture" --fields \
		    frame.time_epoch,frame.len,frame.number 2>/dev/null |
		    awk -v want="$line" '$1 "\t" $2 == want { printf "%d ", $3 }'
	    done
}

for rule in servfail nxdomain unanswered syn; do
	report "$rule"
done

# What is done: the files that the reports name hold those frames.
cd "$tmp" || exit 99
case $TAPIR in /*) ;; *) TAPIR=$OLDPWD/$TAPIR ;; esac
real() {
	capture=$rules/$1.pcap
	"$TAPIR" -n -r "$capture" --rules "$rules/$1.rules" >"$tmp/out" \
	    2>"$tmp/err" || fail "$1: exit status $?"
	sed -n 's/^file \([^:]*\): .*frames /\1 /p' "$rules/$1.expected" |
	    while read -r file list; do
		want=$(echo "$list" | tr , '\n' | while IFS=- read -r a b; do
			seq -s ' ' "$a" "${b:-$a}"; done | tr '\n' ' ')
		got=$(frames "$file")
		[ "$got" = "$want" ] || echo "$file: $got, not $want"
	    done >"$tmp/wrong"
	if [ -s "$tmp/wrong" ]; then
		cat "$tmp/wrong"
		fail "$1: the files do not hold what they should"
	else
		pass
	fi
}
real servfail
real unanswered
grep -c '"rule":"unanswered".*"frame":[38],"deadline":true' err |
    grep -qx 2 && pass || { cat err; fail "unanswered: log"; }
real syn
printf '%s\n' 'no answer from 192.0.2.53:443' 'no answer from 192.0.2.53:25' \
    >want
sed -n 's/.*"message":"\([^"]*\)".*/\1/p' err | diff want - && pass ||
    fail "syn: log"
ln -s "$rules/notify.sh" notify.sh
real nxdomain
# two programs run at once, so in any order
sed -n '/asks for/p' err | sort >got
printf '%s\n' x5 xb | sed \
    's/.*/192.0.2.1 asks for many names that do not exist, the last being &.example/' |
    diff - got && pass || fail "nxdomain: exec"
finish
