#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The kept corpora of the fuzz targets of expressions, each file once.
# shellcheck disable=SC2086
. "${srcdir:-.}/tests/lib.sh"

make_tmp
for name in expr_parse expr_eval; do
	program=tests/fuzz/fuzz_$name
	if ! ${MAKE:-make} $program >"$tmp/log" 2>&1; then
		tail -n 5 "$tmp/log"
		fail "$program does not build"
	elif find "$srcdir/tests/fuzz/$name" -type f -exec "$program" {} + \
	    >"$tmp/log" 2>"$tmp/err"; then
		pass
	else
		tail -n 5 "$tmp/log" "$tmp/err"
		fail "$program: what the corpus holds"
	fi
done
finish
