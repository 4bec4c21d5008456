#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# What `make install` installs, and that `make uninstall` leaves nothing.
. "${srcdir:-.}/tests/lib.sh"

make_tmp

# The files below $tmp, without the prefix that was configured.
installed() {
	(cd "$tmp" && find . -type f -o -type l) | sed "s|^\\./*${prefix#/}/||" | sort
}

prefix=$(sed -n 's/^prefix = //p' Makefile)
if ! ${MAKE:-make} -s install DESTDIR="$tmp" >"$tmp.log" 2>&1; then
	cat "$tmp.log"
	fail "make install"
fi
rm -f "$tmp.log"
list=$(installed)
for file in bin/tapir include/tapir/plugin.h include/tapir/dissect.h \
    lib/pkgconfig/tapir.pc share/man/man1/tapir.1 \
    lib/tapir/plugins/link.so lib/tapir/plugins/net.so; do
	if echo "$list" | grep -qx "$file"; then
		pass
	else
		fail "make install installs no $file"
	fi
done
if echo "$list" | grep -v -e '^bin/tapir$' -e '^include/tapir/[a-z]*\.h$' \
    -e '^lib/pkgconfig/tapir\.pc$' -e '^share/man/man1/tapir\.1$' \
    -e '^lib/tapir/plugins/[a-z]*\.so$' -e '^share/doc/tapir/'; then
	fail "make install installs more than it should"
else
	pass
fi
${MAKE:-make} -s uninstall DESTDIR="$tmp" >/dev/null 2>&1
left=$(installed)
if [ -z "$left" ]; then
	pass
else
	fail "make uninstall leaves $left"
fi
finish
