# SPDX-License-Identifier: BSD-3-Clause
"""Captures for the scripts of tests/lua/scripts/, by the script's name."""
import gzip
import os
import random
import struct
import sys
import zlib

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'golden'))
from generator import arrival  # noqa: E402
from generator.arrival import again, backwards, first_lost, in_order, one_lost, swapped, twice  # noqa: E402

A, B = b'\x0a\0\0\1', b'\x0a\0\0\2'
MAC = b'\x02\0\0\0\0\2' + b'\x02\0\0\0\0\1'
USER0 = 147


def checksum(b):
    b += b'\0' * (len(b) % 2)
    s = sum(struct.unpack(f'!{len(b) // 2}H', b))
    while s >> 16:
        s = (s & 0xffff) + (s >> 16)
    return ~s & 0xffff


def ether(kind, payload):
    return MAC + struct.pack('!H', kind) + payload


def ip(proto, payload, src=A, dst=B):
    h = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(payload), 1, 0, 64, proto, 0, src, dst)
    return h[:10] + struct.pack('!H', checksum(h)) + h[12:] + payload


def datagram(payload, sport=40000, dport=7777):
    return struct.pack('!HHHH', sport, dport, 8 + len(payload), 0) + payload


def udp(payload, sport=40000, dport=7777, src=A, dst=B):
    return ether(0x0800, ip(17, datagram(payload, sport, dport), src, dst))


def segment(payload, seq, sport, dport, flags=0x18, ack=1, src=A, dst=B):
    t = struct.pack('!HHIIBBHHH', sport, dport, seq % 2 ** 32, ack, 0x50, flags, 1000, 0, 0) + payload
    return ether(0x0800, ip(6, t, src, dst))


def tcp(payload, seq, dport):
    return segment(payload, seq, 1000, dport)


def cut(octets, edges):
    edges = [0, *edges, len(octets)]
    return [(a, octets[a:b]) for a, b in zip(edges, edges[1:])]


def stream(dport, cuts):
    units = b''.join(struct.pack('!H', 2 + len(s)) + s for s in (b'one', b'a longer one', b'x', b'', b'the end'))
    return [tcp(s, 1 + a, dport) for a, s in cut(units, cuts)]


def dialogue(sport, dport, parts):
    """A handshake, and parts: (from the client?, octets)."""
    seq = {True: 1001, False: 5001}
    frames = [segment(b'', 1000, sport, dport, 2, 0), segment(b'', 5000, dport, sport, 0x12, 1001, B, A),
              segment(b'', 1001, sport, dport, 0x10, 5001)]
    for client, octets in parts:
        where = (sport, dport, 0x18, seq[not client], A, B) if client else (dport, sport, 0x18, seq[not client], B, A)
        frames.append(segment(octets, seq[client], where[0], where[1], *where[2:]))
        seq[client] += len(octets)
    return frames


def write(path, frames, link=1):
    with open(path, 'wb') as f:
        f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, link))
        for i, p in enumerate(frames):
            f.write(struct.pack('<IIII', 1700000000 + i, 123456, len(p), len(p)) + p)


# --- what realistic scripts dissect ---------------------------------------------------------------

def sensor():
    def message(kind, flags, readings, wrong=0):
        m = struct.pack('!HBBB', 0xbeef, 0x20 | kind, flags, len(readings))
        m += b''.join(struct.pack('!Bh', i, v) for i, v in readings)
        return m + struct.pack('!H', (sum(m) & 0xffff) ^ 0x5a5a ^ wrong)
    return [udp(message(*m)) for m in ((0, 0, []), (1, 0x81, [(1, 20), (200, -300)]), (4, 0x80, [(7, 32767)], 1),
                                       (3, 1, [(0, -1)]), (9, 0x7e, []))] + [udp(b'abc')]


def gamequery():
    info = b'\xff\xff\xff\xff\x49Test server\0de_dust\0' + struct.pack('<BBfHQ', 3, 16, 42.5, 0x01a1, 0x0110000100abcdef)
    players = b'\xff\xff\xff\xff\x44\2' + b'\0Ann\0' + struct.pack('<if', 12, 100.25) + b'\1Bob \xc3\xa9\0' + struct.pack(
        '<if', -3, 0.1)
    rules = b'\xfe\xff\xff\xff\x45\2\0mp_time\x0030\0sv_name\0\0'
    return [udp(info), udp(players, dport=27015), udp(rules, dport=27016), udp(b'\xff\xff\xff\xff\x99tail'), udp(b'abc')]


def telemetry():
    def element(tag, octets):
        return struct.pack('!BH', tag, len(octets)) + octets
    one = struct.pack('!I', 7) + element(1, struct.pack('!d', 20.0)) + element(2, struct.pack('!i', -7)) + element(
        3, 'h\u00e9llo'.encode()) + element(5, struct.pack('!Q', 0x123456789abcdef0))
    return [udp(one), udp(struct.pack('!I', 0xffffffff) + element(9, b'?') + element(1, struct.pack('!d', 1e30))),
            udp(struct.pack('!I', 4))]


def plc():
    def pdu(tid, fn, rest):
        return struct.pack('!HHBB', tid, 2 + len(rest), 17, fn) + rest
    ask = [pdu(1, 3, struct.pack('!HH', 0x6b, 3)), pdu(2, 6, struct.pack('!HH', 1, 99)), pdu(3, 9, b'\0\1'),
           pdu(4, 3, struct.pack('!HH', 10, 2))]
    say = [pdu(1, 3, struct.pack('!HHH', 555, 0, 65535)), pdu(2, 6, struct.pack('!HH', 1, 99)), pdu(3, 0x89, b'\1'),
           pdu(77, 3, b''), pdu(4, 3, struct.pack('!HH', 1, 2))]
    return dialogue(1500, 5020, [(True, ask[0]), (False, say[0][:5]), (False, say[0][5:]), (True, ask[1] + ask[2][:3]),
                                 (True, ask[2][3:]), (False, say[1] + say[2] + say[3]), (True, ask[3]),
                                 (False, say[4][:1]), (False, say[4][1:6]), (False, say[4][6:])])


def chat():
    lines = b'HELLO me\r\nTO you how are you\r\n\r\nQUIT\r\n'
    frames = [tcp(s, 1 + a, 6660) for a, s in cut(lines, [3, 9, 10, 17, 28, 30, 34])]
    return frames + dialogue(2000, 6662, [(True, b'A b\r\nC'), (False, b'x y z\r\n'), (True, b' d\r'), (True, b'\nE\r\n')])


def tlv():
    def element(tag, octets):
        return bytes([tag, len(octets)]) + octets
    every = (element(2, b'\xff') + element(3, b'\1\2') + element(4, b'\0\0\1\xff') + element(5, b'\x80' + bytes(7)) +
             element(6, b'words \xe2\x82\xac\0') + element(7, A) + element(8, b'\x20\1\r\xb8' + bytes(11) + b'\1') +
             element(9, MAC[:6]) + element(10, bytes(range(16))) + element(11, struct.pack('!I', 1700000000)) +
             element(12, b'\1\2\3') + element(13, b'\x2a\x86\x48\x86\xf7\x0d') + element(14, bytes(range(8))) +
             element(0x7f, bytes(5)) + element(99, bytes(range(60))))
    deep = element(1, element(1, element(1, element(1, element(2, b'\1')))) + element(2, b'\2'))
    return [udp(every), udp(deep), udp(element(2, b'\1') + b'\6\x20short'), udp(b''), udp(element(4, b'\1'))]


def discover():
    here = b'DISC\2' + bytes(range(16)) + b'printer'
    return [udp(b'DISC\1', 4000, 4001), udp(here, 4000, 4001), udp(b'nothing', 4000, 4001), udp(b'DISC\1', 41005, 41006),
            udp(b'DISC\4', 41007, 41008), tcp(here, 1, 4500), tcp(b'DISC\3', 1 + len(here), 4500)]


def dns(response):
    q = b'\7example\3org\0\0\1\0\1'
    a = b'\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1' if response else b''
    return struct.pack('!HHHHHH', 0x1234, 0x8180 if response else 0x100, 1, int(response), 0, 0) + q + a


def annotate():
    get = b'GET /x HTTP/1.1\r\nHost: example.org\r\nUser-Agent: t\r\n\r\n'
    ok = b'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n'
    web = dialogue(3000, 80, [(True, get), (False, ok)])
    arp = ether(0x0806, struct.pack('!HHBBH', 1, 0x800, 6, 4, 1) + MAC[6:] + A + bytes(6) + B)
    return [udp(dns(False), 3333, 53), udp(dns(True), 53, 3333), udp(b'\1\2\3data'), arp, *web]


def talkers():
    pieces = random.Random(5)
    three = b'\x0a\0\0\3'
    frames = [udp(bytes(pieces.randrange(40)), pieces.randrange(1, 5), 9000, pieces.choice((A, B, three)))
              for _ in range(12)]
    return frames + dialogue(1, 2, [(True, b'x')])


def tables():
    return [udp(bytes([k, s]) + name + b'\0' + rest, dport=port) for k, s, name, rest, port in (
        (1, 2, b'gam', b'\1\2\3', 7777), (2, 0, b'xxx', b'\1\2', 31000), (3, 0, b'xxx', b'\1\2\3\4', 31010),
        (9, 0, b'gam', b'\1\2z', 31020), (5, 0, b'xxx', b'\5\6', 31005), (7, 0, b'gam', b'zz', 31001),
        (2, 0, b'xxx', b'\1\2', 31011))]


def encap():
    inner = udp(b'\1\2\3', 10, 20)
    return [struct.pack('!BBH', d, c, len(p)) + p for d, c, p in (
        (0, 1, inner), (1, 2, inner[14:]), (0, 3, b'octets'), (1, 9, b'x'), (2, 1, b''))]


def ethertype():
    def ring(kind, inner, rest):
        return ether(0x88b5, bytes([kind, 3]) + b'\x02\x11\x22\x33\x44\x55' + struct.pack('!IH', 99, inner) + rest)
    return [ring(0x21, 0, bytes(32)), ring(2, 0x1234, b''), ring(3, 0x0800, udp(b'\1\2', 10, 20)[14:]),
            ether(0x88b6, ring(0xe4, 0x86dd, b'')[14:])]


def prefs():
    return [udp(b'\1\2'), udp(b'\1\2', dport=9001), udp(b'\3\4', dport=9010), udp(b'\3\4', dport=9003)]


def times():
    def message(a, le, rel, ms, i):
        return struct.pack('!II', *a) + struct.pack('<II', *le) + struct.pack('!iqq', rel, ms, i)
    return [udp(message((1700000000, 500000000), (86400, 999), 61, 1700000000123, -2)),
            udp(message((0, 0), (0, 0), 0, 0, 0)), udp(message((4102444800, 1), (951782400, 999999999), -1, 1500, 2 ** 62))]


def packed():
    def message(method, octets):
        return udp(struct.pack('!BH', method, len(octets)) + octets)
    return [message(1, zlib.compress(b'unpacked words ' * 4)), message(2, bytes(c ^ 0x55 for c in b'ciphered')),
            message(3, b'middle'), message(1, b'no zlib'), message(7, b'')]


def structs():
    return [udp(struct.pack('!HiB', *v) + s + b'\0' + struct.pack('<d', d)) for v, s, d in (
        ((1, -2, 3), b'words', 2.5), ((65535, 2 ** 31 - 1, 255), b'', -1e10), ((0, 0, 0), b'"quoted"\\', 0.0))]


def market():
    def message(tag, octets):
        return struct.pack('<HB', 3 + len(octets), ord(tag)) + octets
    def packet(number, *messages, tail=b''):
        return udp(struct.pack('<BIQB', 7, number, 1700000000123456789 + number, len(messages)) + b''.join(messages) + tail)
    add = struct.pack('<8s1sqIB', b'TAPIR', b'B', 1234567, 100, 0x81)
    odd = struct.pack('<8s1sqIB', b'LONGNAME', b'?', -5, 0, 0)
    execute = [struct.pack('<8sIq', b'', 7, v) for v in (-2 ** 63, 42)]
    return [packet(1, message('A', add), message('X', execute[0])), packet(2), packet(3, message('Z', b'free text\0'),
            message('A', odd), message('X', execute[1]), tail=b'\0\0'), udp(b'\x08' + bytes(20), 1, 2)]


def columns():
    return [udp(bytes([n])) for n in range(1, 18)]


def ipproto():
    v6 = struct.pack('!IHBB', 0x60000000, 10, 17, 64) + bytes(15) + b'\1' + bytes(15) + b'\2' + datagram(b'\1\2', 10, 20)
    return [ether(0x0800, ip(p, struct.pack('!IB', k, n) + rest)) for p, k, n, rest in (
        (253, 1, 4, ip(17, datagram(b'\1\2', 10, 20), b'\xc0\0\2\1', b'\xc0\0\2\2')), (254, 0x01020304, 41, v6),
        (253, 0, 59, b'rest'))]


def objects():
    point, label = struct.pack('!Bhh', 1, 5, -6), b'\2\5hello'
    return [udp(point + label + point), udp(label + b'\3'), udp(point + b'\1\0'), udp(b'\2\3abc\2\0'), udp(b'')]


def strings():
    odd = 'g\u00e9\u20ac!'
    def message(plain, rest):
        return udp(plain + '\u00e9t\u00e9 \u2713'.encode()[:7].ljust(7, b'.') + b'zero\0' + odd.encode('utf-16-be') + b'\0\0' +
                   odd.encode('utf-16-le') + b'\0\0' + b'\xe9\xe8ab' + rest)
    return [message(b'plain!', b'tail\0'), message(b'a\tb\nc!', b'\xff\xfe\0'), message(b'nul\0xy', b'"q"\\')]


def flags():
    return [udp(struct.pack('!IBbh', w, b, s, l) + s24 + struct.pack('!i', s32)) for w, b, s, l, s24, s32 in (
        (0xb1234567, 0xa5, -1, -2, b'\xff\xff\xfe', -3), (0, 0, 0, 0, bytes(3), 0), (0x7fffffff, 0x7e, 1, 1, b'\1\2\3', 2 ** 31 - 1))]


def windows():
    return [udp(b'\7')]


def overlapping(pieces, data):
    return arrival.overlapping(pieces, data, before=3, behind=2)


ORDERS = (in_order, swapped, twice, again, overlapping, one_lost, first_lost, backwards)


def pieces():
    units = b''.join(struct.pack('!H', 2 + n) + bytes(97 + n % 26 for _ in range(n)) for n in (3, 0, 40, 1, 90, 17))
    lines = b''.join(b'%c' % (97 + n) * n + b'\n' for n in (3, 0, 20, 1, 13))
    frames, sport = [], 1000
    for dport, data in ((5001, units), (5002, units), (5003, lines)):
        for order in ORDERS:
            for count in (1, 2, 3, 5, 8, 13, 29, 50) if order == in_order else (5, 18):
                frames += dialogue(sport, dport, [])
                for offset, octets in order(cut(data, [len(data) * n // count for n in range(1, count)]), data):
                    frames.append(segment(octets, 1001 + offset, sport, dport, 0x18, 5001))
                frames.append(segment(b'', 1001 + len(data), sport, dport, 0x11, 5001))
                sport += 1
    return frames


def oldtime():
    def pdu(op, body):
        return struct.pack('!BH', op, len(body)) + body
    parts = [pdu(1, b'usr/share/doc'), pdu(1, b'one'), pdu(0x81, b''), pdu(2, struct.pack('!IIII', 1, 0xdeadbeef, 99, 2 ** 31)),
             pdu(0x82, struct.pack('!I', 0) + b'x'), pdu(9, b'abcd')]
    octets = b''.join(parts)
    return dialogue(1600, 5150, [(True, parts[0]), (False, parts[2] + parts[1][:2]), (False, parts[1][2:]),
                                 (True, parts[3][:9]), (True, parts[3][9:] + parts[4] + parts[5])]) + dialogue(
        1601, 5153, [(True, octets[i:i + 7]) for i in range(0, len(octets), 7)])


def ledger():
    def entry(kind, ident, body):
        return struct.pack('!IHQ', 14 + len(body), kind, ident) + body
    e = [entry(1, 1, struct.pack('!q', 1000)), entry(2, 0x1234567890abcdef, struct.pack('!q', 1000)),
         entry(2, 2 ** 63 + 5, struct.pack('!q', 3)), entry(3, 7, 'Caf\u00e9 \u20ac'.encode('utf-16-be')),
         entry(4, 8, struct.pack('!II', 1700000000, 500) + bytes(range(16))), entry(99, 2 ** 64 - 1, b'rest'),
         entry(1, 3, struct.pack('!q', 2 ** 62 + 1))]
    octets = b''.join(e)
    return dialogue(1700, 6100, [(True, e[0]), (False, e[1] + e[2][:3]), (False, e[2][3:]), (True, b''.join(e[3:]))]) + dialogue(
        1701, 6101, [(True, octets[i:i + 25]) for i in range(0, len(octets), 25)])


def media():
    def reply(kind, body, more=b''):
        kind = b'Content-Type: ' + kind + b'\r\n' if kind else b''
        return b'HTTP/1.1 200 OK\r\n' + kind + more + b'Content-Length: %d\r\n\r\n' % len(body) + body
    ask = b'GET /a HTTP/1.1\r\nHost: h\r\n\r\n'
    chunks = (b'HTTP/1.1 200 OK\r\nContent-Type: application/x-form\r\nTransfer-Encoding: chunked\r\n\r\n'
              b'3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n')
    post = b'POST /b HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-form\r\nContent-Length: 4\r\n\r\nbody'
    cut = reply(b'application/x-form', b'first')
    says = [reply(b'Application/X-Form; charset=utf-8', b'hello'), reply(b'application/x-other', b'refused'), chunks,
            reply(b'text/plain', b'one\ntwo\n'), reply(b'application/octet-stream', b'\1\2\3'), reply(b'', b'\1\2'),
            reply(b'application/x-nobody', b'abc'), reply(b'application/x-form', b'')]
    parts = [(True, post), (False, says[0])] + [p for s in says[1:] for p in ((True, ask), (False, s))]
    return dialogue(1800, 80, parts + [(True, ask), (False, cut[:-2]), (False, cut[-2:]), (True, ask + ask), (
        False, reply(b'application/x-form', b'one') + reply(b'application/x-form ;a=b', b'two'))])


def packing():
    return [udp(b'abc')]


def realistic(name):
    made = globals()[name]()
    return (made, USER0) if name == 'encap' else (made, 1)


# --- what those of scripts/dissect do --------------------------------------------------------------

def small(name):
    count = bytes(range(1, 65))
    mixed = bytes.fromhex('0a000001') + b'Hello\0World\0' + bytes.fromhex(
        '20010db80000000000000000000000010123456789abcdef') + struct.pack('!fd', 1.5, -2.25) + bytes.fromhex(
        'ffffffff80000000') + bytes(8)
    talk = [udp(b'\x02abc', 1000, 2000), udp(b'\x01abc', 1000, 2000), udp(b'\x05abc', 1000, 2000)]
    zipped = zlib.compress(b'Hello, unpacked World! ' * 3)
    gz = gzip.compress(b'Hello, gzip World!', mtime=0)
    web = dialogue(3000, 80, [(True, b'GET /x HTTP/1.1\r\nHost: h\r\n\r\n'),
                              (False, b'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno')])
    part = ether(0x0800, ip(17, bytes(16)))
    part = part[:20] + b'\x20\x03' + part[22:24] + struct.pack('!H', checksum(part[14:20] + b'\x20\x03' + part[22:24] + b'\0\0' + part[26:34])) + part[26:]
    streams = stream(5001, [1, 4, 9, 20, 22, 25]) + stream(5002, [3, 5, 6, 20, 23])
    ends = [udp(count), tcp(count, 1, 5003)]
    return {'heuristic': talk, 'pinfo': ends, 'stream': streams, 'taps': [*ends, part, *web], 'stream-nested': streams, 'unit-columns': stream(5001, [7, 20, 24]) + stream(5002, [19, 23]),
            'uncompress': [udp(b'z' + zipped), udp(b'g' + gz)]}.get(
        name, [udp(count), udp(mixed)]), 1


def capture(folder, name, path):
    write(path, *(realistic if folder == 'real' else small)(name))
