# SPDX-License-Identifier: BSD-3-Clause
#
# For test scripts, which source it: counts, and says so in the line that
# .ci/run adds up.  They run in the build tree.  `make check` sets srcdir,
# TAPIR, CC and so on; by hand, from the top of a tree built in place, the
# defaults do.
# shellcheck shell=sh

srcdir=${srcdir:-.}
TAPIR=${TAPIR:-./tapir}
CC=${CC:-cc}
NM=${NM:-nm}
OBJDUMP=${OBJDUMP:-objdump}
LC_ALL=C
TZ=GMT0
export LC_ALL TZ

passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}

skip() {
	echo "skipped: $*"
	exit 77
}

# Without a single check something is wrong with the test.
finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ] && [ "$passed" != 0 ]
	exit
}

# A folder that goes away with the script: $tmp.  Where root runs the tests,
# the user that tapir becomes may enter it.
make_tmp() {
	tmp=$(mktemp -d) || exit 99
	chmod 755 "$tmp"
	trap 'rm -rf "$tmp"' EXIT
	trap 'exit 99' HUP INT TERM
}

# A list file without its comments and empty lines.
entries() {
	sed 's/#.*//; /^[[:space:]]*$/d' "$1"
}
