#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Makes ./configure.  On Debian and what derives from it, it first installs
# the packages named in build-deps, if asked to.
set -eu

usage() {
	cat <<-'END'
	usage: ./autogen.sh [--deps | --test-deps]
	  --deps       first install the Debian packages that the build needs
	  --test-deps  and those that `make check` needs
	END
}

die() {
	echo "autogen.sh: $*" >&2
	exit 1
}

# The packages of the groups $* that are not installed yet.
missing() {
	for group; do
		awk -v group="$group" '$1 == group { print $2 }' build-deps
	done | while read -r package; do
		dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null |
		    grep -q '^installed$' || echo "$package"
	done
}

install_missing() {
	packages=$(missing "$@")
	[ -n "$packages" ] || return 0
	list=$(echo "$packages" | tr '\n' ' ')
	command -v apt-get >/dev/null ||
	    die "no apt-get here; install what corresponds to: $list"
	root=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null ||
		    die "run as root or with sudo, or install: $list"
		root=sudo
	fi
	echo "autogen.sh: installing $list"
	# shellcheck disable=SC2086
	$root env DEBIAN_FRONTEND=noninteractive sh -ec '
		apt-get -q update
		apt-get -qy install --no-install-recommends "$@"' sh \
	    $packages </dev/null
}

cd "$(dirname "$0")"
case ${1-} in
'')
	;;
--deps)
	install_missing build
	;;
--test-deps)
	install_missing build test
	;;
-h|--help)
	usage
	exit 0
	;;
*)
	usage >&2
	exit 2
	;;
esac
command -v autoreconf >/dev/null ||
    die "autoconf and automake are missing; ./autogen.sh --deps installs them"
mkdir -p m4
autoreconf --install --force
echo "autogen.sh: now run ./configure"
