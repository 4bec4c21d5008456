#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Each source, header and test stands in a list of the makefiles: what is
# forgotten there is neither built nor distributed, and nobody notices.
. "${srcdir:-.}/tests/lib.sh"

# listed MAKEFILE NAME FILE
listed() {
	if grep -qE "(^|[[:space:]])$2([[:space:]]|\$)" "$srcdir/$1"; then
		pass
	else
		fail "$3 is missing in $1"
	fi
}

cd_files() {
	(cd "$srcdir" && ls "$@" 2>/dev/null)
}

for file in $(cd_files core/*.[ch] include/tapir/*.h); do
	listed Makefile.am "$file" "$file"
done
for file in $(cd_files plugins/*/*.[ch]); do
	listed plugins/plugins.mk "$file" "$file"
done
for file in $(cd_files tests/unit/check_*.c tests/fuzz/fuzz_*.c); do
	listed tests/tests.mk "${file%.c}" "$file"
done
for file in $(cd_files tests/*.sh tests/checks/*.sh); do
	listed tests/tests.mk "$file" "$file"
done
finish
