#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The kept corpora of the fuzz targets, each file once: findings that were
# mended stay so.  FUZZ_BUILD names another build tree whose programs are to
# run them, RUNS how many changed ones each of them gets besides.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
build=${FUZZ_BUILD:-.}
last=$tmp/last

# replay PROGRAM FOLDER: the files in it, not below it.
replay() {
	if find "$2" -maxdepth 1 -type f -exec "$build/$1" \
	    "-runs=${RUNS:-0}" -last="$last" {} + >"$tmp/log" 2>"$tmp/err"
	then
		pass
	else
		tail -n 40 "$tmp/log" "$tmp/err"
		fail "$1: what $2 holds${RUNS:+, or what was made of it:}"
		# the input behind its length
		[ -z "${RUNS-}" ] || od -v -An -tx1 -N 4096 "$last"
	fi
}

programs=
for source in "$srcdir"/tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	case $name in
	fuzz_lua*)
		[ -f "$build/plugins/hosts/lua.so" ] || continue
		;;
	esac
	programs="$programs tests/fuzz/$name"
done
# shellcheck disable=SC2086
if ! ${MAKE:-make} -C "$build" $programs >"$tmp/log" 2>&1; then
	tail -n 5 "$tmp/log"
	fail "the fuzz targets do not build"
	finish
fi

for program in $programs; do
	folder=$srcdir/tests/fuzz/${program#tests/fuzz/fuzz_}
	if [ -d "$folder" ]; then
		replay "$program" "$folder"
	else
		fail "there is no corpus of $program"
	fi
done
for folder in "$srcdir"/tests/fuzz/dissector/*/; do
	TAPIR_FUZZ=$(basename "$folder")
	export TAPIR_FUZZ
	replay tests/fuzz/fuzz_dissector "$folder"
done
finish
