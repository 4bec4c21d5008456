#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# What `make install` installs, and that `make uninstall` leaves nothing.
. "${srcdir:-.}/tests/lib.sh"

make_tmp

# The folders of this test, whatever was configured.
install() {
	${MAKE:-make} -s "$1" DESTDIR="$tmp" prefix=/p exec_prefix=/p \
	    bindir=/p/bin libdir=/p/lib includedir=/p/include \
	    datarootdir=/p/share mandir=/p/share/man docdir=/p/share/doc/tapir
}

installed() {
	(cd "$tmp" && find . -type f -o -type l) | sed 's|^\./p/||' | sort
}

if ! log=$(install install 2>&1); then
	echo "$log"
	fail "make install"
fi
list=$(installed)
for file in bin/tapir include/tapir/plugin.h include/tapir/dissect.h include/tapir/event.h \
    lib/pkgconfig/tapir.pc share/man/man1/tapir.1 share/man/man7/tapir-rules.7 \
    lib/tapir/plugins/link.so lib/tapir/plugins/net.so; do
	if echo "$list" | grep -qx "$file"; then
		pass
	else
		fail "make install installs no $file"
	fi
done
if echo "$list" | grep -v -e '^bin/tapir$' -e '^include/tapir/[a-z_]*\.h$' \
    -e '^lib/pkgconfig/tapir\.pc$' -e '^share/man/man1/tapir\.1$' \
    -e '^share/man/man7/tapir-rules\.7$' \
    -e '^share/tapir/triggers/[a-z-]*\.lua$' \
    -e '^lib/tapir/plugins/\(hosts/\)\?[a-z]*\.so$' -e '^share/doc/tapir/'; then
	fail "make install installs more than it should"
else
	pass
fi
install uninstall >/dev/null 2>&1
left=$(installed)
if [ -z "$left" ]; then
	pass
else
	fail "make uninstall leaves $left"
fi
finish
