# SPDX-License-Identifier: BSD-3-Clause
"""Link layers: ARP, VLANs, LLC, PPP, PPPoE, cooked, null and raw."""

from .wire import *
from .inet import echo6

BROADCAST = "ff:ff:ff:ff:ff:ff"


def arp(op, sha, spa, tha, tpa, hw=1, proto=0x0800, hlen=6, plen=4):
    return u16(hw, proto) + u8(hlen, plen) + u16(op) + sha + spa + tha + tpa


def ping(src=C4, dst=S4, number=1):
    return icmp(8, 0, u16(1, number) + b"payload", src=src, dst=dst)


@capture("arp-types.pcap")
def arp_types():
    """ARP, RARP, InARP, other hardware, wrong lengths."""
    me, you, none = mac(CMAC), mac(SMAC), b"\0" * 6
    a, b = addr("192.0.2.10"), addr("192.0.2.1")
    all = dict(type=0x0806, dst=BROADCAST)
    yield eth(arp(1, me, a, none, b), **all)
    yield eth(arp(2, you, b, me, a), type=0x0806)
    yield eth(arp(1, me, a, none, a), **all)
    yield eth(arp(2, me, a, mac(BROADCAST), a), **all)
    yield eth(arp(1, me, addr("0.0.0.0"), none, a), **all)
    yield eth(arp(2, me, a, me, addr("0.0.0.0")), type=0x0806)
    for op in (3, 4):
        yield eth(arp(op, me, addr("0.0.0.0"), me, a), type=0x8035, dst=BROADCAST)
    for op in (1, 3, 5, 6, 7, 8, 9, 10, 11, 25):
        yield eth(arp(op, me, a, you, b), **all)
    for hw in (0, 6, 7, 15, 19, 20, 24, 32, 256):
        yield eth(arp(1, me, a, none, b, hw=hw), **all)
    yield eth(arp(1, me + b"\0\1", a, none + b"\0\0", b, hw=24, hlen=8), **all)
    yield eth(arp(1, b"", a, b"", b, hlen=0), **all)
    yield eth(arp(1, me, b"", none, b"", plen=0), **all)
    yield eth(arp(1, me, addr(C6), none, addr(S6), proto=0x86dd, plen=16), **all)
    yield eth(arp(1, me, a, none, b, proto=0x809b), **all)
    yield eth(arp(2, b"\x47\0\x05\x80", a, b"", b, hw=19, hlen=4)[:20], **all)
    yield eth(arp(1, me, a, none, b)[:20], **all)
    yield eth(arp(1, me, a, none, b) + b"\0" * 18, **all)



@capture("tails.pcap")
def tails():
    """What follows the payload: padding, trailers, both; behind tags, in tunnels, cut."""
    payloads = ((0x0800, ping()), (0x0806, arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr(S4))),
                (7, b"\0\0\3data"), (0x86dd, ip6(58, echo6())))
    for type, payload in payloads:
        for tags in (b"", u16(0x8100, 5), u16(0x88a8, 5), u16(0x88a8, 5, 0x8100, 6), u16(0x9100, 5)):
            head = mac(SMAC) + mac(CMAC) + tags + u16(type) + payload
            for tail in (b"\0\0", b"\0\0x", b"\0" * max(0, 60 - len(head)) + b"over", b"tail\0\0\0"):
                yield head + tail
            whole = head + b"\0" * 30
            yield whole[:len(head) + 3], len(whole)
    inner = eth(ping()) + b"\0" * 15
    yield eth(ip4(47, u16(0, 0x6558) + inner)) + b"outer"
    yield eth(ip6(143, inner + b"\0\1\2\3"))


@capture("vlan.pcap")
def vlan():
    """802.1Q and 802.1ad: priorities, two and three tags, other payloads."""
    ip = u16(0x0800) + ping()
    for tci in (0, 1, 42, 4095, 0x2001, 0xe000, 0x1007, 0xffff):
        yield eth(u16(tci) + ip, type=0x8100)
    yield eth(u16(42, 0x86dd) + ip6(58, echo6()), type=0x8100)
    yield eth(u16(42, 0x0806) + arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr("192.0.2.1")),
              type=0x8100, dst=BROADCAST)
    yield eth(u16(100, 0x8100, 42) + ip, type=0x88a8)
    yield eth(u16(0x6064, 0x8100, 0x102a) + ip, type=0x88a8)
    yield eth(u16(100, 0x8100, 42) + ip, type=0x9100)
    yield eth(u16(100, 0x8100, 42) + ip, type=0x9200)
    yield eth(u16(100, 0x8100, 42) + ip, type=0x8100)
    yield eth(u16(3, 0x88a8, 2, 0x8100, 1) + ip, type=0x88a8)
    yield eth(u16(42, 9) + hexa("4242 03") + b"llc...", type=0x8100)
    yield eth(u16(42, 14) + hexa("aaaa 03 000000 0800") + ping()[:6], type=0x8100)
    yield eth(u16(42, 0x88b5) + b"experimental", type=0x8100)
    yield eth(u16(42) + ip + b"\0" * 20, type=0x8100)
    yield eth(u16(42), type=0x8100)
    yield eth(b"\0", type=0x8100)


@capture("llc.pcap")
def llc():
    """IEEE 802.3 with LLC and SNAP, and EtherTypes nobody takes."""
    def frame(body, length=None):
        return eth(body, type=len(body) if length is None else length)
    for control in ("03", "13", "e3", "f3", "af", "bf", "6f", "7f", "43", "53",
                    "63", "73", "0f", "1f", "87", "97", "ff"):
        yield frame(hexa("0404" + control) + b"data")
    yield frame(hexa("0405 af 81 01 00"))
    for control in ("0000", "0203", "0101", "0521", "0902", "feff"):
        yield frame(hexa("0c0d" + control) + b"data")
    for saps in ("0000", "0203", "0606", "7f7e", "f0f1", "e0e0", "8081", "fafb", "5455"):
        yield frame(hexa(saps + "03") + b"data")
    yield frame(hexa("aaaa03 000000 0800") + ping())
    yield frame(hexa("aaaa03 000000 86dd") + ip6(58, echo6()))
    yield frame(hexa("aaaa03 000000 0806") + arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr(C4)))
    yield frame(hexa("aaaa03 000000 88b5") + b"experimental")
    yield frame(hexa("aaaa03 00000c 9999") + b"of a maker")
    yield frame(hexa("aaaa03 0080c2 0001") + eth(ping()))
    yield frame(hexa("aaaa03 0080c2 0007") + eth(ping()))
    yield frame(hexa("aaaa03 123456 0001") + b"unknown OUI")
    yield frame(hexa("aaab03 000000 0800") + ping())
    yield frame(hexa("aaaa03 0000"))
    yield frame(hexa("ffff") + b"\0\x1e" + b"\0" * 28)
    yield frame(hexa("42"))
    yield frame(hexa("4203 03") + b"padding in the frame" + b"\0" * 20, length=5)
    yield frame(hexa("4203 03") + b"longer than the frame", length=900)
    for type in (0x0600, 0x0601, 0x05ff, 0x88b5, 0x88b6, 0x9000, 0x6003, 0xffff, 0x22f0):
        yield eth(b"\0\1\2\3 some other protocol", type=type)
    yield eth(b"", type=0x0800)
    yield mac(SMAC) + mac(CMAC)
    yield mac(SMAC)[:5]


def ppp_options(code, id, *options):
    body = b"".join(u8(kind, len(value) + 2) + value for kind, value in options)
    return u8(code, id) + u16(len(body) + 4) + body


def ppp_frames():
    """Protocol number and packet of a session from its start to its end."""
    lcp, magic = 0xc021, hexa("deadbeef")
    chap = hexa("0123456789abcdef0123456789abcdef")
    yield lcp, ppp_options(1, 1, (1, u16(1492)), (3, u16(0xc223) + u8(5)), (5, magic))
    yield lcp, ppp_options(1, 2, (2, u32(0xa0000)), (3, u16(0xc023)), (4, u16(0xc025)),
                           (7, b""), (8, b""), (9, u8(4)), (10, u8(3)), (13, u8(6)))
    yield lcp, ppp_options(1, 3, (11, u8(1, 8)), (15, b"\1\2"), (16, b""), (17, u16(1500)),
                           (18, b""), (19, u8(3) + mac(CMAC)), (23, u16(1, 2)),
                           (0, u8(0, 0, 12, 1)), (99, b"what"))
    yield lcp, ppp_options(2, 1, (1, u16(1492)), (3, u16(0xc223) + u8(0x81)), (5, magic))
    yield lcp, ppp_options(3, 2, (1, u16(1400)), (3, u16(0xc023)))
    yield lcp, ppp_options(4, 3, (7, b""), (8, b""))
    yield lcp, u8(7, 4) + u16(14) + ppp_options(99, 1, (1, u16(1)))[:10]
    yield lcp, u8(8, 5) + u16(14) + u16(0x8057) + ppp_options(1, 1, (1, b"\0" * 2))
    yield lcp, u8(9, 6) + u16(12) + magic + b"ping"
    yield lcp, u8(10, 6) + u16(12) + magic + b"pong"
    yield lcp, u8(11, 7) + u16(12) + magic + b"junk"
    yield lcp, u8(12, 8) + u16(15) + magic + b"my name"
    yield lcp, u8(13, 9) + u16(12) + magic + u32(3600)
    yield lcp, u8(0, 9) + u16(12) + magic + hexa("00000c01")
    yield lcp, u8(14, 9) + u16(4)
    yield 0xc023, u8(1, 1) + u16(16) + b"\x04user\x06secret"
    yield 0xc023, u8(2, 1) + u16(12) + b"\x07welcome"
    yield 0xc023, u8(3, 2) + u16(7) + b"\x02no"
    yield 0xc223, u8(1, 1) + u16(27) + u8(16) + chap + b"server"
    yield 0xc223, u8(2, 1) + u16(25) + u8(16) + chap[::-1] + b"user"
    yield 0xc223, u8(3, 1) + u16(11) + b"welcome"
    yield 0xc223, u8(4, 2) + u16(23) + b"E=691 R=1 no access"
    yield 0xc227, u8(1, 1) + u16(9) + u8(1) + b"name"
    yield 0xc025, u8(1, 1) + u16(48) + b"\0" * 44
    yield 0x8021, ppp_options(1, 1, (3, addr(C4)), (2, u16(0x002d) + u8(15, 1)),
                              (129, addr(S4)), (130, addr("192.0.2.5")),
                              (131, addr("0.0.0.0")), (132, addr("0.0.0.0")))
    yield 0x8021, ppp_options(1, 2, (1, addr(C4) + addr(S4)), (4, addr(C4)), (99, b"??"))
    yield 0x8021, ppp_options(3, 1, (3, addr("192.0.2.33")))
    yield 0x8021, ppp_options(4, 1, (129, addr(S4)))
    yield 0x8057, ppp_options(1, 1, (1, u64(0x020000fffe00000c)), (2, u16(0x4f)))
    yield 0x80fd, ppp_options(1, 1, (1, u8(3)), (2, u8(1)), (17, u16(1) + u8(0, 0)),
                              (18, u32(0x01000040)), (21, u8(0x2f)), (24, u8(3)), (26, u8(8, 5)))
    yield 0x80fd, u8(14, 2) + u16(4)
    yield 0x80fd, u8(15, 2) + u16(4)
    yield 0x80fd, ppp_options(1, 3, (0, hexa("00000c") + b"x"), (19, u16(1) + u8(3)), (27, b""))
    yield 0x8053, ppp_options(1, 1, (0, hexa("00000c")), (1, chap), (2, chap[:8]), (3, chap[:8]))
    yield 0x8029, ppp_options(1, 1, (1, u16(1)))
    yield 0x8281, ppp_options(1, 1)
    yield 0xc02b, ppp_options(1, 1, (1, b"x"))
    yield 0xc02d, ppp_options(1, 1, (1, u32(1)))
    yield 0x0021, ping()
    yield 0x0057, ip6(58, echo6())
    yield 0x002d, b"\x70compressed"
    yield 0x002f, b"\x45uncompressed"
    yield 0x00fd, b"\x90\0compressed"
    yield 0x0053, b"encrypted"
    yield 0x003d, hexa("c0000001") + hexa("0021") + ping()
    yield 0x0281, u32(42 << 12 | 0x100 | 64) + ping()
    yield 0x4025, b"??"
    yield lcp, ppp_options(1, 9, (1, u16(1500)))[:6]
    yield lcp, u8(1, 9) + u16(2)
    yield lcp, u8(1, 9) + u16(8) + u8(1, 0, 5, 220)
    yield lcp, u8(5, 10) + u16(11) + b"goodbye"
    yield lcp, u8(6, 10) + u16(4)
    yield lcp, ppp_options(1, 11, (4, u16(0xc025) + u32(100)))


@capture("ppp.pcap", link=PPP)
def ppp():
    """PPP without address and control."""
    for proto, packet in ppp_frames():
        yield u16(proto) + packet
    yield u8(0x21) + ping()
    yield u16(0xff03, 0x0021) + ping()
    yield u8(0xff, 0x03, 0x21) + ping()


@capture("ppp-serial.pcap", link=PPP_SERIAL)
def ppp_serial():
    """PPP in HDLC-like framing, with address and control."""
    for proto, packet in list(ppp_frames())[:3] + [(0x0021, ping()), (0x0057, ip6(58, echo6()))]:
        yield u16(0xff03, proto) + packet
    yield u16(0x0f00, 0x0800) + ping()
    yield u16(0x8f00, 0x8035) + u8(0, 0, 0, 1)
    yield u16(0xff03)
    yield u16(0x1234, 0x0021) + ping()


@capture("pppoe.pcap")
def pppoe():
    """Discovery with every tag, then a session."""
    def discovery(code, session, *tags, dst=SMAC, length=None):
        body = b"".join(u16(kind, len(value)) + value for kind, value in tags)
        size = len(body) if length is None else length
        return eth(u8(0x11, code) + u16(session, size) + body, type=0x8863, dst=dst)

    def session(proto, packet, padding=b""):
        return eth(u8(0x11, 0) + u16(7, len(packet) + 2, proto) + packet + padding,
                   type=0x8864)
    unique = (0x0103, hexa("01020304"))
    yield discovery(0x09, 0, (0x0101, b""), unique, dst=BROADCAST)
    yield discovery(0x09, 0, (0x0101, b"internet"), (0x0120, u16(1500)), dst=BROADCAST)
    yield discovery(0x07, 0, (0x0101, b""), (0x0102, b"concentrator"), unique,
                    (0x0104, hexa("aabbccddeeff0011")))
    yield discovery(0x19, 0, (0x0101, b""), (0x0104, hexa("aabbccddeeff0011")), unique)
    yield discovery(0x65, 7, (0x0101, b""), unique)
    yield discovery(0x65, 0, (0x0201, b"no such service"), (0x0202, b"\0\xff"), (0x0203, b"tired"))
    yield discovery(0x09, 0, (0x0105, hexa("00000de9") + b"circuit"), (0x0110, hexa("0001")),
                    (0x0999, b"unknown tag"), (0x0000, b""))
    yield discovery(0xd3, 7, (0x0111, b"motd"))
    for proto, packet in list(ppp_frames())[:2]:
        yield session(proto, packet)
    yield session(0xc223, list(ppp_frames())[18][1])
    yield session(0x8021, list(ppp_frames())[24][1])
    yield session(0x0021, ping())
    yield session(0x0057, ip6(58, echo6()))
    yield session(0x0021, ping(), padding=b"\0" * 10)
    yield eth(u8(0x11, 0) + u16(7, 500, 0x0021) + ping(), type=0x8864)
    yield eth(u8(0x22, 0) + u16(7, 2, 0xc021), type=0x8864)
    yield discovery(0xa7, 7, (0x0203, b"session is over"))
    yield discovery(0xa7, 7)
    yield discovery(0x09, 0, (0x0101, b"long"), length=90)
    yield discovery(0x09, 0, (0x0101, b"x" * 40))[:40]
    yield discovery(0x33, 0)


@capture("null.pcap", link=NULL)
def null():
    """BSD loopback in both byte orders, with every number for IPv6."""
    for family in (2, 24, 28, 30, 10):
        packet = ping() if family == 2 else ip6(58, echo6())
        yield struct.pack("<I", family) + packet
        yield struct.pack(">I", family) + packet
    yield struct.pack("<I", 7) + b"OSI or so"
    yield struct.pack("<I", 99) + b"unknown"
    yield struct.pack("<I", 2)[:3]


@capture("loop.pcap", link=LOOP)
def loop():
    """OpenBSD loopback."""
    yield u32(2) + ping()
    for family in (24, 28, 30):
        yield u32(family) + ip6(58, echo6())
    yield u32(99) + b"unknown"


def raw_packets():
    return (ping(), ip6(58, echo6()), udp(b"payload", 1000, 7), b"\x30 neither", b"")


@capture("raw.pcap", link=RAW)
def raw():
    """IP without a link layer, either version."""
    return raw_packets()


@capture("raw-bsd.pcap", link=RAW_BSD)
def raw_bsd():
    """The same under the number that the BSDs give it."""
    return raw_packets()


@capture("ipv4.pcap", link=IPV4)
def only_ipv4():
    """IPv4 alone, and a frame that is not."""
    return (ping(), tcp(flags=SYN), ip6(58, echo6()))


@capture("ipv6.pcap", link=IPV6)
def only_ipv6():
    """IPv6 alone, and a frame that is not."""
    return (ip6(58, echo6()), tcp(flags=SYN, src=C6, dst=S6), ping())


@capture("cooked-odd.pcap", link=COOKED)
def cooked_odd():
    """Linux cooked v1: packet types, hardware types, other protocols."""
    def cooked(proto, payload, kind=0, hw=1, address=mac(CMAC)):
        return u16(kind, hw, len(address)) + address[:8].ljust(8, b"\0") + u16(proto) + payload
    for kind in range(8):
        yield cooked(0x0800, ping(), kind)
    for hw, address in ((772, b"\0" * 6), (512, b""), (776, addr(C4)), (778, addr(C4)),
                        (803, b""), (824, b""), (65534, b""), (32, b"\1" * 20), (99, b"\1\2\3")):
        yield cooked(0x0800, ping(), 4, hw, address)
    yield cooked(0x86dd, ip6(58, echo6()))
    yield cooked(0x0806, arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr(C4)))
    yield cooked(0x8100, u16(42, 0x0800) + ping())
    yield cooked(0x0001, hexa("ffff") + b"\0\x1e" + b"\0" * 28)
    yield cooked(0x0004, hexa("4242 03") + b"llc")
    yield cooked(0x000c, b"can")
    yield cooked(0x88b5, b"experimental")
    yield cooked(0x0800, ping())[:15]


@capture("cooked2-odd.pcap", link=COOKED2)
def cooked2_odd():
    """Linux cooked v2, likewise; the interface indexes are of no machine."""
    def cooked(proto, payload, kind=0, hw=1, index=4242, address=mac(CMAC)):
        return u16(proto, 0) + u32(index) + u16(hw) + u8(kind, len(address)) + \
            address[:8].ljust(8, b"\0") + payload
    for kind in range(6):
        yield cooked(0x0800, ping(), kind)
    yield cooked(0x86dd, ip6(58, echo6()), hw=772)
    yield cooked(0x86dd, ip6(58, echo6()), hw=65534, address=b"")
    yield cooked(0x0806, arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr(C4)))
    yield cooked(0x8100, u16(42, 0x0800) + ping())
    yield cooked(0x0004, hexa("4242 03") + b"llc")
    yield cooked(0x88b5, b"experimental", index=0xffffffff)
    yield cooked(0x0800, ping(), hw=778)
    yield cooked(0x0800, ping())[:19]
