#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# What actions do, with the captures of examples/rules: their frames and times
# stand in generate.py.
. "${srcdir:-.}/tests/lib.sh"

make_tmp
chmod 777 "$tmp"	# programs and scripts write here, as another user than root
rules=$(cd "$srcdir/examples/rules" && pwd)
case $TAPIR in /*) ;; *) TAPIR=$PWD/$TAPIR ;; esac
cd "$tmp" || exit 99

# run CAPTURE ARGUMENTS...: $status, out, err
run() {
	file=$rules/$1.pcap
	shift
	"$TAPIR" -n -r "$file" "$@" >out 2>err
	status=$?
}

# check WHAT COMMAND...: the command succeeds
check() {
	what=$1
	shift
	if "$@" >log 2>&1; then
		pass
	else
		cat log err
		fail "$what"
	fi
}

# stamps FILE: its frames' times, in seconds after the capture's first
stamps() {
	"$TAPIR" -r "$1" --fields frame.time_epoch 2>/dev/null |
	    awk '{ printf "%g ", $1 - 1700000000 }'
}

# holds FILE TIMES
holds() {
	got=$(stamps "$1")
	[ "$got" = "$2 " ] && return
	echo "$1: frames at $got, not at $2"
	return 1
}

# --- write: names, windows, both formats

run servfail --trigger 'when dns.flags.rcode == 2 do write "s.pcap" before 2p after 1p'
check "before 2p after 1p" holds s.pcap '3 12 13 20'
check "the next window is a file of its own" holds s-1.pcap '43 43 60 61'
check "and so is the next" holds s-2.pcap '60 61 85 110'
check "pcap is read by tcpdump" sh -c '! command -v tcpdump || tcpdump -r s.pcap'
check "exit status" [ "$status" = 0 ]
echo mine >kept.pcapng
run servfail --trigger 'when dns.flags.rcode == 2 do write "kept.pcapng" after 0s'
check "what exists is not overwritten" grep -qx mine kept.pcapng
check "-1 is free" holds kept-1.pcapng 13
check "-2 is free" holds kept-2.pcapng 60
check "-3 is free" holds kept-3.pcapng 85
# frame 2 has 43 octets, frame 3 has 74, and 5 and 6 have 43 each
run servfail --trigger 'when dns.flags.rcode == 2 at most 1 per 1d do write "o.pcapng" before 117B after 85B'
check "before and after in octets" holds o.pcapng '3 12 13 20'
run servfail --trigger 'when frame.number == 4 do write "two.pcapng" before 1p after 8s' \
    --trigger 'when frame.number == 5 do write "two.pcapng" before 9p after 25s'
check "two rules on one file" holds two.pcapng '12 13 20 43 43'
run servfail --trigger 'when frame.number == 4 do write "w.pcapng"; stop-write'
check "started and stopped by one packet" holds w.pcapng 13
run servfail --trigger 'when frame.number == 4 do write "f-{dns.qry.name}.pcapng"' \
    --trigger 'when frame.number == 5 do write "g.pcapng"' \
    --trigger 'when frame.number == 7 do stop-write "f-{dns.qry.name}.pcapng"; stop-write "g.pcapng"'
check "a file named by a field" holds f-broken.example.pcapng '13 20 43 43 60 61 85 110'
check "stopped by name" holds g.pcapng '20 43 43'
run servfail --trigger 'when frame.number == 4 do write "no/such/folder.pcapng"'
check "a file that cannot be made is said" grep -q 'no/such/folder.pcapng' err
check "and the exit status is 1" [ "$status" = 1 ]

run servfail --trigger 'when dns do write "x" before 1s after 2s before 3s'
check "before twice" grep -q "before' stands there twice" err

# --- the short form

run servfail -w short.pcapng --start-on 'dns.flags.rcode == 2' --before 10s --after 30s
check "--start-on" holds short.pcapng '3 12 13 20 43'
check "--start-on again" holds short-1.pcapng '60 61 85 110'
check "a file says why it was started" sh -c 'strings -n 6 short.pcapng 2>/dev/null | grep -q "started by rule start-on, frame 4" || grep -aq "started by rule start-on, frame 4" short.pcapng'
run servfail -w stop.pcapng --start-on 'frame.number == 3' --stop-on 'frame.number == 5'
check "--stop-on" holds stop.pcapng '12 13 20'
run servfail -w head.pcapng --stop-on 'frame.number == 2'
check "--stop-on alone" holds head.pcapng '0 3'
"$TAPIR" -r "$rules/servfail.pcap" -w - --start-on 'dns.flags.rcode == 2' --after 1s >std.pcap 2>err
check "-w -: one stream for all windows" holds std.pcap '13 60 61 85'

# --- mark

comments() {
	tshark -r "$1" -T fields -e frame.number -e frame.comment 2>/dev/null
}
if command -v tshark >/dev/null; then
	run servfail -w all.pcapng --trigger 'when dns.flags.rcode == 2 do mark "{dns.qry.name} failed"'
	comments all.pcapng | awk -F '\t' '$2 != ""' >got
	printf '4\tbroken.example failed\n8\tb.example failed\n10\tb.example failed\n' >want
	check "mark with -w" diff want got
	# frames 3 and 8 were written when they fire: 5 and 10 are the next
	run unanswered -w late.pcapng --trigger 'when dns and not icmp and dns.flags.response == 0 unless dns and dns.flags.response == 1 within 2s by udp.stream, dns.id do mark'
	comments late.pcapng | awk -F '\t' '$2 != ""' >got
	printf '6\tframe 3: 1\n10\tframe 8: 1\n' >want
	check "a mark that comes too late" diff want got
	# but a file that is made from the ring has it in its place
	run unanswered --trigger 'when dns and not icmp and dns.flags.response == 0 unless dns and dns.flags.response == 1 within 2s by udp.stream, dns.id do mark; write "r.pcapng" before 5s'
	comments r.pcapng | awk -F '\t' '$2 ~ /^1/ { print $1 }' >got
	check "a mark in the ring" grep -qx 3 got
fi

no="mark: no file is written that can have a comment"
run servfail -w m.pcap --trigger 'when dns.flags.rcode == 2 do mark'
check "mark into a pcap is said, once" [ "$(grep -c "rule 1: $no" err)" = 1 ]
check "and how many are nowhere" grep -qx '3 marks in no file' err
check "mark with no file" sh -c "'$TAPIR' -r '$rules/servfail.pcap' --trigger 'when dns do mark' 2>&1 | grep -q '$no'"
run servfail -w m.pcap --trigger 'rule a when dns.flags.rcode == 2 do mark; write "n.pcapng" after 0s' --trigger 'rule b when frame.number == 1 do write "n.pcap" after 0s'
check "mark with one file of the two formats" sh -c '! grep "mark" err'
for arguments in "-w m.pcap|when dns do mark" "-v|when dns do mark; write \"m.pcap.gz\"" \
    "--format=pcap|when dns do snapshot \"x\"; mark"; do
	"$TAPIR" --check "${arguments%%|*}" x.pcap --trigger "${arguments#*|}" >out 2>err
	check "--check of a mark: $arguments" grep -q "$no" err
done
for arguments in "-v|when dns do mark" "--format=pcapng|when dns do mark; write \"m.pcap\"" \
    "-v|when dns do mark; write \"m.pcapng.zst\"" "-v|when dns do snapshot \"x\"; mark"; do
	"$TAPIR" --check "${arguments%%|*}" --trigger "${arguments#*|}" >out 2>err
	check "--check of a mark that is well: $arguments" [ ! -s err ]
done

# --- print, log

run servfail --trigger 'when dns.flags.rcode == 2 do print' -t
printf '%s\n' 'IP 192.0.2.53.53 > 192.0.2.1.1002: 2 ServFail 0/0/0 (32)' \
    'IP 192.0.2.53.53 > 192.0.2.1.1003: 3 ServFail 0/0/0 (27)' \
    'IP 192.0.2.53.53 > 192.0.2.1.1003: 4 ServFail 0/0/0 (27)' >want
check "print" diff want out
run unanswered -t --trigger 'when dns and not icmp and dns.flags.response == 0 unless dns and dns.flags.response == 1 within 2s by udp.stream, dns.id do print'
printf '%s\n' 'IP 192.0.2.1.1002 > 192.0.2.53.53: 2+ A? lost.example. (30)' \
    'IP 192.0.2.1.1003 > 192.0.2.53.53: 4+ A? other.example. (31)' >want
check "print of a packet that is gone" diff want out
run servfail --print -t --trigger 'when frame.number == 4 do print'
check "print and --print" [ "$(wc -l <out)" = 12 ]
run servfail --trigger 'when frame.number == 4 do print' --fields dns.qry.name
check "print as columns" grep -qx broken.example out
run servfail --trigger 'when dns.flags.rcode == 2 do log "it is {dns.qry.name}" to "log.json"'
check "log to a file" [ "$(wc -l <log.json)" = 3 ]
check "a line is JSON" python3 -c '
import json
line = json.loads(open("log.json").readline())
assert line["rule"] == "1" and line["frame"] == 4, line
assert line["time"] == "2023-11-14T22:13:33.000000000Z", line
assert line["message"] == "it is broken.example", line
assert line["fields"]["dns.flags.rcode"] == "2", line
'

# --- exec

cat >show <<'EOS'
#!/bin/sh
printf '<%s>' "$@" >>shown
echo "$TAPIR_RULE $TAPIR_FRAME $TAPIR_DNS_QRY_NAME" >>shown
ls /proc/self/fd | grep -c . >>descriptors
EOS
chmod +x show
run servfail --trigger 'when frame.number == 4 do exec "./show" "a b" "x{dns.qry.name}" ""'
echo '<a b><xbroken.example><>1 4 broken.example' >want
check "exec: arguments and environment" diff want shown
# 0 to 2, and the folder that ls has open
check "exec: no descriptor but 0 to 2" [ "$(cat descriptors)" = 4 ]
rm shown
run servfail --trigger 'when frame.number == 1 do exec "./show" "{dns.qry.name}"'
check "exec: a value that would be an option" grep -q 'would be an option' err
check "exec: is not started" [ ! -e shown ]
run servfail --trigger 'when frame.number == 1 do exec "./show" "--" "{dns.qry.name}"'
check "exec: behind --" grep -q '^<--><-a.example>' shown
rm shown
run servfail --trigger 'when frame.number == 4 do exec shell "echo \"$1 $TAPIR_DNS_QRY_NAME\" >shown" "{dns.qry.name}"'
check "exec shell" grep -qx "broken.example broken.example" shown
run servfail --trigger 'when frame.number == 4 do exec "./nothing"'
check "exec: a program that is not there" grep -q 'exec: ./nothing: No such file' err
run servfail --trigger 'when frame.number == 4 do exec "sh" "-c" "exit 3"'
check "exec: its exit status" grep -q 'ended with status 3' err
begun=$(date +%s)
run servfail --trigger 'when frame.number == 4 do exec timeout 1s "sleep" "30"'
check "exec: the time limit" grep -q 'sleep took too long' err
check "exec: in time" [ $(($(date +%s) - begun)) -lt 10 ]
run servfail --trigger 'when frame do exec max 2 timeout 2s "sleep" "1"'
check "exec: no more than max at once" grep -q 'not started: 2 run already' err
run servfail --trigger 'when frame.number == 4 do exec shell "echo {dns.qry.name}"'
check "exec shell: no field in the command" grep -q 'write $1 in it' err

# --- snapshot

run servfail --trigger 'when dns.flags.rcode == 2 do snapshot "snap-%H%M" before 10s after 30s'
check "snapshot: packets" holds snap-2213/packets.pcapng '3 12 13 20 43'
check "snapshot: rule" grep -q 'when dns.flags.rcode == 2 do snapshot' snap-2213/rule.txt
check "snapshot: event" grep -q '"frame":4' snap-2213/event.json
check "snapshot: another" holds snap-2214/packets.pcapng '60 61 85'
check "snapshot: a folder that exists" test -f snap-2214-1/packets.pcapng
# what a dry run says is what was done
run servfail --dry-run --trigger 'when dns.flags.rcode == 2 do snapshot "snap-%H%M" before 10s after 30s'
sed -n 's/^file //p' out >got
printf '%s\n' 'snap-2213/packets.pcapng: 5 packets, frames 2-6' \
    'snap-2214/packets.pcapng: 3 packets, frames 8-10' \
    'snap-2214-1/packets.pcapng: 2 packets, frames 10-11' >want
check "snapshot: a dry run" diff want got
check "snapshot: the third" holds snap-2214-1/packets.pcapng '85 110'
if command -v ip >/dev/null; then
	check "snapshot: ip addr" grep -q ': lo' snap-2213/addr.txt
fi

# --- webhook

if "$TAPIR" --check --trigger 'when frame do webhook "http://127.0.0.1/"' >/dev/null 2>&1; then
	cat >server.py <<'EOS'
import http.server
import os
import time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        while self.path == '/wait' and not os.path.exists('go'):
            time.sleep(0.05)
        with open('posted', 'ab') as f:
            f.write(self.path.encode() + b' ' + body + b'\n')
        self.send_response(200 if self.path != '/bad' else 500)
        self.end_headers()
    def log_message(self, *args):
        pass
server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
open('port.tmp', 'w').write(str(server.server_port))
os.rename('port.tmp', 'port')
server.serve_forever()
EOS
	python3 server.py &
	server=$!
	trap 'kill $server; rm -rf "$tmp"' EXIT
	while [ ! -f port ]; do sleep 0.1; done
	port=$(cat port)
	run servfail --trigger "when dns.flags.rcode == 2 do webhook \"http://127.0.0.1:$port/{dns.qry.name}\""
	sed 's/{"rule":"1","time":"\([^"]*\)","frame":\([0-9]*\),.*/\1 \2/' posted >got
	printf '%s\n' '/broken.example 2023-11-14T22:13:33.000000000Z 4' \
	    '/b.example 2023-11-14T22:14:20.000000000Z 8' \
	    '/b.example 2023-11-14T22:14:45.000000000Z 10' >want
	check "webhook" diff want got
	run servfail --trigger "when frame.number == 4 do webhook \"http://127.0.0.1:$port/bad\""
	check "webhook: an error is said" grep -q 'webhook: .*/bad' err
	# the server answers none before there is a file go: one is sent, 63
	# wait, and of 11 * 9 the others are not sent
	for n in 1 2 3 4 5 6 7 8 9; do echo "$rules/servfail.pcap"; done >list
	rm posted
	"$TAPIR" -n -V list --trigger "when frame do webhook \"http://127.0.0.1:$port/wait\"" 2>err &
	hooks=$!
	for n in $(seq 100); do
		grep -q 'wait already' err && break
		sleep 0.1
	done
	check "webhook: too many are said" grep -q 'wait: not sent: 64 wait already' err
	touch go
	wait "$hooks"
	check "webhook: 64 wait" [ "$(grep -c '^/wait ' posted)" = 64 ]
	check "webhook: and the others are counted" grep -q 'webhook: 35 were not sent' err
	run servfail --trigger 'when frame.number == 4 do webhook "ftp://127.0.0.1/"'
	check "webhook: only http" grep -q 'http:// or https://' err
fi

# --- macros in conditions, as in --where

cat >macros <<'END'
"rcode" dns.flags.rcode == $1
"either","dns.flags.rcode in {$1, $2}"
"failed" ${rcode:2} do log
END
run servfail --macros macros --dry-run --trigger 'when ${rcode:2} do log'
mv out with
run servfail --dry-run --trigger 'when dns.flags.rcode == 2 do log'
mv out want
check "rules and macros: some fire" [ -s want ]
check "a macro of --trigger" diff want with
printf 'when $either(2,9)\n  and not ${rcode:77} do log\n' >macro.rules
run servfail --macros macros --rules macro.rules --dry-run
mv out with
run servfail --dry-run --trigger 'when dns.flags.rcode in {2, 9} and not dns.flags.rcode == 77 do log'
check "macros of a file of rules" diff out with
run servfail --macros macros -w macro.pcapng --start-on '$rcode(2)' --after 0s
check "a macro of --start-on" holds macro.pcapng 13
run servfail --dry-run --trigger 'when dns and ${rcode:2} do log'
check "a macro that nobody knows" grep -q "1:14: macro 'rcode' does not exist" err
run servfail --macros macros --dry-run --trigger 'when $failed do log'
check "what macros make wrong" grep -qx "    its macros make it: dns.flags.rcode == 2 do log" err
run servfail --macros no-such-file --dry-run --trigger 'when dns do log'
check "a file of macros that is missing" grep -q no-such-file err

# --- what is said

printf 'rule a\nwhen dns.flags.rcod == 2\ndo log\n' >bad.rules
"$TAPIR" --rules bad.rules --check >out 2>err
check "--check: exit status" [ $? = 1 ]
status=$("$TAPIR" --rules bad.rules --check >/dev/null 2>&1; echo $?)
check "--check: an error" [ "$status" = 1 ]
check "--check: line and column" grep -q 'bad.rules:2:6: .*Did you mean dns.flags.rcode' err
check "--check of the examples" "$TAPIR" --check --rules "$rules/unanswered.rules"
run unanswered --trigger-memory 4KiB --trigger 'when dns unless icmp within 100s by udp.stream, dns.id do log'
check "all of it fits 4 KiB" sh -c '! grep forgotten err'
run servfail --dry-run
check "--dry-run without rules" grep -q 'name them with --rules' err
run servfail --trigger 'when frame do log' --count
check "--count with rules" [ "$status" = 1 ]
"$TAPIR" --trigger 'when frame do log' --dry-run >out 2>err
check "--dry-run without -r" grep -q 'needs a capture file' err
run servfail --trigger 'when frame.number == 10 do write "x" before 1000s' --dry-run
check "nothing is written in a dry run" [ ! -e x ]
run servfail --trigger 'when dns do log to "dry.json"; exec "touch" "dry"' --dry-run
check "nothing is done in a dry run" [ ! -e dry.json ] && [ ! -e dry ]
run servfail --ring-size 4KiB --trigger 'when frame.number == 11 do write "small.pcap" before 1000s'
check "all of it fits a ring of 4 KiB" sh -c '! grep "too small" err'
finish
