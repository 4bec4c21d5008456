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

# The files of the source tree that the patterns match.
files() {
	# shellcheck disable=SC2086
	(cd "$srcdir" && ls -d $1)
}

for file in $(files 'core/*.[ch] include/tapir/*.h'); do
	listed Makefile.am "$file" "$file"
done
for file in $(files 'plugins/*/*.[ch]'); do
	listed plugins/plugins.mk "$file" "$file"
done
for file in $(files 'tests/unit/check_*.c tests/fuzz/fuzz_*.c'); do
	listed tests/tests.mk "${file%.c}" "$file"
done
for file in $(files 'tests/*.sh tests/checks/*.sh'); do
	listed tests/tests.mk "$file" "$file"
done
finish
