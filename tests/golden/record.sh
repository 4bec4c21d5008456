#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
#
# Record the golden captures again: real programs in network namespaces that
# this script makes and removes.  Needs root and the packages named in README.
#
#	record.sh [-o DIRECTORY] [THEME ...]
#
# A theme is a function in record/*.sh; without one, all are recorded.  The
# captures differ from run to run in ports, identifiers, keys and times, so
# what expects something of them must be looked at after a new recording.
#
# client ---- 192.0.2.0/24 ---- router ---- 198.51.100.0/24 ---- server
#        c0   2001:db8:1::/64  r0      r1   2001:db8:2::/64  s0

set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$here
client=golden-client router=golden-router server=golden-server
dumper=0
tmp=$(mktemp -d /tmp/golden.XXXXXX)
themes=

die()
{
	echo "record.sh: $*" >&2
	exit 1
}

cleanup()
{
	stop_daemons
	local ns
	for ns in $client $router $server; do
		ip netns del $ns 2>/dev/null
	done
	rm -rf "$tmp"
}

# in NAMESPACE COMMAND: with a host name that tells nothing of this machine
in_ns()
{
	local ns=$1
	shift
	ip netns exec "$ns" unshare --uts sh -c \
	    'hostname "${0#golden-}"; exec "$@"' "$ns" "$@"
}

c() { in_ns $client "$@"; }
r() { in_ns $router "$@"; }
s() { in_ns $server "$@"; }

# daemon NAMESPACE COMMAND: in the background, until stop_daemons
daemon()
{
	in_ns "$@" >>"$tmp/daemon.log" 2>&1 &
}

# All that still runs in the namespaces, and only that, but for the capture
stop_daemons()
{
	local ns pids n=0
	while pids=$(for ns in $client $router $server; do
		ip netns pids $ns 2>/dev/null
	done | grep -vx "$dumper") && [ -n "$pids" ] && [ $n -lt 50 ]; do
		[ $((n % 10)) -ne 0 ] || kill $pids 2>/dev/null
		sleep 0.05
		n=$((n + 1))
	done
	[ -z "$pids" ] || kill -KILL $pids 2>/dev/null
}

# Offloads off: frames as they would be on a wire, checksums included.
quiet_link()
{
	in_ns "$1" ethtool -K "$2" tx off rx off tso off gso off gro off \
	    >/dev/null 2>&1
	in_ns "$1" ip link set "$2" up
}

topology()
{
	local ns
	for ns in $client $router $server; do
		ip netns del $ns 2>/dev/null
		ip netns add $ns || die "cannot make a network namespace (not root?)"
		in_ns $ns sysctl -qw net.ipv6.conf.default.accept_dad=0 \
		    net.ipv6.conf.all.router_solicitations=0 \
		    net.ipv6.conf.default.router_solicitations=0
		in_ns $ns ip link set lo up
	done
	ip link add c0 netns $client address 02:00:00:00:00:0c type veth \
	    peer name r0 netns $router address 02:00:00:00:00:01
	ip link add s0 netns $server address 02:00:00:00:00:0e type veth \
	    peer name r1 netns $router address 02:00:00:00:00:02
	r sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
	quiet_link $client c0
	quiet_link $router r0
	quiet_link $router r1
	quiet_link $server s0
	c ip addr add 192.0.2.10/24 dev c0
	c ip addr add 2001:db8:1::10/64 dev c0
	r ip addr add 192.0.2.1/24 dev r0
	r ip addr add 2001:db8:1::1/64 dev r0
	r ip addr add 198.51.100.1/24 dev r1
	r ip addr add 2001:db8:2::1/64 dev r1
	s ip addr add 198.51.100.20/24 dev s0
	s ip addr add 2001:db8:2::20/64 dev s0
	c ip route add default via 192.0.2.1
	c ip -6 route add default via 2001:db8:1::1
	s ip route add default via 198.51.100.1
	s ip -6 route add default via 2001:db8:2::1
	sleep 1
	c ping -q -c 1 -W 2 198.51.100.20 >/dev/null || die "no way to the server"
	c ping -q -c 1 -W 2 2001:db8:2::20 >/dev/null || die "no IPv6 way to the server"
}

# start NAME [NAMESPACE INTERFACE [TCPDUMP-ARGUMENT ...]]: begin a capture
start()
{
	name=$1
	local ns=${2-$client} dev=${3-c0} n=0
	shift $(($# > 3 ? 3 : $#))
	ip netns exec $ns tcpdump -Z root -n -i "$dev" --immediate-mode -U \
	    -w "$tmp/$name.raw" "$@" 2>"$tmp/$name.err" &
	dumper=$!
	until grep -qs listening "$tmp/$name.err"; do
		sleep 0.1
		n=$((n + 1))
		[ $n -lt 50 ] || die "$name: $(cat "$tmp/$name.err")"
	done
}

# finish [FILTER [FRAMES]]: end it, keep what the filter and the frame list take
finish()
{
	sleep 0.5
	kill -INT $dumper
	wait $dumper
	dumper=0
	tcpdump -r "$tmp/$name.raw" -w "$tmp/$name.cut" ${1-} 2>/dev/null
	if [ $# -gt 1 ]; then
		editcap -F pcap -r "$tmp/$name.cut" "$out/$name.pcap" $2
	else
		cp "$tmp/$name.cut" "$out/$name.pcap"
	fi
	printf '%-24s %4d frames %6d bytes\n' "$name" \
	    "$(tcpdump -n -r "$out/$name.pcap" --count 2>/dev/null | cut -d' ' -f1)" \
	    "$(stat -c %s "$out/$name.pcap")"
}

# await COMMAND: until it succeeds, five seconds at most
await()
{
	local n=0
	until "$@" >/dev/null 2>&1; do
		sleep 0.1
		n=$((n + 1))
		[ $n -lt 50 ] || die "waited in vain for: $*"
	done
}

for file in "$here"/record/*.sh; do
	. "$file"
done

if [ "${1-}" = -o ]; then
	out=$2
	mkdir -p "$out"
	shift 2
fi
trap cleanup EXIT
trap 'exit 1' INT TERM
for theme in ${@:-$themes}; do
	[ "$(type -t "$theme")" = function ] || die "no theme $theme; there are: $themes"
	topology
	"$theme"
	stop_daemons
done
