# SPDX-License-Identifier: BSD-3-Clause
"""TCP connections whose segments belong together: numbers, windows, and protocols of lines."""

from .wire import *


class Connection:
    """Frames of one connection; the numbers go on by themselves."""

    def __init__(self, sport, dport, client=100, server=500):
        self.ports, self.next, self.frames = (sport, dport), [client, server], []

    def send(self, side, payload=b"", flags=ACK, options=b"", seq=None, ack=None, win=512):
        sport, dport = self.ports if side == 0 else self.ports[::-1]
        src, dst = (C4, S4) if side == 0 else (S4, C4)
        seq = self.next[side] if seq is None else seq
        ack = (self.next[1 - side] if flags & ACK else 0) if ack is None else ack
        options += b"\0" * (-len(options) % 4)
        self.frames.append(eth(tcp(payload, sport, dport, flags, seq, ack, options, win, src=src, dst=dst)))
        self.next[side] = seq + len(payload) + bool(flags & (SYN | FIN))

    def open(self, one=b"", other=b""):
        self.send(0, flags=SYN, options=one, win=1000)
        self.send(1, flags=SYN | ACK, options=other, win=1000)
        self.send(0, win=1000)

    def client(self, *payloads):
        for payload in payloads:
            self.send(0, payload, PSH | ACK)

    def server(self, *payloads):
        for payload in payloads:
            self.send(1, payload, PSH | ACK)


@capture("tcp-numbers.pcap")
def tcp_numbers():
    """Relative numbers, streams and windows: first packets of all kinds, ports used again."""
    scale = hexa("030307")
    for port, (one, other) in enumerate(((scale, scale), (scale, b""), (b"", scale), (b"", b"")), 1):
        c = Connection(port, 7)
        c.open(one, other)
        c.server(b"data")
        c.send(0, flags=RST | ACK, win=1000)
        yield from c.frames
    for port, first in enumerate((SYN, SYN | ACK, ACK, 0, RST, RST | ACK, FIN | ACK, PSH), 10):
        c = Connection(port, 7)
        c.send(1 if first == SYN | ACK else 0, b"" if first & SYN else b"abc", first, options=scale if first & SYN else b"")
        c.client(b"def")
        c.server(b"ghi")
        c.send(0, flags=FIN | ACK)
        yield from c.frames
    again = Connection(30, 7)
    again.open(scale, scale)
    again.client(b"one")
    again.next = [9000, 8000]
    again.open(scale, hexa("030302"))
    again.server(b"two")
    again.send(0, flags=SYN, seq=9000)      # the same once more
    again.send(0, flags=SYN, seq=20000)     # nobody answers
    again.client(b"three")
    yield from again.frames
    odd = Connection(31, 7)
    odd.open()
    odd.send(0, b"before", seq=90)
    odd.send(1, seq=490, ack=90)
    sack = hexa("01010512 00000200 00000210 00000220 00000230")
    odd.send(0, options=sack)
    odd.client(b"x" * 10)
    odd.send(1, options=hexa("0101050a 00000068 0000006a"))
    odd.send(0, flags=ACK | URG, seq=111)
    yield from odd.frames
    quoted = tcp(b"quoted data", 31, 7, seq=111, ack=501)
    for code, quote in ((4, quoted), (4, quoted[:28]), (13, tcp(b"", 32, 7, seq=5, ack=6))):
        yield eth(icmp(3, code, u32(0) + quote, src=S4, dst=C4))
    loop = dict(src=C4, dst=C4)
    for sport, dport in ((5, 5), (5, 6), (6, 5)):
        yield eth(tcp(b"", sport, dport, SYN | ACK, 20, 11, **loop))
        yield eth(tcp(b"1", sport, dport, ACK, 11, 21, **loop))
    yield eth(tcp(b"x" * 28, 33, 7, frag=0x2000))


@capture("http-messages.pcap")
def http_messages():
    """Bodies, chunks, tunnels, messages that begin or end anywhere."""
    c = Connection(4001, 80)
    c.open()
    c.client(b"GET /a/b?x=1&y=2 HTTP/1.1\r\nHost: h.example\r\nCookie: a=b; c=d\r\n"
             b"Authorization: Basic dXNlcjpwYXNz\r\nX-Foo: bar\r\nReferer: http://r/\r\n\r\n")
    c.server(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=x\r\nContent-Length: 300\r\n\r\n" + b"a" * 100,
             b"a" * 100, b"a" * 100)
    c.client(b"POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\na=b&c")
    c.server(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nTransfer-Encoding: chunked\r\nSet-Cookie: z=1; path=/\r\n\r\n"
             b"5\r\nhello\r\n3;ext\r\nabc\r\n0\r\nTrailer: x\r\n\r\n")
    c.client(b"GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n")
    c.server(b"HTTP/1.0 404\r\n\r\n", b"HTTP/1.1 599 Weird thing\r\nFolded: a\r\n  b\r\nNoColon\r\n\r\n")
    c.client(b"FOO /1 HTTP/1.1\r\nHost: h\r\n\r\n", b"random stuff", b"GET /partial HTTP/1.1\r\nHost: h\r\nUser-Ag", b"ent: x\r\n\r\n")
    yield from c.frames
    c = Connection(4002, 8080)
    c.open()
    c.client(b"CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n")
    c.server(b"HTTP/1.1 200 Connection established\r\n\r\n")
    yield from c.frames
    c = Connection(4003, 9998)
    c.open()
    c.client(b"GET / HTTP/1.1\r\nHost: any\r\n\r\n")
    c.server(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", b"more of it")
    yield from c.frames
    payloads = (
        b"GET / HTTP/1.1\r\nHost:   spaces  \r\nEmpty:\r\nServer:x\r\nUser-Agent:\tt\t\r\nHost : a\r\nCookie: a=b;c=d;  e\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", b"GET http://x/y HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /q? HTTP/1.1\r\n\r\n",
        b"GET ?a&b& HTTP/1.1\r\nHost: h\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /2 HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: h\r\n\r\nbody", b"POST / HTTP/1.1\r\nContent-Length: abc\r\n\r\nbody",
        b"POST / HTTP/1.1\r\nContent-Length: 3 \r\n\r\nbody",

        b"HTTP/1.1 200", b"HTTP/1.1 \r\n\r\n", b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1  200  OK  fine \r\n\r\n", b"HTTP/1.1 20x OK\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n", b"ICY 200 OK\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/1.1", b"GET / HTTP/1.1\r\nHost: h", b"GET / HTTP/1.1\r\nHost",
        b"\r\nGET / HTTP/1.1\nHost: lf\n\nbody", b"\r\n\r\n", b"a: b\r\nc: d\r\n\r\nrest", b"GET/ HTTP/1.1\r\n\r\n", b"GET",
        b"GET / HTTP/1.1\r\nAuthorization: Basic YTpi\r\nAuthorization: Bearer x\r\nAuthorization: Basic !!!\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\nabc", b"GET / HTTP/1.1\rHost: h\r\r", b"A" * 128 + b" 200 x\r\n",
        b"A" * 129 + b" 200 x\r\n", b"GET a\nb\rc\n", b"GET\tx\r\n", b"a 200 x\r\nsecond\x01\r\n", b"RPC_CONNECT x\r\n", b"PATCH / HTTP/1.1\r\n\r\n")
    for port, payload in enumerate(payloads, 5000):
        yield eth(tcp(payload, port, 80, PSH | ACK))
    for code in (100, 199, 201, 226, 299, 304, 308, 399, 418, 451, 499, 503, 511, 599, 600):
        yield eth(tcp(b"HTTP/1.1 %d x\r\n\r\n" % code, 6000 + code, 80, PSH | ACK))


@capture("lines.pcap")
def lines():
    """SMTP, FTP, WHOIS, the first line of SSH; and which of two ports decides."""
    c = Connection(1, 25)
    c.open()
    c.server(b"220 mx ESMTP\r\n")
    c.client(b"EHLO me\r\n")
    c.server(b"250-mx\r\n250-PIPELINING\r\n250 HELP\r\n")
    c.client(b"MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n")
    c.server(b"250 ok\r\n250 ok\r\n354 go\r\n")
    c.client(b"Subject: x\r\n\r\nbody\r\n", b"more\r\n.\r\n", b"AUTH LOGIN\r\n")
    c.server(b"334 VXNlcm5hbWU6\r\n")
    c.client(b"dXNlcg==\r\n", b"cGFzcw==\r\n", b"NOOP\r\n")
    c.server(b"220\r\n", b"2200 x\r\n", b"22")
    c.client(b"STARTTLS\r\n")
    yield from c.frames
    c = Connection(2, 21)
    c.open()
    c.server(b"220 ftp\r\n", b"230-hi\r\n there\r\n230 ok\r\n", b"227 Entering Passive Mode (10,0,0,2,200,10)\r\n",
             b"229 Entering (|||6000|)\r\n", b"227 none\r\n", b"227 (1,2,3,4,5,256)\r\n")
    c.client(b"USER x\r\n", b"PASV\r\n", b"PORT 10,0,0,1,4,5\r\n", b"EPRT |1|10.0.0.1|5000|\r\n", b"list\r\nLIST a b\r\n", b"noeol")
    yield from c.frames
    c = Connection(3, 43)
    c.open()
    c.client(b"example.com\r\n", b"a\r\n\r\nb")
    c.server(b"% one\nDomain: x\n\nlast", b"odd\x01\r\n", b"\r\n")
    yield from c.frames
    c = Connection(4, 22)
    c.open()
    c.server(b"SSH-2.0-one\r\n")
    c.client(b"SSH-2.0-two three\r\n")
    kex = u8(20) + b"c" * 16 + b"".join(u32(len(n)) + n for n in (b"a", b"b,c", b"d", b"d", b"e", b"e", b"none", b"none", b"", b"")) + \
        u8(0) + u32(0)
    packet = lambda data: u32(len(data) + 5) + u8(4) + data + b"\0" * 4
    c.client(packet(kex))
    c.server(packet(kex))
    c.client(packet(u8(21)) + b"\x12\x34\x56\x78secret", b"\x9a\xbc\xde\xf0more")
    yield from c.frames
    for port, payload in enumerate((b"SSH-", b"SSH-\n", b"SSH-a\tb\r\n", b"SSH-a\rb\r\n", b"SSX", b"foo\r\n", b"SSH-a\r\r\n"), 100):
        yield eth(tcp(payload, port, 22, PSH | ACK))
    for sport, dport in ((80, 25), (21, 80), (43, 8080), (22, 80), (25, 43)):
        yield eth(tcp(b"GET / HTTP/1.1\r\n", sport, dport, PSH | ACK))
        yield eth(tcp(b"GET / HTTP/1.1\r\n", dport, sport, PSH | ACK))
