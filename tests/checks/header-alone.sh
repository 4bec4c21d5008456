#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Each public header compiles alone as C11, and the ABI as C++17 as well,
# without a warning.
. "${srcdir:-.}/tests/lib.sh"

make_tmp

# try NAME HEADER COMMAND...
try() {
	name=$1
	header=$2
	shift 2
	if "$@" -Wall -Wextra -pedantic -Werror -fsyntax-only \
	    -I"$srcdir/include" "$tmp/alone.c" 2>"$tmp/err"; then
		pass
	else
		cat "$tmp/err"
		fail "<tapir/$header> does not compile alone as $name"
	fi
}

for path in "$srcdir"/include/tapir/*.h; do
	header=$(basename "$path")
	echo "#include <tapir/$header>" >"$tmp/alone.c"
	# shellcheck disable=SC2086
	try C11 "$header" $CC -std=c11 -x c
done
if [ "${CXX:-:}" != : ]; then
	echo '#include <tapir/plugin.h>' >"$tmp/alone.c"
	# shellcheck disable=SC2086
	try C++17 plugin.h $CXX -std=c++17 -x c++
fi
finish
