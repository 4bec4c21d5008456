# SPDX-License-Identifier: BSD-3-Clause
# What hosts ask for at start: DHCPv4, DHCPv6, the time

themes="$themes dhcp4 dhcp6 ntp"

dhcp4()
{
	cat >$tmp/dhcpd.conf <<'CONF'
authoritative; ddns-update-style none; server-name "boot.example.com";
option domain-name "example.com"; option domain-name-servers 198.51.100.20, 198.51.100.21;
option ntp-servers 198.51.100.20; option netbios-name-servers 192.0.2.5; option netbios-node-type 8;
option rfc3442 code 121 = array of unsigned integer 8;
option domain-search "example.com", "sub.example.com", "example.net";
option vendor-encapsulated-options 01:04:c0:00:02:01:ff;
option tftp-server-name "boot.example.com"; option time-offset -3600;
option interface-mtu 1400; option static-routes 10.0.0.0 192.0.2.1;
default-lease-time 4; max-lease-time 60; min-lease-time 4;
option dhcp-renewal-time 2; option dhcp-rebinding-time 3;
subnet 192.0.2.0 netmask 255.255.255.0 {
	range 192.0.2.100 192.0.2.110; range dynamic-bootp 192.0.2.120 192.0.2.121;
	option routers 192.0.2.1; option broadcast-address 192.0.2.255;
	option rfc3442 24,10,0,5,192,0,2,1, 0,192,0,2,1;
	filename "pxelinux.0"; next-server 192.0.2.2;
}
subnet 198.51.100.0 netmask 255.255.255.0 { }
CONF
	cat >$tmp/dhclient.conf <<'CONF'
send host-name "client"; send vendor-class-identifier "golden";
send dhcp-client-identifier "client-1"; send dhcp-lease-time 4;
send fqdn.fqdn "client.example.com"; send fqdn.encoded off; send fqdn.server-update on;
option rfc3442 code 121 = array of unsigned integer 8;
request subnet-mask, broadcast-address, time-offset, routers, rfc3442,
	domain-name, domain-name-servers, domain-search, host-name,
	netbios-name-servers, netbios-scope, interface-mtu, ntp-servers,
	tftp-server-name, vendor-encapsulated-options, static-routes,
	dhcp-renewal-time, dhcp-rebinding-time;
CONF
	printf '#!/bin/sh\nexit 0\n' >$tmp/script
	chmod 755 $tmp $tmp/script
	chmod 644 $tmp/dhc*
	: >$tmp/leases
	daemon $router dhcpd -f -d -cf $tmp/dhcpd.conf -lf $tmp/leases -pf $tmp/dhcpd.pid r0
	sleep 1.5
	local run="dhclient -4 -cf $tmp/dhclient.conf -lf $tmp/client.leases -pf $tmp/dhclient.pid -sf $tmp/script"
	start dhcp4
	daemon $client $run -d c0
	sleep 5
	c $run -r c0 >>$tmp/daemon.log 2>&1
	# a lease that the server does not have: NAK
	cat >$tmp/client.leases <<'LEASE'
lease { interface "c0"; fixed-address 203.0.113.9; option dhcp-lease-time 86400;
  option dhcp-server-identifier 192.0.2.1; option subnet-mask 255.255.255.0;
  renew 5 2035/01/05 00:00:00; rebind 5 2036/01/05 00:00:00; expire 5 2037/01/05 00:00:00; }
LEASE
	daemon $client $run -d c0
	sleep 4
	c $run -x >>$tmp/daemon.log 2>&1
	finish 'udp port 67'
	stop_daemons

	# through a relay, and an inform
	sed -i 's/subnet 198.51.100.0.*//' $tmp/dhcpd.conf
	echo 'subnet 198.51.100.0 netmask 255.255.255.0 { }' >>$tmp/dhcpd.conf
	: >$tmp/leases
	rm -f $tmp/client.leases
	daemon $server dhcpd -f -d -cf $tmp/dhcpd.conf -lf $tmp/leases -pf $tmp/dhcpd.pid s0
	daemon $router dhcrelay -4 -d -a -m append -i r0 -i r1 198.51.100.20
	sleep 1.5
	start dhcp4-relay $router r1
	daemon $client $run -d c0
	sleep 4
	c $run -x >>$tmp/daemon.log 2>&1
	finish 'udp port 67'
}

dhcp6()
{
	cat >$tmp/dhcpd6.conf <<'CONF'
default-lease-time 60; preferred-lifetime 40; authoritative;
option dhcp-renewal-time 2; option dhcp-rebinding-time 4; ddns-update-style none;
option dhcp6.name-servers 2001:db8:2::20, 2001:db8:2::21;
option dhcp6.domain-search "example.com", "example.net";
option dhcp6.sntp-servers 2001:db8:2::20; option dhcp6.info-refresh-time 21600;
option dhcp6.sip-servers-addresses 2001:db8:2::30; option dhcp6.sip-servers-names "sip.example.com";
option dhcp6.preference 255; option dhcp6.bootfile-url "tftp://[2001:db8::2]/boot";
subnet6 2001:db8:1::/64 {
	range6 2001:db8:1::1000 2001:db8:1::1fff; range6 2001:db8:1::/64 temporary;
	prefix6 2001:db8:f000:: 2001:db8:ff00:: /56;
}
subnet6 2001:db8:2::/64 { }
CONF
	cat >$tmp/dhclient6.conf <<'CONF'
send fqdn.fqdn "client"; send fqdn.encoded on;
also request dhcp6.sntp-servers, dhcp6.info-refresh-time, dhcp6.sip-servers-addresses,
	dhcp6.sip-servers-names, dhcp6.bootfile-url;
CONF
	printf '#!/bin/sh\nexit 0\n' >$tmp/script
	sed -i '/vendor-class/d' $tmp/dhclient6.conf
	chmod 755 $tmp $tmp/script
	chmod 644 $tmp/dhc*
	: >$tmp/leases6
	daemon $router dhcpd -6 -f -d -cf $tmp/dhcpd6.conf -lf $tmp/leases6 -pf $tmp/dhcpd6.pid r0
	sleep 1.5
	# -D LL: a DUID without the time at which it was made
	local run="dhclient -6 -D LL -cf $tmp/dhclient6.conf -lf $tmp/client.leases6 -pf $tmp/dhclient6.pid -sf $tmp/script"
	start dhcp6
	daemon $client $run -N -P -d c0
	sleep 6
	stop_daemons
	c $run -r -N -P c0 >>$tmp/daemon.log 2>&1
	daemon $router dhcpd -6 -f -d -cf $tmp/dhcpd6.conf -lf $tmp/leases6 -pf $tmp/dhcpd6.pid r0
	sleep 1.5
	timeout 4 ip netns exec $client $run -r -N -P c0 >>$tmp/daemon.log 2>&1
	timeout 4 ip netns exec $client $run -S -1 c0 >>$tmp/daemon.log 2>&1
	rm -f $tmp/client.leases6
	timeout 4 ip netns exec $client $run -T -1 c0 >>$tmp/daemon.log 2>&1
	finish 'udp port 547 or udp port 546'
	stop_daemons

	: >$tmp/leases6
	rm -f $tmp/client.leases6
	daemon $server dhcpd -6 -f -d -cf $tmp/dhcpd6.conf -lf $tmp/leases6 -pf $tmp/dhcpd6.pid s0
	daemon $router dhcrelay -6 -d -I -l r0 -u 2001:db8:2::20%r1
	sleep 1.5
	start dhcp6-relay $router r1
	timeout 5 ip netns exec $client $run -N -1 c0 >>$tmp/daemon.log 2>&1
	finish 'udp port 547 or udp port 546'
}

ntp()
{
	cat >$tmp/chronyd.conf <<'CONF'
local stratum 3
allow
cmdport 0
port 123
CONF
	printf 'server 198.51.100.20 iburst minpoll 0 maxpoll 0\ncmdport 0\n' >$tmp/client.conf
	sed 's/$/ version 3/; /cmdport/s/ version 3//' $tmp/client.conf >$tmp/client3.conf
	printf 'server 2001:db8:2::20 iburst xleave key 5\nkeyfile %s\ncmdport 0\n' $tmp/keys >$tmp/client6.conf
	echo "5 SHA1 HEX:0123456789abcdef0123456789abcdef01234567" >$tmp/keys
	echo "keyfile $tmp/keys" >>$tmp/chronyd.conf
	local conf
	for conf in chronyd client client3 client6; do
		printf 'pidfile %s\nbindcmdaddress /\n' $tmp/$conf.pid >>$tmp/$conf.conf
	done
	chmod 755 $tmp
	chmod 644 $tmp/*.conf $tmp/keys
	# -x: no clock is set
	daemon $server chronyd -x -d -U -u root -f $tmp/chronyd.conf
	sleep 1
	start ntp
	c timeout 5 chronyd -x -Q -t 4 -U -u root -f $tmp/client.conf >/dev/null 2>&1
	c timeout 5 chronyd -x -Q -t 4 -U -u root -f $tmp/client3.conf >/dev/null 2>&1
	c timeout 5 chronyd -x -d -U -u root -f $tmp/client6.conf >/dev/null 2>&1
	finish 'udp port 123'
}
