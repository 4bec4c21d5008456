# SPDX-License-Identifier: BSD-3-Clause
# IPv4, IPv6, ICMP, neighbours, groups, link layers of the Linux kernel

themes="$themes icmp icmp6 neighbour groups cooked vxlan srv6"

no_dad() { in_ns $1 sysctl -qw net.ipv6.conf.$2.accept_dad=${3-0}; }

icmp()
{
	local v4=198.51.100.20
	start icmp-echo
	c ping -q -c 2 -i 0.2 $v4 >/dev/null
	c ping -q -c 1 -b 192.0.2.255 -W 1 >/dev/null 2>&1
	c ping -q -c 1 -s 0 -Q 0x2e -t 9 $v4 >/dev/null
	c ping -q -c 1 -s 40 -p c0ffee -M do $v4 >/dev/null
	finish icmp

	start ip-options
	c ping -q -c 1 -R $v4 >/dev/null
	c ping -q -c 1 -T tsonly $v4 >/dev/null
	c ping -q -c 1 -T tsandaddr $v4 >/dev/null
	c ping -q -c 1 -T tsprespec 192.0.2.1 198.51.100.20 -W 1 $v4 >/dev/null
	c sysctl -qw net.ipv4.conf.all.accept_source_route=1
	r sysctl -qw net.ipv4.conf.all.accept_source_route=1 net.ipv4.conf.r0.accept_source_route=1
	c traceroute -n -N 1 -q 1 -w 1 -m 2 -g 192.0.2.1 $v4 >/dev/null
	finish 'icmp or udp'

	start ip-fragments
	c ping -q -c 1 -s 3000 $v4 >/dev/null
	c ping -q -c 1 -s 1473 $v4 >/dev/null
	r ip link set r1 mtu 600
	c ping -q -c 1 -s 1000 -W 1 -M do $v4 >/dev/null
	c ping -q -c 1 -s 1000 -W 1 -M dont $v4 >/dev/null
	finish icmp
	r ip link set r1 mtu 1500

	start icmp-errors
	c bash -c 'echo closed >/dev/udp/198.51.100.20/9'
	r ip route add unreachable 203.0.113.1
	r ip route add prohibit 203.0.113.2
	r ip route add blackhole 203.0.113.3
	c ping -q -c 1 -W 1 203.0.113.1 >/dev/null
	c ping -q -c 1 -W 1 203.0.113.2 >/dev/null
	c ping -q -c 1 -W 1 203.0.113.4 >/dev/null
	c ping -q -c 1 -W 1 -t 1 $v4 >/dev/null
	c timeout 1 bash -c 'echo >/dev/tcp/203.0.113.2/80' 2>/dev/null
	r ip route add 203.0.113.5 via 198.51.100.77
	r sysctl -qw net.ipv4.neigh.r1.retrans_time_ms=200
	c ping -q -c 1 -W 2 203.0.113.5 >/dev/null
	s nft -f - <<'RULES'
table ip refuse { chain incoming {
	 type filter hook input priority 0;
udp dport 1001 reject with icmp type net-unreachable
	udp dport 1002 reject with icmp type host-unreachable
	udp dport 1003 reject with icmp type prot-unreachable
	udp dport 1004 reject with icmp type net-prohibited
	udp dport 1005 reject with icmp type host-prohibited
	udp dport 1006 reject with icmp type admin-prohibited
	tcp dport 1007 reject with tcp reset
	tcp dport 1008 reject with icmp type admin-prohibited
}
}
RULES
	s sysctl -qw net.ipv4.icmp_ratelimit=0
	local p
	for p in 1001 1002 1003 1004 1005 1006; do
		c bash -c "echo refused >/dev/udp/198.51.100.20/$p"
	done
	c timeout 1 bash -c 'echo >/dev/tcp/198.51.100.20/1007' 2>/dev/null
	c timeout 1 bash -c 'echo >/dev/tcp/198.51.100.20/1008' 2>/dev/null
	finish 'icmp or udp or tcp'

	start icmp-redirect
	c ip addr add 192.0.2.77/24 dev c0
	r ip route add 203.0.113.8 via 192.0.2.77
	c ping -q -c 2 -i 0.3 -W 1 203.0.113.8 >/dev/null
	finish icmp

	start traceroute
	c traceroute -n -m 3 -N 1 -q 2 -w 1 $v4 >/dev/null
	c traceroute -n -m 3 -N 1 -q 1 -w 1 -I $v4 >/dev/null
	c traceroute -n -m 3 -N 1 -q 1 -w 1 -T -p 80 $v4 >/dev/null
	finish 'icmp or udp or tcp'
}

icmp6()
{
	local v6=2001:db8:2::20
	start icmp6-echo
	c ping -6 -q -c 2 -i 0.2 $v6 >/dev/null
	c ping -6 -q -c 1 ff02::1%c0 >/dev/null
	c ping -6 -q -c 1 -F 0x12345 -Q 0xb8 -t 3 $v6 >/dev/null
	finish icmp6

	start ip6-fragments
	c ping -6 -q -c 1 -s 3000 $v6 >/dev/null
	c ping -6 -q -c 1 -s 1453 $v6 >/dev/null
	r ip link set r1 mtu 1280
	c ping -6 -q -c 2 -i 0.3 -s 1400 -W 1 $v6 >/dev/null
	finish 'icmp6 or ip6[6] == 44'
	r ip link set r1 mtu 1500

	start icmp6-errors
	c bash -c 'echo closed >/dev/udp/2001:db8:2::20/9'
	r ip -6 route add unreachable 2001:db8:9::1
	r ip -6 route add prohibit 2001:db8:9::2
	c ping -6 -q -c 1 -W 1 2001:db8:9::1 >/dev/null
	c ping -6 -q -c 1 -W 1 2001:db8:9::2 >/dev/null
	c ping -6 -q -c 1 -W 1 2001:db8:9::3 >/dev/null
	c ping -6 -q -c 1 -W 1 -t 1 $v6 >/dev/null
	c ping -6 -q -c 1 -W 4 2001:db8:2::99 >/dev/null
	c ping -6 -q -c 1 -W 1 -I c0 -t 9 fe80::99 >/dev/null 2>&1
	finish 'udp or (icmp6 and ip6[40] != 135 and ip6[40] != 136 and ip6[40] != 143)'

	start traceroute6
	c traceroute -6 -n -m 3 -N 1 -q 1 -w 1 $v6 >/dev/null
	c traceroute -6 -n -m 3 -N 1 -q 1 -w 1 -T -p 80 $v6 >/dev/null
	finish 'icmp6 or udp or tcp'

	start icmp6-redirect
	r ip -6 route add 2001:db8:9::8 via fe80::ff:fe00:c dev r0
	c ping -6 -q -c 2 -i 0.3 -W 1 2001:db8:9::8 >/dev/null
	finish icmp6 1-30
}

neighbour()
{
	# the rest of it needs a link that comes up under the capture
	start ipv6-start
	no_dad $client c0 1
	c ip link set c0 down
	c sysctl -qw net.ipv6.conf.c0.router_solicitations=2 net.ipv6.conf.c0.accept_ra=2
	cat >$tmp/radvd.conf <<'CONF'
interface r0 {
	AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4;
	AdvManagedFlag on; AdvOtherConfigFlag on; AdvLinkMTU 1400;
	AdvReachableTime 30000; AdvRetransTimer 1000; AdvCurHopLimit 63;
	AdvDefaultPreference high; AdvSourceLLAddress on;
	AdvIntervalOpt on; AdvHomeAgentFlag on; AdvHomeAgentInfo on;
	HomeAgentLifetime 1800; HomeAgentPreference 10;
	prefix 2001:db8:1::/64 { AdvOnLink on; AdvAutonomous on; AdvRouterAddr on; };
	prefix 2001:db8:7::/64 { AdvOnLink off; AdvValidLifetime infinity; AdvPreferredLifetime 600; };
	route 2001:db8:f::/48 { AdvRoutePreference low; AdvRouteLifetime 1200; };
	route ::/0 { AdvRoutePreference medium; };
	RDNSS 2001:db8:2::20 2001:db8:2::21 { AdvRDNSSLifetime 600; };
	DNSSL example.com example.net { AdvDNSSLLifetime 600; };
};
CONF
	chmod 644 $tmp/radvd.conf
	daemon $router radvd -n -C $tmp/radvd.conf -p $tmp/radvd.pid -m stderr
	sleep 0.5
	c ip link set c0 up
	sleep 5
	c rdisc6 -q -1 c0 >/dev/null 2>&1
	c ndisc6 -q -1 fe80::ff:fe00:1 c0 >/dev/null 2>&1
	c ip addr add 2001:db8:1::10/64 dev c0
	sleep 2
	stop_daemons
	finish 'ip6' 1-60

	start arp
	c arping -q -c 2 -w 1 -I c0 192.0.2.1
	c arping -q -c 1 -w 1 -D -I c0 192.0.2.1
	c arping -q -c 1 -w 1 -U -I c0 192.0.2.10
	c arping -q -c 1 -w 1 -A -I c0 192.0.2.10
	c ip neigh flush dev c0
	c ping -q -c 1 192.0.2.1 >/dev/null
	c ping -q -c 1 -W 1 192.0.2.200 >/dev/null
	finish 'arp'
}

# join VERSION-OF-IGMP VERSION-OF-MLD
join()
{
	c sysctl -qw net.ipv4.conf.c0.force_igmp_version=$1 net.ipv6.conf.c0.force_mld_version=$2
	c timeout 9 python3 -c "
import socket, struct, time
group, me = socket.inet_aton('233.252.0.1'), socket.inet_aton('192.0.2.10')
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(0, 35, group + me); time.sleep(1.3)
s.setsockopt(0, 36, group + me)
if $1 == 3:
    s.setsockopt(0, 39, socket.inet_aton('233.252.0.2') + me + socket.inet_aton('198.51.100.20'))
    s.setsockopt(0, 39, socket.inet_aton('233.252.0.2') + me + socket.inet_aton('198.51.100.21'))
    time.sleep(.6)
    s.setsockopt(0, 40, socket.inet_aton('233.252.0.2') + me + socket.inet_aton('198.51.100.20'))
s6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
join = socket.inet_pton(socket.AF_INET6, 'ff0e::db8:1') + struct.pack('I', socket.if_nametoindex('c0'))
s6.setsockopt(41, 20, join); time.sleep(1.3)
s6.setsockopt(41, 21, join); time.sleep(.6)
"
}

groups()
{
	# a bridge that queries, as a router would
	r ip link add br0 type bridge mcast_querier 1 mcast_snooping 1 \
	    mcast_query_interval 150 mcast_query_response_interval 50 \
	    mcast_startup_query_interval 150 mcast_startup_query_count 2
	r ip link set r0 master br0
	r ip link set br0 address 02:00:00:00:00:01
	r ip addr add 192.0.2.1/24 dev br0
	no_dad $router br0
	start igmp
	r ip link set br0 type bridge mcast_igmp_version 3 mcast_mld_version 2
	r ip link set br0 up
	sleep 2
	join 3 2
	r ip link set br0 type bridge mcast_igmp_version 2 mcast_mld_version 1
	join 2 1
	join 1 1
	finish 'igmp'
	start mld
	r ip link set br0 type bridge mcast_igmp_version 3 mcast_mld_version 2
	join 3 2
	r ip link set br0 type bridge mcast_igmp_version 2 mcast_mld_version 1
	join 2 1
	finish 'ip6[6] == 0 and (ip6[48] == 143 or (ip6[48] >= 130 and ip6[48] <= 132))'
}

cooked()
{
	local v link
	for v in 1 2; do
		link=LINUX_SLL
		[ $v = 1 ] || link=LINUX_SLL2
		start cooked-v$v $client any -y $link
		c ip neigh flush dev c0
		c ping -q -c 1 198.51.100.20 >/dev/null
		c ping -6 -q -c 1 2001:db8:2::20 >/dev/null
		c ping -q -c 1 127.0.0.1 >/dev/null
		c arping -q -c 1 -w 1 -I c0 192.0.2.1
		c ping -q -c 1 -b 192.0.2.255 -W 1 >/dev/null 2>&1
		c ping -6 -q -c 1 ff02::1%c0 >/dev/null
		finish
	done
}

vxlan()
{
	c ip link add x0 address 02:00:00:00:01:0c type vxlan id 42 local 192.0.2.10 \
	    remote 198.51.100.20 dstport 4789 noudpcsum
	s ip link add x0 address 02:00:00:00:01:0e type vxlan id 42 local 198.51.100.20 \
	    remote 192.0.2.10 dstport 4789 udpcsum
	c ip link add x6 address 02:00:00:00:02:0c type vxlan id 0xabcdef \
	    local 2001:db8:1::10 remote 2001:db8:2::20 dstport 8472 gbp
	s ip link add x6 address 02:00:00:00:02:0e type vxlan id 0xabcdef \
	    local 2001:db8:2::20 remote 2001:db8:1::10 dstport 8472 gbp
	local d
	for d in x0 x6; do
		c sysctl -qw net.ipv6.conf.$d.router_solicitations=0
		quiet_link $client $d
		quiet_link $server $d
	done
	c ip addr add 10.0.0.1/24 dev x0
	s ip addr add 10.0.0.2/24 dev x0
	c ip addr add 10.0.6.1/24 dev x6
	s ip addr add 10.0.6.2/24 dev x6
	s nft -f - <<'RULES'
table ip marks { chain outgoing {
	 type filter hook output priority 0; ip daddr 10.0.6.1 meta mark set 0x123
}
}
RULES
	sleep 2
	start vxlan
	c ping -q -c 2 -i 0.2 10.0.0.2 >/dev/null
	c bash -c 'echo >/dev/tcp/10.0.0.2/7' 2>/dev/null
	c ping -q -c 1 10.0.6.2 >/dev/null
	c ping -6 -q -c 1 fe80::ff:fe00:20e%x6 >/dev/null
	c bash -c 'echo closed >/dev/udp/10.0.6.2/9'
	finish 'udp'
}

srv6()
{
	local ns
	for ns in $client $router $server; do
		in_ns $ns sysctl -qw net.ipv6.conf.all.seg6_enabled=1
	done
	c sysctl -qw net.ipv6.conf.c0.seg6_enabled=1
	r sysctl -qw net.ipv6.conf.r0.seg6_enabled=1 net.ipv6.conf.r1.seg6_enabled=1
	s sysctl -qw net.ipv6.conf.s0.seg6_enabled=1
	start srv6
	c ip -6 route add 2001:db8:2::20/128 encap seg6 mode inline segs 2001:db8:1::1 dev c0
	c ping -6 -q -c 1 -W 1 2001:db8:2::20 >/dev/null
	c ip -6 route del 2001:db8:2::20/128
	c ip -6 route add 2001:db8:2::20/128 encap seg6 mode encap segs 2001:db8:1::1,2001:db8:2::20 dev c0
	c ping -6 -q -c 1 -W 1 2001:db8:2::20 >/dev/null
	finish 'ip6[6] == 43 or (icmp6 and ip6[40] == 129)'
}
