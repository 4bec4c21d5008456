# SPDX-License-Identifier: BSD-3-Clause
"""Tunnels as nobody sends them: every flag, type and length that is checked,
NSH, and headers cut at every length."""

from .wire import *
from .inet import echo6
from .links import ping
from .tunnels import INNER, gre, inner_frame, over4, vxlan

PING = ping(**INNER)


@capture("gre-odd.pcap")
def gre_odd():
    """Flags alone, source routes right and wrong, version 1 with what it does not have."""
    end, hop = u32(0), addr("192.0.2.1")
    for bit in range(3, 12):
        yield over4(gre(1 << bit, 0x0800, PING))

    def routed(*entries):
        return over4(gre(0x4000, 0x0800, PING, u32(0) + b"".join(entries)))
    yield routed(end)
    for offset, length in ((0, 0), (0, 8), (4, 8), (2, 8), (8, 8), (9, 8), (12, 8)):
        yield routed(u16(0x0800) + u8(offset, length) + hop * (length // 4), end)
    yield routed(u16(0x0800) + u8(0, 6) + hop + u16(1), end)
    for offset, length in ((0, 4), (2, 4), (1, 4), (4, 4), (6, 4)):
        yield routed(u16(0xfffe) + u8(offset, length) + u16(7, 0xfbf0), end)
    yield routed(u16(0xfffe) + u8(0, 3) + u16(7) + u8(1), end)
    yield routed(u16(0x86dd) + u8(0, 16) + addr("2001:db8::1"), end)
    yield routed(u16(0) + u8(0, 4) + hop, end)
    yield routed(u16(0x0800) + u8(4, 8) + hop * 2, u16(0xfffe) + u8(2, 4) + u16(7, 8), end)
    yield routed(u16(0x1234) + u8(0, 200) + hop)
    yield over4(gre(0, 0x894f, nsh(rest=CONTEXT + PING)))
    yield over4(gre(0, 0x883e, PING))
    yield over4(gre(0, 0x883e, u8(7, 5, 2, 1) + PING))
    for flags in (0x0001, 0x2001, 0x1001):
        yield over4(gre(flags, 0x0800, PING, u16(len(PING), 7) + u32(1)))
    for version in range(2, 7):
        yield over4(gre(version, 0x0800, PING))


@capture("vxlan-odd.pcap")
def vxlan_odd():
    """Both ports, every flag of GPE, headers that are too short."""
    for bit in range(8):
        yield vxlan(1 << bit, 0xabcdef, inner_frame())
        yield vxlan(1 << bit, 0xabcdef, PING, word=0x123401, port=4790)
    yield vxlan(0, 42, inner_frame(), word=0xffff03, port=4790)
    yield eth(udp(u32(0x88001234, 42 << 8 | 0xff) + inner_frame(), 4789, 50000, sum=False))
    yield eth(udp(u32(0x08000000, 42 << 8) + inner_frame(), 4790, 4789, sum=False))
    yield eth(udp(u32(0x08000000, 42 << 8) + inner_frame(), 6081, 4789, sum=False))
    for port in (4789, 4790, 6081):
        for length in range(1, 8):
            yield eth(udp(u32(0x0c000001, 42 << 8)[:length], 50000, port))


@capture("geneve-odd.pcap")
def geneve_odd():
    """Options whose length does not fit, reserved bits, Google's options, payloads of other kinds."""
    def frame(*options, payload=inner_frame(), proto=0x6558, flags=0, version=0, more=0):
        body = b"".join(options)
        return eth(udp(u8(version << 6 | len(body) // 4 + more, flags) + u16(proto) + u32(42 << 8) +
                       body + payload, 50000, 6081, sum=False))

    def option(cls, kind, *words, length=None, reserved=0):
        return u16(cls) + u8(kind, reserved << 5 | (len(words) if length is None else length)) + u32(*words)
    for bit in range(8):
        yield frame(flags=1 << bit)
    yield frame(option(0x0102, 1, 1, length=3))
    yield frame(option(0x0102, 1, 1), option(0x0102, 1, 1, length=2))
    yield frame(option(0x0102, 1, 1, reserved=7), option(0x0102, 0x80, reserved=1))
    yield frame(option(0x0132, 1, 0x800000d1), option(0x0132, 2, 1, 2, 3, 4), option(0x0132, 3, 0, 0x1234))
    yield frame(option(0x0132, 1, 0x8000000e), option(0x0132, 4, 1), option(0x0133, 1, 1))
    yield frame(option(0xfff0, 1), option(0xffef, 1), option(0x00ff, 1), option(0x0100, 0x81))
    yield frame(option(0x0102, 1), payload=b"")
    yield frame(payload=b"", more=1)
    yield frame(payload=PING, proto=0x0800, version=3)
    yield frame(payload=u16(42, 0x0800) + PING, proto=0x88a8)
    yield frame(payload=u16(42, 0x0a00) + PING, proto=0x88a8)
    yield frame(payload=nsh(rest=CONTEXT + PING), proto=0x894f)


@capture("erspan-odd.pcap")
def erspan_odd():
    """The header of each platform, frame types, integrity, tags; types that the protocol's number does not say."""
    frame = inner_frame()

    def three(vlan=100, cos=1, integrity=0, session=5, low=0):
        return u16(2 << 12 | vlan, cos << 13 | integrity << 11 | session) + u32(1000) + u16(7, low)

    def two(encap):
        return u16(1 << 12 | 100, 6 << 13 | encap << 11 | 5) + u32(0xabc00009)
    for platform in list(range(10)) + [63]:
        yield over4(gre(0x1000, 0x22eb, three(low=1) + u32(platform << 26 | 0x2aaaaaa, 0x12345678) + frame, u32(1)))
    for integrity in range(4):
        yield over4(gre(0x1000, 0x22eb, three(integrity=integrity) + frame, u32(1)))
    for kind in (1, 2, 3, 31):
        yield over4(gre(0x1000, 0x22eb, three(low=kind << 10) + PING, u32(1)))
    yield over4(gre(0x1000, 0x22eb, three(low=2 << 10) + ip6(58, echo6()), u32(1)))
    for encap in range(4):
        yield over4(gre(0x1000, 0x88be, two(encap) + frame, u32(1)))
    yield over4(gre(0, 0x22eb, three() + frame))
    yield over4(gre(0x1000, 0x88be, three() + frame, u32(1)))
    yield over4(gre(0x1000, 0x22eb, two(0) + frame, u32(1)))
    yield over4(gre(0x2000, 0x88be, frame, u32(1)))
    yield over4(gre(0x1000, 0x88be, u16(0) + frame, u32(1)))


CONTEXT = u32(1, 2, 3, 4)


def nsh(version=0, o=0, c=0, ttl=63, length=6, unassigned=0, md=1, next=1, path=0x123, index=255, rest=b""):
    """RFC 8300; length in words."""
    return u32(version << 30 | o << 29 | c << 28 | ttl << 22 | length << 16 | unassigned << 12 | md << 8 | next,
               path << 8 | index) + rest


@capture("nsh.pcap")
def nsh_all():
    """Both kinds of metadata, every next protocol, lengths that lie."""
    def frame(*args, rest=CONTEXT + PING, **fields):
        return eth(nsh(*args, rest=rest, **fields), type=0x894f)
    yield frame()
    for version in (1, 2, 3):
        yield frame(version=version)
    yield frame(o=1)
    yield frame(c=1, ttl=0, unassigned=15)
    for md in (0, 3, 15):
        yield frame(md=md)
    for next, payload in ((2, ip6(58, echo6())), (3, inner_frame()), (4, nsh(rest=CONTEXT + PING)),
                          (0, b"none"), (6, b"what"), (254, b"what"), (255, b"what")):
        yield frame(next=next, rest=CONTEXT + payload)
    for length in (20, 63):
        yield frame(length=length, md=3)
    tlvs = (u16(1) + u8(2, 1) + hexa("12000000"), u16(0x100) + u8(0x82, 0x81) + hexa("12000000"),
            u16(0xfff6) + u8(0, 4) + u32(7), u16(0x7f) + u8(255, 7) + u32(7, 8), u16(1) + u8(2, 0))
    for tlv in tlvs:
        yield frame(md=2, length=2 + len(tlv) // 4, rest=tlv + PING)
    yield frame(md=2, length=2 + len(b"".join(tlvs)) // 4, rest=b"".join(tlvs) + PING)
    yield frame(md=2, length=2, rest=PING)
    for length in range(1, 8):
        yield eth(nsh()[:length], type=0x894f)


@capture("nhrp.pcap")
def nhrp_all():
    """Each type, client information, extensions, addresses that are not IPv4."""
    def entry(code=0, prefix=32, mtu=1514, hold=7200, nbma=b"", sub=b"", proto=b"", pref=0):
        return u8(code, prefix) + u16(0, mtu, hold) + u8(len(nbma), len(sub), len(proto), pref) + nbma + sub + proto

    def extension(kind, value=b"", compulsory=1):
        return u16(compulsory << 15 | kind, len(value)) + value

    def frame(op, *entries, flags=0x8002, id=7, extensions=(), afn=1, proto=u16(0x0800) + bytes(5), sub=b"",
              nbma=addr(C4), src=addr("10.0.0.1"), dst=addr("10.0.0.2"), middle=None, wrong=0):
        middle = u16(flags) + u32(id) if middle is None else middle
        part = u8(len(src), len(dst)) + middle + nbma + sub + src + dst + b"".join(entries)
        tail = b"".join(extensions)
        head = u16(afn) + proto + u8(255) + u16(20 + len(part) + len(tail), 0, 20 + len(part) if tail else 0) + \
            u8(1, op, len(nbma), len(sub))
        return over4(gre(0x2000, 0x2001, summed(head + part + tail, 12, wrong=wrong), u32(2)))
    client = entry(nbma=addr(S4), proto=addr("10.0.0.2"))
    end = extension(0)
    for op in range(1, 7):
        yield frame(op, entry() if op & 1 else client, flags=0xf802 if op < 3 else 0x8000)
    yield frame(1)
    yield frame(2, client, entry(code=12, prefix=0, pref=255))
    wrong = frame(1, entry())[42:]
    for code in (1, 3, 6, 7, 8, 9, 10, 11, 15, 0):
        yield frame(7, wrong, middle=u16(0, code, 40))
    yield frame(7, frame(7, wrong, middle=u16(0, 1, 2), extensions=(extension(3), end))[42:], middle=u16(0, 1, 2))
    yield frame(8, ping(**INNER), middle=bytes(6), extensions=(extension(3), extension(4), extension(5), end))
    yield frame(8, ping(**INNER), middle=u16(0, 9, 0))
    yield frame(3, entry(), extensions=(extension(3, client), extension(4), extension(5),
                                        extension(7, u16(0, 1) + addr(C4) + b"secret"),
                                        extension(8, hexa("00000c") + b"vendor"), extension(9, client, 0),
                                        extension(0x3ff, b"unknown", 0), end))
    yield frame(3, entry(), extensions=(extension(4, client + client), end))
    yield frame(1, sub=b"sub1", flags=0)
    yield frame(2, entry(nbma=addr(S6), proto=addr("2001:db8::2")), nbma=addr(C6), afn=2,
                src=addr("2001:db8::1"), dst=addr("2001:db8::2"), proto=u16(0x86dd) + bytes(5))
    yield frame(1, nbma=mac(CMAC), afn=6, proto=u16(0x0806) + bytes(5))
    yield frame(3, entry(), wrong=1)
    yield frame(9)


@capture("tunnels-cut.pcap")
def cut():
    """A header of each kind, cut at every length."""
    whole = (over4(gre(0xf000, 0x6558, inner_frame(),
                       u32(0, 42, 7) + u16(0x0800) + u8(4, 8) + addr("192.0.2.1") * 2 + u32(0))),
             over4(gre(0x3081, 0x880b, b"", u16(0, 7) + u32(2, 1))),
             vxlan(0x08, 42, inner_frame()),
             vxlan(0x0c, 42, inner_frame(), word=3, port=4790),
             eth(udp(hexa("0340655800002a00010200010000000101038100") + inner_frame(), 50000, 6081, sum=False)))
    for frame in whole:
        inside = frame.find(inner_frame())
        for length in range(34 if frame[23] == 47 else 42, inside + 13 if inside > 0 else len(frame)):
            yield frame[:length], len(frame)
    for rest in (CONTEXT, u16(1) + u8(2, 5) + u32(1, 2), u16(1) + u8(2, 1) + u32(1)):
        frame = eth(nsh(md=1 if rest is CONTEXT else 2, length=2 + len(rest) // 4, next=3, rest=rest + inner_frame()),
                    type=0x894f)
        for length in range(14, 14 + 8 + len(rest) + 13):
            yield frame[:length], len(frame)
