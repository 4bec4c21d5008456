#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Runs tapir over the captures of tests/golden and compares its text with
# expected/CAPTURE.SET.out, SET being a line of tests/golden/options.
# The expected files come from tcpdump; tests/golden/expect.sh makes them.
. "${srcdir:-.}/tests/lib.sh"

golden=$srcdir/tests/golden
make_tmp

# compare EXPECTED CAPTURE OPTIONS
compare() {
	# shellcheck disable=SC2086
	timeout 20 "$TAPIR" $3 -r "$golden/$2" >"$tmp/out" 2>"$tmp/err"
	status=$?
	if [ $status != 0 ]; then
		cat "$tmp/err"
		fail "$2 $3: exit status $status"
	elif grep -v '^reading from file ' "$tmp/err"; then
		fail "$2 $3: standard error is not empty"
	elif ! diff "$1" "$tmp/out" >"$tmp/diff"; then
		head -n 6 "$tmp/diff"
		fail "$2 $3: differs from $1"
	else
		pass
	fi
}

for expected in "$golden"/expected/*.out; do
	[ -f "$expected" ] || continue
	case=$(basename "$expected" .out)
	set=${case##*.}
	options=$(entries "$golden/options" |
	    awk -v set="$set" '$1 == set { $1 = ""; print }')
	if [ -z "$options" ]; then
		fail "$case: tests/golden/options has no line for $set"
	elif [ ! -f "$golden/${case%.*}" ]; then
		fail "$case: tests/golden/${case%.*} does not exist"
	else
		compare "$expected" "${case%.*}" "${options# }"
	fi
done
finish
