# SPDX-License-Identifier: BSD-3-Clause
# TCP in its moods: resets, losses, fast open, MPTCP, and small programs on it

themes="$themes tcp mptcp redis iperf"

# peer NAMESPACE PYTHON-LINES: a few lines with s = socket of AF_INET
peer()
{
	in_ns $1 timeout 5 python3 -c "
import socket, struct, time
s = socket.socket(); s.settimeout(4)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
$2"
}

listening()
{
	await in_ns $1 sh -c "ss -Htln | grep -q ':$2 '"
}

tcp()
{
	local at="('198.51.100.20', 7)" listen="s.bind(('', 7)); s.listen(); c = s.accept()[0]"

	start tcp-refused
	peer $client "
try: s.connect(('198.51.100.20', 9))
except OSError: pass"
	peer $client "
s = socket.socket(socket.AF_INET6)
try: s.connect(('2001:db8:2::20', 9))
except OSError: pass"
	finish tcp

	start tcp-close
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"$listen
c.recv(9); c.shutdown(1); c.recv(9); time.sleep(.2)\""
	listening $server 7
	peer $client "s.connect($at); s.send(b'hello'); s.recv(9); time.sleep(.2); s.send(b'more'); s.close()"
	stop_daemons
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"$listen
time.sleep(1)\""
	listening $server 7
	peer $client "
s.connect($at); s.send(b'urgent', socket.MSG_OOB); s.send(b'x')
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); time.sleep(.2); s.close()"
	finish tcp
	stop_daemons

	c sysctl -qw net.ipv4.tcp_ecn=1
	s sysctl -qw net.ipv4.tcp_ecn=1
	r nft add table ip loss
	r nft 'add chain ip loss forward { type filter hook forward priority 0; }'
	r nft 'add rule ip loss forward ip daddr 198.51.100.20 ip length > 200 numgen inc mod 4 == 2 drop'
	r nft 'add rule ip loss forward ip daddr 198.51.100.20 ip length > 200 numgen inc mod 7 == 3 ip ecn set ce'
	start tcp-loss-ecn $router r0
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"$listen
while c.recv(4096): pass\""
	listening $server 7
	peer $client "
s.setsockopt(6, 2, 500); s.connect($at); s.send(b'0123456789abcdef' * 320); s.shutdown(1); s.recv(9)"
	finish tcp
	stop_daemons
	r nft flush ruleset
	c sysctl -qw net.ipv4.tcp_ecn=2
	s sysctl -qw net.ipv4.tcp_ecn=2

	r nft add table ip mute
	r nft 'add chain ip mute forward { type filter hook forward priority 0; }'
	r nft 'add rule ip mute forward ip saddr 198.51.100.20 tcp flags & (syn|ack) != syn|ack drop'
	start tcp-retransmission
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"$listen
c.send(b'answer'); c.recv(9); time.sleep(1)\""
	listening $server 7
	(sleep 1.2; r nft flush ruleset) &
	peer $client "s.connect($at); s.send(b'question'); s.recv(9)"
	finish tcp
	stop_daemons

	start tcp-window
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"s.setsockopt(1, 8, 2304); $listen
time.sleep(1)
for i in range(20): c.recv(4096)\""
	listening $server 7
	peer $client "
s.setsockopt(6, 2, 500); s.connect($at); s.send(b'0123456789abcdef' * 200); s.setsockopt(1, 9, 1)
s.shutdown(1); s.recv(9)"
	finish tcp
	stop_daemons

	c sysctl -qw net.ipv4.tcp_fastopen=3
	s sysctl -qw net.ipv4.tcp_fastopen=3
	start tcp-fastopen
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"s.setsockopt(6, 23, 5)
s.bind(('', 7)); s.listen()
for i in (1, 2): c = s.accept()[0]; c.recv(9); c.send(b'answer'); c.close()\""
	listening $server 7
	peer $client "s.settimeout(None); s.sendto(b'first', 0x20000000, $at); s.recv(9)"
	peer $client "s.settimeout(None); s.sendto(b'second', 0x20000000, $at); s.recv(9)"
	finish tcp
	stop_daemons

	# RFC 2385: family, port, address, key length, key
	local md5="s.setsockopt(6, 14, struct.pack('=HH4s120xBBH4x80s', 2, 0, socket.inet_aton('%s'), 0, 0, 6, b'secret'))"
	start tcp-md5
	daemon $server bash -c "$(declare -f in_ns peer); peer $server \"$(printf "$md5" 192.0.2.10)
$listen
c.recv(9); c.send(b'answer')\""
	listening $server 7
	peer $client "$(printf "$md5" 198.51.100.20); s.connect($at); s.send(b'signed'); s.recv(9)"
	finish tcp
	stop_daemons
}

mptcp()
{
	local ns
	for ns in $client $server; do
		in_ns $ns ip mptcp limits set subflow 2 add_addr_accepted 2
	done
	c ip addr add 192.0.2.11/24 dev c0
	s ip addr add 198.51.100.21/24 dev s0
	c ip mptcp endpoint add 192.0.2.11 dev c0 subflow
	s ip mptcp endpoint add 198.51.100.21 dev s0 signal
	start mptcp
	daemon $server timeout 9 python3 -c "
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
s.bind(('', 7)); s.listen(); c = s.accept()[0]
c.recv(9); time.sleep(.3); c.send(b'answer' * 40); time.sleep(.6); c.recv(9); c.close()"
	listening $server 7
	c timeout 5 python3 -c "
import socket, time, subprocess
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
s.connect(('198.51.100.20', 7)); s.send(b'hello'); time.sleep(.6)
s.recv(999); subprocess.run('ip mptcp endpoint flush', shell=True); time.sleep(.2); s.send(b'more'); s.close(); time.sleep(.3)"
	finish tcp
	stop_daemons

	start mptcp-reset
	daemon $server timeout 9 python3 -c "
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
s.bind(('', 7)); s.listen(); c = s.accept()[0]
time.sleep(.3)
c.close()"
	listening $server 7
	c timeout 5 python3 -c "
import socket, struct, time
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
s.connect(('198.51.100.20', 7)); s.send(b'hello'); time.sleep(.5)
try: s.send(b'too late'); time.sleep(.1); s.send(b'again')
except OSError: pass"
	finish tcp
}

redis()
{
	daemon $server redis-server --save '' --protected-mode no --dir $tmp --bind 0.0.0.0 ::
	# redis-cli asks for 200 KB of documentation at first
	await c redis-cli -h 198.51.100.20 acl setuser default -command
	start redis
	c redis-cli -h 198.51.100.20 >/dev/null <<'COMMANDS'
PING
SET key "a value with\r\nlines"
GET key
GET missing
INCR number
INCR key
RPUSH list one two three
LRANGE list 0 -1
HSET hash field 1 other 2.5
HELLO 3
HGETALL hash
SADD set a b
SMEMBERS set
ZADD scores 1.5 a
ZSCORE scores a
NOSUCHCOMMAND with arguments
CONFIG GET maxmemory
COMMANDS
	finish 'tcp port 6379'

	start redis-pubsub
	daemon $client timeout 2 redis-cli -h 2001:db8:2::20 subscribe news
	sleep 0.5
	c redis-cli -h 198.51.100.20 publish news 'something happened' >/dev/null
	printf 'PING\r\nPING inline\r\nMULTI\r\nSET a 1\r\nINCR a\r\nEXEC\r\nQUIT\r\n' |
	    c timeout 2 bash -c 'exec 3<>/dev/tcp/198.51.100.20/6379; cat >&3; cat <&3 >/dev/null'
	finish 'tcp port 6379'
}

iperf()
{
	daemon $server iperf3 -s
	listening $server 5201
	start iperf-udp $client c0 -s 128
	c iperf3 -c 198.51.100.20 -u -k 4 -l 400 >/dev/null
	finish
	start iperf-tcp $client c0 -s 128
	c iperf3 -c 2001:db8:2::20 -k 2 -l 4000 >/dev/null
	finish 'tcp' 1-60
}
