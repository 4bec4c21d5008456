#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# A plugin exports tp_plugin and nothing else, is linked with allowed libraries
# alone, and finds there whatever it imports: nothing comes from the program.
. "${srcdir:-.}/tests/lib.sh"

{ command -v "$NM" && command -v "$OBJDUMP"; } >/dev/null ||
    skip "nm and objdump are in the package binutils"
if "$NM" -D "$TAPIR" | grep -q '__asan_init'; then
	skip "a plugin built with sanitizers imports their runtime"
fi
make_tmp
allow=$srcdir/tests/checks/plugin-libs.allow

# What library $2 may plugin $1 be linked with?
lib_allowed() {
	entries "$allow" | awk -v plugin="$1" -v lib="$2" '
	    ($1 == "*" || $1 == plugin) && $2 == lib { found = 1 }
	    END { exit !found }'
}

check_exports() {
	exports=$("$NM" -D --defined-only "$1" | awk '{ print $NF }' | tr '\n' ' ')
	if [ "$exports" = "tp_plugin " ]; then
		pass
	else
		fail "$1 exports: $exports; only tp_plugin is allowed (make the rest static)"
	fi
}

check_libs() {
	bad=
	for lib in $("$OBJDUMP" -p "$1" | awk '$1 == "NEEDED" { print $2 }'); do
		lib_allowed "$(basename "$1" .so)" "$lib" || bad="$bad $lib"
	done
	if [ -z "$bad" ]; then
		pass
	else
		fail "$1 is linked with$bad; tests/checks/plugin-libs.allow does not say so"
	fi
}

check_imports() {
	ldd "$1" | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// { print $1 }' |
	    xargs "$NM" -D --defined-only | awk '{ sub(/@.*/, "", $NF); print $NF }' |
	    sort -u >"$tmp/offered"
	# Weak ones (v, w) may stay undefined.
	"$NM" -D --undefined-only "$1" |
	    awk '$1 == "U" { sub(/@.*/, "", $2); print $2 }' | sort -u >"$tmp/wanted"
	missing=$(comm -23 "$tmp/wanted" "$tmp/offered" | tr '\n' ' ')
	if [ -z "$missing" ]; then
		pass
	else
		fail "$1 imports from the program: $missing"
	fi
}

for plugin in plugins/*.so plugins/hosts/*.so; do
	[ -f "$plugin" ] || continue
	check_exports "$plugin"
	check_libs "$plugin"
	check_imports "$plugin"
done
exported=$("$NM" -D --defined-only "$TAPIR" | awk '$NF ~ /^tp_/ { print $NF }' | tr '\n' ' ')
if [ -z "$exported" ]; then
	pass
else
	fail "$TAPIR exports to plugins: $exported"
fi
finish
