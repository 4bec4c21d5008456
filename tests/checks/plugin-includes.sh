#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# plugins/ includes <tapir/...>, what plugin-includes.allow names, and headers
# of its own; the public headers include the C library's and each other.
. "${srcdir:-.}/tests/lib.sh"

allow=$srcdir/tests/checks/plugin-includes.allow

# The arguments of #include in file $1, as written.
includes() {
	sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*\([<"][^>"]*[>"]\).*/\1/p' "$1"
}

# May file $1 include <$2>?
allowed() {
	entries "$allow" | while read -r pattern header; do
		[ "$header" = "$2" ] || continue
		# shellcheck disable=SC2254
		case $1 in
		$pattern) echo yes ;;
		esac
	done | grep -q yes
}

check_include() {
	file=$1
	what=$(printf '%s' "$2" | tr -d '<>"')
	case $2 in
	\<tapir/*\>)
		[ -f "$srcdir/include/$what" ]
		;;
	\<*\>)
		allowed "$file" "$what"
		;;
	\"*..*\" | \"/*\")
		false
		;;
	\"*\")
		case $file in
		plugins/*) [ -f "$srcdir/$(dirname "$file")/$what" ] ;;
		*) false ;;
		esac
		;;
	esac
}

files=$(cd "$srcdir" && find plugins include/tapir -name '*.[ch]' | sort)
for file in $files; do
	bad=
	for include in $(includes "$srcdir/$file"); do
		check_include "$file" "$include" || bad="$bad $include"
	done
	if [ -z "$bad" ]; then
		pass
	else
		fail "$file includes$bad; what a plugin may include stands in tests/checks/plugin-includes.allow"
	fi
done
finish
