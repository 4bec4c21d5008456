#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""
Inputs of fuzz_dissector (target.h, ways.h) for what no golden capture has:
each option and each message there is a number for, at several lengths, with
octets of no meaning.  What they hold is for the sanitizers and for coverage.

usage: tests/fuzz/generate.py    writes tests/fuzz/dissector/*/made-*
"""
import os
import random
import struct

MARK = b'\xffPK'
FRAME, ETHERTYPE, PPP, CHDLC, IP, UDP, TCP = 0, 1, 2, 3, 4, 7, 8
BACK, FIN = 1, 4
IPV6 = 64
ODD = [0, 1, 2, 3, 5, 0x41, 0x7f, 0x80, 0xff]
here = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'dissector')


def octets(n):
    return bytes(random.choice(ODD) for _ in range(n))


def write(protocol, name, way, key, packets, how=0):
    """Files of 24 packets each, with -vvv -e and with no options."""
    folder = os.path.join(here, protocol)
    os.makedirs(folder, exist_ok=True)
    for i in range(0, len(packets), 24):
        body = MARK.join(bytes([how]) + p for p in packets[i:i + 24])
        for options in 7, 0:
            path = f'{folder}/made-{name}-{i // 24:02d}-{options}'
            with open(path, 'wb') as f:
                f.write(struct.pack('>BBH', options, way, key) + body)


def tlvs(numbers, length):
    return b''.join(bytes([t, length(t)]) + octets(length(t))
                    for t in numbers)


def dhcp():
    def head(op):
        return (bytes([op, 1, 6, 0]) + octets(4) + bytes(20) +
                b'\x02\0\0\0\0\1' + bytes(202) + b'\x63\x82\x53\x63')

    packets = [head(1) + b'\x35\1\5' +
               tlvs(range(c, min(c + 12, 255)), lambda t: n) + b'\xff'
               for c in range(1, 255, 12)
               for n in (0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 19)]
    classes = (b'PXEClient:Arch:00000', b'MSFT 5.0', b'docsis3.0', b'pktc1.0',
               b'CableHome1.1', b'ArubaAP', b'Cisco AP c1200',
               b'AAPLBSDPC/i386')
    for vendor in classes:
        for base in range(0, 80, 20):
            sub = tlvs(range(base, base + 20), lambda t: t * 5 % 7)
            number = random.choice([4491, 3561, 9])
            packets.append(
                head(2) + b'\x35\1\2' + bytes([60, len(vendor)]) + vendor +
                bytes([43, len(sub)]) + sub + bytes([82, len(sub)]) + sub +
                struct.pack('>BBIB', 125, len(sub) + 5, number, len(sub)) +
                sub + b'\xff')
    write('dhcp', 'options', UDP, 67, packets)


def dhcpv6():
    def option(code, body):
        return struct.pack('>HH', code, len(body)) + body

    packets = [bytes([random.choice([1, 2, 7, 3, 13]), 1, 2, 3]) +
               option(c, octets(n)) + option(c + 1, octets(n))
               for c in range(1, 150, 2) for n in (0, 1, 4, 12, 26, 41)]
    for kind in range(6):
        packets.append(b'\1\1\2\3' +
                       option(1, struct.pack('>H', kind) + octets(14)) +
                       option(2, struct.pack('>H', kind) + octets(6)))
    for ia in 3, 4, 25:
        sub = b''.join(option(c, octets(n))
                       for c, n in ((5, 24), (26, 25), (13, 6), (5, 60)))
        packets.append(b'\3\1\2\3' + option(ia, octets(12) + sub))
    sub = b''.join(option(c, octets(6)) for c in [*range(1, 45), 1025, 1026])
    for code in 16, 17:
        for number in 4491, 3561, 9:
            packets.append(b'\2\1\2\3' +
                           option(code, struct.pack('>I', number) + sub))
    for kind in 12, 13:
        packets.append(bytes([kind, 1]) + octets(32) +
                       option(9, b'\1\1\2\3' + octets(4)))
    write('dhcpv6', 'options', UDP, 547, packets, IPV6)


def igmp():
    dvmrp = [bytes([0x13, c, 0, 0]) + b + octets(n) for c in range(13)
             for b in (b'\0\0\1\3', b'\0\0\3\xff', b'\0\1\3\xff')
             for n in (0, 7, 24, 60)]
    pim = [bytes([0x14, c, 0, 0]) + b + octets(n) for c in range(10)
           for b in (b'\x10\0\0\0', bytes(4)) for n in (0, 8, 20, 52)]
    write('igmp', 'old', IP, 2, dvmrp + pim)


def mobility():
    packets = []
    lengths = ((2, 2), (3, 16), (4, 4), (5, 12), (6, 18), (7, 8), (8, 5),
               (1, 3), (22, 18))
    options = (b'', b'\0\1\0\1\4aaaa',
               b''.join(bytes([t, n]) + octets(n) for t, n in lengths))
    for kind in range(30):
        for o in options:
            for pad in 0, 6, 22:
                body = bytes([kind, 0]) + octets(2 + pad) + o
                n = (len(body) + 2 + 7) // 8
                packets.append(bytes([59, n - 1]) + body +
                               bytes(n * 8 - len(body) - 2))
    write('mipv6', 'messages', IP, 135, packets, IPV6)


def icmpv6():
    packets = []
    for kind, n in (133, 4), (134, 12), (135, 20), (136, 20), (137, 36):
        for base in range(1, 44, 6):
            for words in 1, 2, 3, 5:
                packets.append(bytes([kind, 0, 0, 0]) + octets(n) + b''.join(
                    bytes([base + i, words]) + octets(words * 8 - 2)
                    for i in range(6)))
    for code in 0, 1, 255:
        for flags in 0, 0x40, 0x80, 0xf8:
            head = bytes([138, code, 0, 0, 0, 0, 0, 1, 1, flags]) + octets(6)
            use = bytes([64, 0, 0, 0]) + octets(28)
            packets += [
                head + b''.join(bytes([op, 7, 0, 0, 0, 64, 128, 0]) +
                                octets(16) + use for op in (1, 2, 3, 4)),
                head + octets(48),
                head + bytes([1, 19, 0, 0, 0, 64, 128, 0]) + octets(16) +
                use * 2]
    for kind in 139, 140:
        for code in range(4):
            for about in range(6):
                head = struct.pack('>BBHHH', kind, code, 0, about, 0x1ff)
                packets += [head + octets(8 + n) for n in (0, 4, 16, 40)]
                packets.append(head + octets(8) +
                               b'\0\0\0\1\4host\7example\0\0')
    write('icmpv6', 'options', IP, 58, packets, IPV6)


def ntp():
    requests = (0, 1, 2, 3, 4, 5, 6, 16, 20, 29, 30, 42, 44)
    packets = [bytes([0x17 | r, auth, who, request]) +
               struct.pack('>HH', error << 12 | n, size) + octets(room)
               for r in (0, 0x80, 0xc0) for auth in (0, 0x80)
               for who in (0, 2, 3) for request in requests
               for error, n, size, room in ((0, 0, 0, 0), (0, 1, 32, 40),
                                            (0, 2, 72, 160), (5, 0, 0, 8))]
    packets += [bytes([0x16, op]) + octets(2) +
                struct.pack('>HHHH', 1, 0, 0, len(data)) + data
                for op in (1, 2, 3, 0x82, 0xc2, 0x8a, 0x1f)
                for data in (b'', b'version="ntpd 4",stratum=2', octets(12))]
    write('ntp', 'modes', UDP, 123, packets)


def ppp():
    """Control protocols: each code, options and none, lengths that lie."""
    protocols = {'lcp': 0xc021, 'ipcp': 0x8021, 'ccp': 0x80fd,
                 'bacp': 0xc02b, 'bap': 0xc02d, 'ipv6cp': 0x8057,
                 'osinlcp': 0x8023, 'mplscp': 0x8281, 'pap': 0xc023,
                 'chap': 0xc223}
    for name, key in protocols.items():
        packets = []
        for code in range(1, 18):
            bodies = [octets(n) for n in (0, 1, 4, 12, 30)]
            for base in (*range(0, 32, 8), 128, 136, 144, 254):
                for n in 0, 1, 2, 3, 4, 6, 9:
                    bodies.append(b''.join(
                        bytes([t, n + 2]) + octets(n)
                        for t in range(base, min(base + 8, 256))))
            bodies += [b'\5user1\6secret', b'\1\0\2\6\0\2']
            for body in bodies[code % 3::3] if code > 4 else bodies:
                packets.append(struct.pack('>BBH', code, 1, len(body) + 4) +
                               body)
            packets.append(struct.pack('>BBH', code, 1, 3))
            packets.append(struct.pack('>BBH', code, 1, 200) + octets(9))
        write(name, 'codes', PPP, key, packets)


def links():
    protocols = (0x0800, 0x86dd, 0x8035, 0x2000, 0x2065, 0x8847, 0xfefe,
                 0x0802, 0x6558, 0x4242)
    write('chdlc', 'types', FRAME, 104,
          [struct.pack('>BBH', address, 0, p) + body
           for address in (0x0f, 0x8f, 0x40) for p in protocols
           for body in (b'', b'\x83\x81\0' + octets(9), octets(40))])
    write('slarp', 'codes', CHDLC, 0x8035,
          [struct.pack('>I', code) + octets(n) for code in range(4)
           for n in (0, 4, 8, 10, 14, 18, 30)])
    write('loop', 'codes', ETHERTYPE, 0x9000,
          [struct.pack('<HH', skip, code) + octets(n)
           for skip in (0, 2, 8, 60000) for code in range(4)
           for n in (0, 2, 8, 46)])
    tags = (0, 0x101, 0x102, 0x103, 0x104, 0x105, 0x106, 0x107, 0x108, 0x109,
            0x10a, 0x110, 0x111, 0x112, 0x113, 0x120, 0x201, 0x202, 0x203,
            0x204, 0x205)
    write('pppoed', 'tags', ETHERTYPE, 0x8863,
          [struct.pack('>BBHH', 0x11, code, 1, (n + 4) * len(tags) + lie) +
           b''.join(struct.pack('>HH', t, n) + octets(n) for t in tags)
           for code in (9, 7, 0x19, 0x65, 0xa7, 0xd3, 0xd4, 0x0a, 0x0b, 0x0c,
                        0x42)
           for n, lie in ((0, 0), (4, 0), (8, 3), (28, 0))])


def whois():
    lines = b'refer: whois.example\r\n\r\ndomain: EXAMPLE\n% end'
    for how in 0, BACK, BACK | FIN:
        write('whois', f'lines{how}', TCP, 43,
              [b'example.com\r\n', lines, lines, b'', b'\n\n'], how)



def ppp_values():
    """Options whose first octets say what the others are."""
    def requests(options):
        return [struct.pack('>BBH', 1, 1, len(o) + 8) + o + b'\xfe\4aa'
                for o in options]

    def option(kind, body):
        return bytes([kind, len(body) + 2]) + body

    # RFC 1332, 3.2; RFC 3241, 2.1; RFC 3544, 2
    iphc = b'\0\x61\0\x10\0\x10\1\0\0\5\0\xa8'
    bodies = [b'\0\x2d\x0f\1', b'\0\x37\x0f\0', b'\0\2abc',
              b'\0\3\0\x0f\0\0\0\xa8', *(iphc[:n] for n in (2, 5, 12)),
              *(iphc + sub for sub in (b'\1\2', b'\2\2\1\2', b'\3\3a',
                                       b'\1\1\2\2', b'\0\2', b'\1\0',
                                       b'\1\x20', b'\1'))]
    cut = struct.pack('>BBH', 1, 1, 60)
    write('ipcp', 'compression', PPP, 0x8021,
          requests(option(2, b) for b in bodies) +
          [cut + option(2, iphc + b'\1\2')[:n] for n in (8, 14, 16, 17)] +
          [cut + b'\2\x20' + iphc + b'\1\2' * n for n in (1, 2)])
    # RFC 1990, 5.1.3
    write('lcp', 'discriminators', PPP, 0xc021,
          requests(option(19, bytes([kind]) + octets(n))
                   for kind in range(7) for n in (0, 4, 5, 6, 8, 20)) +
          [cut + b'\x13\x17\4' + octets(n) for n in (0, 3, 8)])


def pppoe():
    """Tags, each in packets of their own: RFC 2516, RFC 5578, TR-101."""
    def tag(kind, body):
        return struct.pack('>HH', kind, len(body)) + body

    def vendor(*subs):
        return tag(0x105, b'\0\0\x0d\xe9' + b''.join(
            bytes([kind, n]) + octets(n) for kind, n in subs))

    bodies = [vendor((1, 6), (2, 9), *((k, 4) for k in range(0x81, 0x8f))),
              vendor((0x81, 3), (0x90, 4)), vendor() + b'\0',
              tag(0x105, b'\0\0\x0d\xe9\1\x20a'), tag(0x105, b'\0\0\x0d'),
              tag(0x105, b'\0\0\0\1abc'), tag(0x105, b'\0\0\0\1')]
    bodies += [tag(kind, octets(n)) for kind in range(0x106, 0x10a)
               for n in (0, 2, 4, 10)]
    bodies += [tag(kind, text) for kind in (0x101, 0x111, 0x120, 0x203, 0x300)
               for text in (b'some text', b'a' * 90, octets(90))]
    write('pppoed', 'values', ETHERTYPE, 0x8863,
          [struct.pack('>BBHH', 0x11, 0x0b, 1, len(b)) + b for b in bodies] +
          [struct.pack('>BBHH', 0x21, 0xd3, 0, 40) + bodies[0][:30],
           struct.pack('>BBHH', 0x12, 0, 0, 4) + b'\0\x21ab', b'\x11\9\0'])


def arp():
    """Hardware of other kinds: RFC 2225 (ATM), RFC 2390 (Frame Relay)."""
    dlcis = (b'\x10\x21', b'\x10\x20\x31', b'\x10\x20\x30\x41', b'\1',
             b'\x10\x20\x30\x40', b'')
    packets = [struct.pack('>HHBBH', 15, 0x800, len(d), 4, op) +
               (d + b'\xc0\0\2\1') * 2 for d in dlcis for op in range(1, 11)]
    for op in range(1, 12):
        for source, sub, target in ((20, 0, 20), (8, 6, 0), (0, 0, 8)):
            for size in 4, 0:
                packets.append(
                    struct.pack('>HHBBHBBBB', 19, 0x800, source | 0x40, sub,
                                op, size, target, sub, size) +
                    octets(source + sub + target + sub + 2 * size))
    packets += [struct.pack('>HHBBH', hard, proto, a, b, op) +
                octets(2 * (a + b))
                for hard in (1, 6, 7, 32, 99) for proto in (0x800, 0x806, 0x1000)
                for a, b in ((6, 4), (0, 4), (6, 0), (8, 16)) for op in (1, 2)]
    write('arp', 'hardware', ETHERTYPE, 0x806, packets)

random.seed(3)
for make in (dhcp, dhcpv6, igmp, mobility, icmpv6, ntp, ppp, links, whois,
             ppp_values, pppoe, arp):
    make()
