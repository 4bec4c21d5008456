# SPDX-License-Identifier: BSD-3-Clause
# examples/captures/mixed.pcap: a little of everything, for a first look

themes="$themes mixed"

mixed()
{
	certificates
	web_server
	dns_zone
	printf 'options { directory "%s"; pid-file none; listen-on { any; }; listen-on-v6 { any; }; recursion no; session-keyfile "%s/key"; };\ncontrols { };\nzone "example.com" { type primary; file "zone"; check-names ignore; };\n' \
	    $tmp $tmp >$tmp/named.conf
	daemon $server named -f -c $tmp/named.conf
	await c dig +timeout=1 +tries=1 @198.51.100.20 example.com SOA
	local keep=$out
	out=$(cd "$here/../../examples/captures" && pwd)
	[ "$keep" = "$here" ] || out=$keep
	c ip neigh flush dev c0
	start mixed
	c ping -q -c 1 198.51.100.20 >/dev/null
	q @198.51.100.20 example.com A
	q @2001:db8:2::20 www.example.com AAAA
	q @198.51.100.20 nonexistent.example.com MX
	get http://www.example.com/
	get --http1.1 https://www.example.com/
	c ping -6 -q -c 1 2001:db8:2::20 >/dev/null
	c bash -c 'echo closed >/dev/udp/198.51.100.20/9'
	peer $client "
try: s.connect(('198.51.100.20', 9))
except OSError: pass"
	c traceroute -6 -n -N 1 -q 1 -w 1 2001:db8:2::20 >/dev/null
	finish 'not icmp6 or ip6[40] != 143' 1-60
	out=$keep
}
