#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Has the binary ABI of <tapir/plugin.h> changed against what is recorded in
# plugin-abi.xml (types, by libabigail) and plugin-abi.constants (enumerators
# and macros, which debug information does not hold)?
#
# --record (make abi-record) records it anew, and the kept plugin with it.
# Until 1.0 that takes a new TP_ABI_MINOR; from 1.0 on, additions only.
. "${srcdir:-.}/tests/lib.sh"

abi=$srcdir/tests/abi
header=$srcdir/include/tapir/plugin.h
make_tmp

# "NAME VALUE" of every enumerator of plugin.h and of the ABI's version.
constants() {
	{
		echo '#include <stdio.h>'
		echo '#include <tapir/plugin.h>'
		echo 'int main(void) {'
		{
			echo 'TP_ABI_MAGIC TP_ABI_MAJOR TP_ABI_MINOR'
			# What the preprocessor leaves of the header itself.
			# shellcheck disable=SC2086
			$CC -E -I"$srcdir/include" "$header" |
			    sed -n '/^# [0-9]* ".*plugin\.h"/,/^# [0-9]* ".*[^n]\.h"/p' |
			    grep -v '^#' | tr '\n' ' ' |
			    grep -o 'enum {[^}]*}'
		} | grep -o '\bTP_[A-Z0-9_]*\b' |
		    sed 's/.*/printf("%s %lld\\n", "&", (long long)&);/'
		echo 'return 0; }'
	} >"$tmp/constants.c"
	# shellcheck disable=SC2086
	$CC -I"$srcdir/include" -o "$tmp/constants" "$tmp/constants.c" &&
	    "$tmp/constants"
}

# No folder of this machine ends up in the debug information.
anchor() {
	# shellcheck disable=SC2086
	(cd "$srcdir" && $CC -g -O0 -shared -fPIC -fvisibility=hidden \
	    -fdebug-prefix-map="$PWD"=. -Iinclude -o "$tmp/anchor.so" \
	    tests/abi/anchor.c)
}

version() {
	awk '$1 == "TP_ABI_MAJOR" { major = $2 }
	    $1 == "TP_ABI_MINOR" { minor = $2 }
	    END { print major "." minor }' "$1"
}

# Every struct and handle of the header is in anchor.c.
unanchored() {
	{
		sed -n 's/^} \(tp_[a-z_]*\);$/\1/p' "$header"
		sed -n 's/^struct \(tp_[a-z_]*\) {.*/\1/p' "$header"
		sed -n 's/^typedef .*[ *]\(tp_[a-z_]*\);.*/\1/p' "$header"
	} | sort -u | while read -r type; do
		grep -q "\\b$type\\b" "$abi/anchor.c" || echo "$type"
	done
}

record() {
	if [ -f "$abi/plugin-abi.constants" ] &&
	    [ "$(version "$abi/plugin-abi.constants")" = "$(version "$tmp/now")" ]; then
		echo "abi.sh: ABI $(version "$tmp/now") is recorded already: raise TP_ABI_MINOR in include/tapir/plugin.h" >&2
		exit 1
	fi
	set -e
	abidw --no-corpus-path --no-comp-dir-path --short-locs \
	    --no-show-locs --out-file "$abi/plugin-abi.xml" "$tmp/anchor.so"
	cp "$tmp/now" "$abi/plugin-abi.constants"
	"$abi/kept.sh" --record
	echo "recorded ABI $(version "$tmp/now") in tests/abi"
	exit
}

command -v abidiff >/dev/null ||
    skip "abidiff is not installed: it is in Debian's package abigail-tools"
anchor || exit 99
constants >"$tmp/now" || exit 99
[ "${1-}" != --record ] || record

advice="an ABI change has to be meant: raise TP_ABI_MINOR, then make abi-record"
if abidiff --no-show-locs "$abi/plugin-abi.xml" "$tmp/anchor.so" >"$tmp/diff"; then
	pass
else
	cat "$tmp/diff"
	fail "the types of plugin.h differ from tests/abi/plugin-abi.xml; $advice"
fi
if diff "$abi/plugin-abi.constants" "$tmp/now"; then
	pass
else
	fail "the constants of plugin.h differ from tests/abi/plugin-abi.constants; $advice"
fi
missing=$(unanchored | tr '\n' ' ')
if [ -z "$missing" ]; then
	pass
else
	fail "tests/abi/anchor.c takes no $missing"
fi
finish
