# SPDX-License-Identifier: BSD-3-Clause
# DNS: BIND on the server, dig, delv and nsupdate on the client

themes="$themes dns"

# One of every record type that BIND can load
dns_zone()
{
	cat >$tmp/zone <<'ZONE'
$ORIGIN example.com.
$TTL 3600
@ SOA ns hostmaster 2024010101 7200 1800 1209600 300
@ NS ns
@ NS ns2.example.net.
@ A 192.0.2.80
@ AAAA 2001:db8::80
@ MX 10 mail
@ MX 20 mail2.example.net.
@ TXT "v=spf1 -all" "second string with \"quotes\" and \007 a bell"
@ CAA 0 issue "ca.example.net"
@ CAA 128 iodef "mailto:security@example.com"
@ HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.80 ipv6hint=2001:db8::80
ns A 198.51.100.20
ns AAAA 2001:db8:2::20
mail A 192.0.2.25
www CNAME @
chain CNAME www
old DNAME example.net.
_sip._udp SRV 10 60 5060 sip
sip A 192.0.2.50
enum NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@example.com!" .
host HINFO "PC" "UNIX"
host RP admin.example.com. host-txt
host AFSDB 1 afs
host LOC 52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m
host X25 "311061700956"
host ISDN "150862028003217" "004"
host RT 10 relay
host PX 10 map.example.com. px.example.com.
host NSAP 0x47.0005.80.005a00.0000.0001.e133.ffffff000162.00
host WKS 192.0.2.1 6 ( smtp domain )
host GPOS -32.6882 116.8652 10.0
host KX 10 kx
host CERT PKIX 12345 RSASHA256 MDEyMzQ1Njc4OWFiY2RlZg==
host APL 1:192.0.2.0/24 !2:2001:db8::/32
host EUI48 02-00-5e-10-00-01
host EUI64 02-00-5e-ff-fe-10-00-01
host NID 10 0014:4fff:ff20:ee64
host L32 10 192.0.2.2
host L64 10 2001:0db8:1140:1000
host LP 10 l64.example.com.
host HIP 2 200100107B1A74DF365639CC39F1D578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p9+LrV4e19WzK00+CI6zBCQTdtWsuxKbWIy87UOoJTwkUs7lBu+Upr1gsNrut79ryra+bSRGQb1slImA8YVJyuIDsj7kwzG7jnERNqnWxZ48AWkskmdHaVDP4BcelrTI3rMXdXF5D rvs.example.com.
host IPSECKEY 10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==
host SPF "v=spf1 +mx -all"
host AVC "app-name:WOLFGANG|app-class:OAM"
host NINFO "zone status"
host SINK 1 0 0 AQID
host TALINK prev.example.com. next.example.com.
host AMTRELAY 10 0 1 203.0.113.15
host DOA 1 2 3 "text/plain" aGVsbG8=
host MB mailbox
host MG mailgroup
host MR mailrename
host MINFO owner errors
host CSYNC 66 3 A NS AAAA
host URI 10 1 "https://www.example.com/path"
host SVCB 1 svc.example.com. mandatory=alpn alpn=dot port=853 key667="hello"
host TYPE65280 \# 4 0A000001
host SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
_443._tcp TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971
_smime SMIMEA 3 0 0 d2abde240d7cd3ee6b4b28c54df034b9
_pgp OPENPGPKEY mQENBFVHm5sBCACxrg==
sub NS ns.sub
sub DS 31589 8 2 cde0d742d6998aa554a92d890f8184c698cfac8a26fa59875a990c03e576343c
ns.sub A 192.0.2.53
*.wild TXT "from a wildcard"
a\.dot.b\032space TXT "odd names"
ZONE
	local i
	for i in $(seq 1 60); do
		echo "big A 192.0.2.$i"
	done >>$tmp/zone
}

dns_server()
{
	dns_zone
	named-checkzone -q example.com $tmp/zone || die "the zone does not load"
	cat >$tmp/example.net <<'ZONE'
$TTL 600
@ SOA ns.example.com. hostmaster.example.com. 7 7200 1800 1209600 300
@ NS ns.example.com.
@ A 203.0.113.5
@ TXT "unsigned"
ZONE
	cat >$tmp/reverse <<'ZONE'
$TTL 600
@ SOA ns.example.com. hostmaster.example.com. 7 7200 1800 1209600 300
@ NS ns.example.com.
80 PTR example.com.
ZONE
	sed 's/example.com\.$/signed.example./; /^host/d; /^big/d; /^_/d' $tmp/zone >$tmp/signed
	sed 's/signed/nsec3/' $tmp/signed >$tmp/nsec3
	echo broken >$tmp/broken
	cat >$tmp/named.conf <<CONF
options {
	directory "$tmp"; pid-file none; session-keyfile "$tmp/session.key";
	version "golden"; hostname "server"; server-id "server";
	listen-on { any; }; listen-on-v6 { any; };
	recursion no; dnssec-validation no; minimal-responses no;
	allow-transfer { any; };
	also-notify { 192.0.2.10; }; notify explicit; notify-delay 1;
	max-udp-size 4096;
	response-padding { any; } block-size 128;
};
controls { };
key update-key { algorithm hmac-sha256; secret "Z29sZGVuIGNhcHR1cmVzIG9mIHRhcGly"; };
dnssec-policy golden { keys { csk lifetime unlimited algorithm ecdsap256sha256; }; cds-digest-types { }; };
dnssec-policy golden3 { keys { csk lifetime unlimited algorithm ed25519; }; nsec3param iterations 0 optout no salt-length 4; };
zone "example.com" { type primary; file "zone"; check-names ignore; allow-update { key update-key; }; };
zone "example.net" { type primary; file "example.net"; notify no; };
zone "2.0.192.in-addr.arpa" { type primary; file "reverse"; notify no; };
zone "signed.example" { type primary; file "signed"; dnssec-policy golden; inline-signing yes; check-names ignore; notify no; };
zone "nsec3.example" { type primary; file "nsec3"; dnssec-policy golden3; inline-signing yes; check-names ignore; notify no; };
zone "broken.example" { type primary; file "broken"; notify no; };
CONF
	# cds-digest-types came with BIND 9.19
	sed -i 's/ cds-digest-types { };//' $tmp/named.conf
	chmod 755 $tmp
	daemon $server named -f -c $tmp/named.conf
	await c dig +timeout=1 +tries=1 @198.51.100.20 signed.example. SOA +dnssec
	sleep 2
}

q() { c dig +tries=1 +timeout=2 "$@" >/dev/null; }

dns()
{
	local v4=@198.51.100.20 v6=@2001:db8:2::20 t plain
	plain="+norecurse +noedns"
	dns_server

	start dns-udp
	q $v4 example.com A
	q $v6 example.com AAAA
	q $v4 $plain example.com NS
	q $v4 $plain example.com SOA
	q $v6 $plain example.com MX
	q $v4 $plain example.com TXT
	q $v4 $plain example.com CAA
	q $v4 $plain example.com HTTPS
	q $v4 $plain chain.example.com A
	q $v4 $plain x.old.example.com A
	q $v4 $plain www.sub.example.com A
	q $v4 $plain -x 192.0.2.80
	q $v4 $plain _sip._udp.example.com SRV
	q $v4 $plain nonexistent.example.com A
	q $v4 $plain ns.example.com MX
	q $v4 $plain broken.example A
	q $v4 $plain other.example A
	q $v4 $plain . NS
	q $v4 $plain x.wild.example.com TXT
	q $v4 $plain 'A\.dOt.B\032sPace.eXAMPle.com' TXT
	finish 'udp port 53'

	start dns-types
	for t in HINFO RP AFSDB LOC X25 ISDN RT PX NSAP WKS GPOS KX CERT APL \
	    EUI48 EUI64 NID L32 L64 LP HIP IPSECKEY SPF; do
		q $v4 $plain host.example.com $t
	done
	q $v4 $plain enum.example.com NAPTR
	q $v4 $plain _443._tcp.example.com TLSA
	finish 'udp port 53'

	start dns-types-rare
	for t in AVC NINFO SINK TALINK AMTRELAY DOA MB MG MR MINFO CSYNC URI \
	    SVCB TYPE65280 SSHFP NULL A6 EID NIMLOC ATMA; do
		q $v4 $plain host.example.com $t
	done
	q $v4 $plain _smime.example.com SMIMEA
	q $v4 $plain _pgp.example.com OPENPGPKEY
	q $v4 $plain old.example.com DNAME
	q $v4 $plain sub.example.com DS
	finish 'udp port 53'

	start dns-edns
	q $v4 +nocookie example.net A
	q $v4 +cookie=0123456789abcdef example.net A
	q $v4 +nsid +nocookie example.net A
	q $v4 +subnet=203.0.113.0/24 +nocookie example.net A
	q $v4 +subnet=2001:db8:5::/48 +nocookie example.net A
	q $v4 +padding=128 +cookie example.net A
	q $v4 +keepalive +nocookie example.net A
	q $v4 +expire +nocookie example.net SOA
	q $v4 +ednsopt=65001:c0ffee +nocookie example.net A
	q $v4 +ednsopt=15:0012626c6f636b6564 +nocookie example.net A
	q $v4 +ednsopt=5:080d0e +ednsopt=6:0102 +ednsopt=7:01 +nocookie example.net A
	q $v4 +ednsopt=14:4f66 +nocookie example.net A
	q $v4 +edns=3 +noednsneg +nocookie example.net A
	q $v4 +ednsflags=0x1234 +nocookie example.net A
	q $v4 +dnssec +bufsize=4096 +nocookie example.net A
	q $v4 +bufsize=512 +ignore +nocookie big.example.com A
	q $v4 +noedns +ignore big.example.com A
	q $v4 +bufsize=4096 big.example.com A
	q $v6 +cdflag +adflag +aaflag +nocookie example.net A
	q $v4 +header-only
	q $v4 +opcode=STATUS +noedns example.net
	q $v4 +opcode=9 +noedns example.net
	q $v4 +noedns version.bind CH TXT
	q $v4 +noedns example.net ANY +notcp
	q $v4 -c HS example.net A
	finish 'udp port 53 or ip[6:2] & 0x1fff != 0'

	start dns-tcp
	q $v4 +tcp +keepopen example.com MX $v4 +tcp +keepopen example.com NS
	q $v6 +tcp big.example.com A
	q $v4 big.example.com A +bufsize=512
	finish 'port 53'

	start dns-axfr
	q $v4 example.com AXFR
	finish 'tcp port 53'

	start dns-dnssec
	q $v4 +dnssec signed.example SOA
	q $v4 +dnssec +multi signed.example DNSKEY
	q $v4 +dnssec www.signed.example A
	q $v4 +dnssec nothing.signed.example A
	q $v4 +dnssec signed.example NSEC
	q $v4 +dnssec signed.example RRSIG +notcp
	q $v4 +dnssec signed.example CDS
	q $v4 +dnssec signed.example CDNSKEY
	q $v4 +dnssec sub.signed.example A
	q $v4 +dnssec z.wild.signed.example TXT
	q $v4 +dnssec nsec3.example DNSKEY
	q $v4 +dnssec nsec3.example NSEC3PARAM
	q $v4 +dnssec nothing.nsec3.example A
	q $v4 +dnssec ns.nsec3.example MX
	finish 'udp port 53'

	start dns-update
	c nsupdate -y hmac-sha256:update-key:Z29sZGVuIGNhcHR1cmVzIG9mIHRhcGly >/dev/null 2>&1 <<'UPDATE'
server 198.51.100.20
zone example.com
prereq nxdomain new.example.com
update add new.example.com 60 A 192.0.2.99
update add new.example.com 60 TXT "added"
send
prereq yxdomain new.example.com
prereq yxrrset new.example.com A
prereq nxrrset new.example.com MX
prereq yxrrset new.example.com A 192.0.2.99
update delete new.example.com TXT
update delete new.example.com A 192.0.2.99
send
prereq yxdomain absent.example.com
update delete absent.example.com
send
UPDATE
	c nsupdate >/dev/null 2>&1 <<'UPDATE'
server 198.51.100.20
zone example.com
update add refused.example.com 60 A 192.0.2.99
send
UPDATE
	q $v4 -y hmac-sha256:update-key:Z29sZGVuIGNhcHR1cmVzIG9mIHRhcGly example.com MX
	q $v4 -y hmac-sha256:update-key:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA example.com MX
	q $v4 -y hmac-sha1:no-such-key:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA example.com MX
	sleep 5
	finish 'port 53 or icmp'

	start dns-ixfr
	q $v4 example.com IXFR=2024010101
	q $v4 +notcp example.com IXFR=2024010101
	q $v4 nowhere.example AXFR
	finish 'port 53'
}
