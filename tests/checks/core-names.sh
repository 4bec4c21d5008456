#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# core/ names no protocol, neither in an identifier nor in a string: no file of
# plugins/ that registers one and no word of protocols.list.  Exceptions:
# core-names.allow.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
lists=$srcdir/tests/checks

{
	entries "$lists/protocols.list"
	find "$srcdir/plugins" -mindepth 2 -name '*.c' \
	    -exec grep -q TP_REGISTER {} ';' -exec basename {} .c ';'
} | sort -u >"$tmp/protocols"
entries "$lists/core-names.allow" | awk '{ print $1, $2 }' >"$tmp/allowed"

# Prints "FILE LINE WORD" for each protocol's name in $1: words are parted by
# all that is no letter or digit, the underscore included.  Comments are gone.
names() {
	"$CC" -fpreprocessed -dD -E "$srcdir/$1" 2>/dev/null |
	    awk -v file="$1" -v protocols="$tmp/protocols" '
	BEGIN {
		while ((getline word <protocols) > 0)
			protocol[word] = 1
	}
	/^# [0-9]+ "/ { line = $2 - 1; next }
	{
		line++
		gsub(/TP_[A-Z0-9_]+/, "")	# names of the ABI
		n = split(tolower($0), words, /[^a-z0-9]+/)
		for (i = 1; i <= n; i++)
			if (words[i] in protocol)
				print file, line, words[i]
	}'
}

for path in "$srcdir"/core/*.[ch]; do
	file=core/$(basename "$path")
	names "$file" | while read -r where line word; do
		grep -qx -e "$where $word" -e "\\* $word" "$tmp/allowed" ||
		    echo "$where:$line: $word"
	done >"$tmp/found"
	if [ -s "$tmp/found" ]; then
		cat "$tmp/found"
		fail "$file names a protocol: what knows one belongs into plugins/ (or, with a reason, into tests/checks/core-names.allow)"
	else
		pass
	fi
done
finish
