#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# --where on the command line, as far as tshark cannot say what is right:
# net.src and net.dst, macros and their files, messages, --explain, -c and -w.
# What expressions mean is the business of tests/differential/where.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
golden=$srcdir/tests/golden
dns=$golden/dns-udp.pcap
HOME=$tmp
export HOME
unset XDG_CONFIG_HOME

# columns CAPTURE FIELDS [OPTION ...]
columns() {
	capture=$1 fields=$2
	shift 2
	"$TAPIR" -n -r "$capture" --fields "$fields" "$@" 2>/dev/null
}

# same WHAT GOT WANT
same() {
	if [ "$2" = "$3" ]; then
		pass
	else
		fail "$1: got '$2', not '$3'"
	fi
}

# refused OPTION ARGUMENT LINE...: exit status 1, and just these lines.
refused() {
	option=$1 argument=$2
	shift 2
	printf '%s\n' "$@" >"$tmp/want"
	"$TAPIR" -n -r "$dns" "$option" "$argument" >"$tmp/out" 2>"$tmp/err"
	status=$?
	grep -v '^reading from' "$tmp/err" >"$tmp/got"
	if [ $status = 1 ] && [ ! -s "$tmp/out" ] &&
	    cmp -s "$tmp/got" "$tmp/want"; then
		pass
	else
		fail "$option $argument: $status $(cat "$tmp/got")"
	fi
}

# --- net.src, net.dst: of the first header that has such addresses
for name in arp dns-udp dns-tcp erspan geneve gre icmp-errors icmp6-errors \
    ip-fragments ip-in-ip ip6-fragments ip6-headers ipv6 nsh ppp raw srv6 \
    vlan vxlan cooked-v2 llc; do
	columns "$golden/$name.pcap" \
	    net.src,net.dst,ip.src,ip.dst,ipv6.src,ipv6.dst,frame.protocols |
	    awk -F '\t' '{
		split($7, protocol, ":")
		want = "\t"
		for (i = 1; i in protocol; i++) {
			at = protocol[i] == "ip" ? 3 : \
			    protocol[i] == "ipv6" ? 5 : 0
			if (at == 0)
				continue
			split($at, src, ",")
			split($(at + 1), dst, ",")
			want = src[1] "\t" dst[1]
			break
		}
		if ($1 "\t" $2 != want)
			print NR ": " $0
	    }' >"$tmp/wrong"
	if [ -s "$tmp/wrong" ]; then
		fail "$name: $(head -n 2 "$tmp/wrong")"
	else
		pass
	fi
done

# The outer addresses of ip-in-ip.pcap; what is within never counts.
tunnel=$golden/ip-in-ip.pcap
passing() {
	columns "$tunnel" frame.number --where "$1" | tr '\n' ' '
}
v4=$(columns "$tunnel" frame.number,net.src |
    awk '$2 ~ /^192\.0\.2\.10$/ { print $1 }' | tr '\n' ' ')
v6=$(columns "$tunnel" frame.number,net.src |
    awk '$2 ~ /^2001:db8:1::10$/ { print $1 }' | tr '\n' ' ')
all=$(columns "$tunnel" frame.number | tr '\n' ' ')
[ -n "$v4" ] && [ -n "$v6" ] || fail 'ip-in-ip.pcap lacks IPv4 or IPv6'
same 'IPv4' "$(passing 'net.src == 192.0.2.10')" "$v4"
same 'IPv4 prefix' "$(passing 'net.src == 192.0.2.0/24')" "$v4"
same 'IPv6' "$(passing 'net.src == 2001:db8:1::10')" "$v6"
same 'IPv6 prefix' "$(passing 'net.src == 2001:db8::/32')" "$v6"
same 'set' "$(passing 'net.src in {192.0.2.10, 2001:db8:1::10}')" "$all"
same 'range' "$(passing 'net.src in {192.0.2.0 .. 192.0.2.99}')" "$v4"
same 'alias' "$(passing 'net.addr == 198.51.100.20')" "$v4"
same 'differ' "$(passing 'net.src != 192.0.2.10')" "$v6"
same 'order' "$(passing 'net.src > 255.255.255.255')" "$v6"
same 'inner' "$(passing 'net.addr == 10.0.0.1')" ''
same 'beside a field' "$(passing 'net.src == ip.src')" "$v4"
same 'the other way' "$(passing 'ipv6.src == net.src')" "$v6"
same 'each other' "$(passing 'net.src == net.dst')" ''
same 'slice' "$(passing 'net.src[0:2] == 20:01')" "$v6"
same 'mask' "$(passing 'net.src & 255.255.0.0 == 192.0.0.0')" "$v4"
same 'text' "$(passing 'string(net.src) matches "^2001:"')" "$v6"
same 'length' "$(passing 'len(net.src) == 4')" "$v4"
same 'presence' "$(passing net)" "$all"
same 'absence' "$(columns "$golden/arp.pcap" frame.number --where net)" ''
same 'JSON' "$("$TAPIR" -n -r "$tunnel" -c 1 --json --fields net.src,net.dst \
    --where 'net.src == 192.0.2.10' 2>/dev/null)" \
    '{"net.src":"192.0.2.10","net.dst":"198.51.100.20"}'
refused --where 'net.src == 1.2.3' \
    'tapir: "1.2.3" is not a valid IPv4 address.' \
    '    net.src == 1.2.3' '               ^~~~~'
refused --where 'net.src == "a"' \
    'tapir: IPv4 or IPv6 address cannot be converted from a string ("a").' \
    '    net.src == "a"' '               ^~~'

# --- messages
refused --where 'dns.flags.rcod == 2' 'tapir: dns.flags.rcod stands where '\
'a field or a function has to. Did you mean dns.flags.rcode?' \
    '    dns.flags.rcod == 2' '    ^~~~~~~~~~~~~~'
refused --where 'dns and dns.flags.rcod' 'tapir: dns.flags.rcod is neither '\
'a field nor a protocol name. Did you mean dns.flags.rcode?' \
    '    dns and dns.flags.rcod' '            ^~~~~~~~~~~~~~'
refused --where 'lenn(dns.qry.name) > 3' \
    "tapir: Function 'lenn' does not exist. Did you mean len?" \
    '    lenn(dns.qry.name) > 3' '    ^~~~'
refused --explain 'udp.port ==' \
    'tapir: Unexpected end of filter expression.' \
    '    udp.port ==' '               ^'

# --- macros
cat >"$tmp/m" <<'END2'
# a comment, and an empty line

"dns","udp.port == $1"
  "both" ${dns:53} and dns.flags.response == $1
"quoted","dns.qry.name contains \x22$1\x22"
"loop" $loop
"bomb" ${b1}${b1}
"b1" ${b2}${b2}${b2}${b2}${b2}${b2}${b2}${b2}${b2}${b2}
"b2" ${b3}${b3}${b3}${b3}${b3}${b3}${b3}${b3}${b3}${b3}
"b3" ${b4}${b4}${b4}${b4}${b4}${b4}${b4}${b4}${b4}${b4}
"b4",""
"long" $1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1
END2
# macro TEXT EXPRESSION: both pass the same.
macro() {
	same "$1" "$(columns "$dns" frame.number --macros "$tmp/m" \
	    --where "$1" | tr '\n' ' ')" \
	    "$(columns "$dns" frame.number --where "$2" | tr '\n' ' ')"
}
macro '${dns:53}' 'udp.port == 53'
macro '$dns(53) and dns.id' 'udp.port == 53 and dns.id'
macro '${both:1}' 'dns.flags.response == 1'
macro '$both(0)' 'dns.flags.response == 0'
macro '${both;1}' 'dns.flags.response == 1'
macro '${quoted:exa}' 'dns.qry.name contains "exa"'
macro '$quoted(exa)' 'dns.qry.name contains "exa"'
macro 'dns.qry.name matches "m$" and $dns(53)' 'dns.qry.name matches "m$"'
macro 'udp' 'udp'
mkdir -p "$tmp/.config/tapir" "$tmp/xdg/tapir"
echo '"own" dns.flags.response == 1' >"$tmp/.config/tapir/macros"
echo '"own" dns.flags.response == 0' >"$tmp/xdg/tapir/macros"
same "the user's file" "$(columns "$dns" frame.number --where '$own')" \
    "$(columns "$dns" frame.number --where 'dns.flags.response == 1')"
same '$XDG_CONFIG_HOME' "$(XDG_CONFIG_HOME=$tmp/xdg; export XDG_CONFIG_HOME
    columns "$dns" frame.number --where '${own}')" \
    "$(columns "$dns" frame.number --where 'dns.flags.response == 0')"
refused --where '${dns:53}' "tapir: macro 'dns' does not exist" \
    '    ${dns:53}' '    ^'
refused --where 'udp and ${ip.src} == 1' "tapir: 'ip.src' would be the value \
in a selected packet, and there is none" \
    '    udp and ${ip.src} == 1' '            ^'
refused --where 'udp and ${dns' 'tapir: end of filter in the middle of a '\
'macro expression: ${dns' '    udp and ${dns' '            ^'
refused --where 'udp and $dns(1' "tapir: the arguments of macro 'dns' are \
not closed by \")\"" '    udp and $dns(1' '            ^'

# bad_macro EXPRESSION LINE...: with those of $tmp/m.
bad_macro() {
	cp "$tmp/m" "$tmp/.config/tapir/macros"
	refused --where "$@"
}
bad_macro 'udp and $loop' "tapir: too much nesting in macros: 'loop'" \
    '    udp and $loop' '            ^~~~~'
bad_macro '${bomb}' "tapir: too much nesting in macros: 'b4'" \
    '    ${bomb}' '    ^~~~~~~'
bad_macro '$dns(1,2)' "tapir: wrong number of arguments for macro 'dns', \
expecting 1 instead of 2" '    $dns(1,2)' '    ^~~~~~~~~'
# what came out is what is shown
bad_macro '$dns("x")' \
    'tapir: Unsigned integer (2 bytes) cannot be converted from a string ("x").' \
    '    udp.port == "x"' '                ^~~'
text=$(printf '%4000s' '' | tr ' ' 1)
bad_macro "\$long($text)" 'tapir: The expression is longer than 65536 octets.' \
    "    \$long($text)" "    $(printf '^%4006s' '' | tr ' ' '~')"

# bad_file LINE MESSAGE: the second line of a file, and what is said of it
bad_file() {
	printf '"good" udp\n%s\n"good2" tcp\n' "$1" >"$tmp/bad"
	refused "--macros=$tmp/bad" --where=udp "tapir: $tmp/bad:2: $2"
}
bad_file 'name = text' 'a line is "name","text" or "name" text'
bad_file '"name' 'a line is "name","text" or "name" text'
bad_file '"na.me" text' 'na.me: a name has letters, digits and "_"'
bad_file '"" text' ': a name has letters, digits and "_"'
bad_file '"name",text' 'name: the text behind the comma is not in quotes; '\
'a quote within is written \x22'
bad_file '"name","text" more' 'name: something stands behind the text; '\
'a quote within it is written \x22'
bad_file '"good" again' 'good: this macro is defined above, too'
bad_file '"name" $0' 'name: arguments are $1 to $99'
bad_file '"name" $100' 'name: arguments are $1 to $99'
refused "--macros=$tmp/none" --where=udp \
    "tapir: $tmp/none: No such file or directory"
refused "--macros=$tmp" --where=udp "tapir: $tmp: Is a directory"

# --- --explain
"$TAPIR" --explain 'dns.flags.rcode == 2 and len(dns.qry.name) > 3' \
    >"$tmp/out" 2>&1
cat >"$tmp/want" <<'END2'
and  dns.flags.rcode == 2 and len(dns.qry.name) > 3
  compare  dns.flags.rcode == 2
    field unsigned  dns.flags.rcode
    literal unsigned  2
  compare  len(dns.qry.name) > 3
    call unsigned  len(dns.qry.name)
      field string  dns.qry.name
    literal unsigned  3
fields:
  dns.flags.rcode	FT_UINT16	Reply code
  dns.qry.name	FT_STRING	Name
END2
if cmp -s "$tmp/out" "$tmp/want"; then
	pass
else
	fail "--explain: $(diff "$tmp/out" "$tmp/want")"
fi

# --- what it gates: printing, -w, --count, -c, --skip, after the filter
failed_answers=$(columns "$dns" frame.number --where 'dns.flags.rcode != 0')
n=$(echo "$failed_answers" | wc -l)
[ "$n" -gt 3 ] || fail "dns-udp.pcap has $n answers that failed"
same '-w' "$("$TAPIR" -r "$dns" --where 'dns.flags.rcode != 0' -w - \
    2>/dev/null | "$TAPIR" -n -r - --fields dns.id,frame.len 2>/dev/null)" \
    "$(columns "$dns" dns.id,frame.len --where 'dns.flags.rcode != 0')"
same '--count' "$("$TAPIR" -r "$dns" --where 'dns.flags.rcode != 0' \
    --count 2>/dev/null)" "$n packets"
same '-c' "$(columns "$dns" frame.number --where 'dns.flags.rcode != 0' \
    -c 3)" "$(echo "$failed_answers" | head -n 3)"
same '--skip' "$(columns "$dns" frame.number --where 'dns.flags.rcode != 0' \
    --skip 2 -c 1)" "$(echo "$failed_answers" | sed -n 3p)"
same 'with a filter' "$(columns "$dns" frame.number \
    --where 'dns.flags.response == 1' -c 2 udp dst port 53)" ''
same 'an empty one' "$(columns "$dns" frame.number --where ' ')" \
    "$(columns "$dns" frame.number)"
finish
