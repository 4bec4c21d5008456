# SPDX-License-Identifier: BSD-3-Clause
"""GRE and what it carries, IP in IP, VXLAN, VXLAN-GPE, Geneve."""

from .wire import *
from .inet import echo6
from .links import arp, ping

INNER = dict(src="10.0.0.1", dst="10.0.0.2")


def inner_frame():
    return eth(ping(**INNER), src="02:00:00:00:01:0c", dst="02:00:00:00:01:0e")


def gre(flags, proto, payload, rest=b"", wrong=0):
    """GRE with its fields given; the checksum is put where bit 15 says so."""
    data = u16(flags, proto) + rest + payload
    return summed(data, 4, wrong=wrong) if flags & 0x8000 else data


def over4(packet):
    return eth(ip4(47, packet))


@capture("gre.pcap")
def gre_all():
    """RFC 1701, 2784, 2890: each flag, several protocols; PPTP's version 1."""
    ip = ping(**INNER)
    yield over4(gre(0, 0x0800, ip))
    yield over4(gre(0x8000, 0x0800, ip, u32(0)))
    yield over4(gre(0x8000, 0x0800, ip, u32(0), wrong=1))
    yield over4(gre(0x2000, 0x0800, ip, u32(42)))
    yield over4(gre(0x1000, 0x0800, ip, u32(7)))
    yield over4(gre(0xb000, 0x0800, ip, u32(0, 42, 7)))
    yield over4(gre(0x4000, 0x0800, ip, u32(0) + u16(0x0800) + u8(4, 8) +
                    addr("192.0.2.1") + addr("198.51.100.1") + u32(0)))
    yield over4(gre(0x4800, 0x0800, ip, u32(0) + u16(0xfffe) + u8(0, 6) + u16(64496, 64497, 64498) + u32(0)))
    yield over4(gre(0x0700, 0x0800, ip))
    yield over4(gre(0, 0x86dd, ip6(58, echo6())))
    yield over4(gre(0, 0x6558, inner_frame()))
    yield over4(gre(0xb000, 0x6558, inner_frame(), u32(0, 42, 7)))
    yield over4(gre(0x2000, 0x6558, inner_frame(), u32(0x123456 << 8 | 0x77)))
    yield over4(gre(0x2000, 0x6558, eth(ip6(58, echo6())), u32(0xffffff << 8)))
    yield over4(gre(0, 0x8847, u32(42 << 12 | 0x100 | 64) + ip))
    yield over4(gre(0, 0x8848, u32(42 << 12 | 0x100 | 64) + ip))
    yield over4(gre(0, 0x8100, u16(42, 0x0800) + ip))
    yield over4(gre(0, 0x0806, arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr(S4))))
    yield over4(gre(0, 0x880b, u16(0xff03, 0x0021) + ip))
    yield over4(gre(0, 0x883e, u32(0) + ip))
    yield over4(gre(0, 0x88b5, b"experimental"))
    yield over4(gre(0, 0x00fe, b"\x83OSI"))
    yield over4(gre(0, 0x0800, over4(gre(0, 0x0800, ip))[14:]))
    yield eth(ip6(47, gre(0x2000, 0x0800, ip, u32(42))))
    yield eth(ip6(47, gre(0, 0x86dd, ip6(58, echo6()))))
    yield eth(udp(gre(0, 0x0800, ip), 50000, 4754))
    # PPTP: version 1 with call id, sequence and acknowledgement
    ppp = u16(0xff03, 0x0021) + ip
    yield over4(gre(0x3001, 0x880b, ppp, u16(len(ppp), 7) + u32(1)))
    yield over4(gre(0x3081, 0x880b, ppp, u16(len(ppp), 7) + u32(2, 1)))
    yield over4(gre(0x2081, 0x880b, b"", u16(0, 7) + u32(2)))
    yield over4(gre(0x3001, 0x880b, u16(0xff03, 0xc021) + u8(9, 1) + u16(8) + u32(5), u16(12, 8) + u32(3)))
    yield over4(gre(0x2001, 0x0800, ip, u16(len(ip), 7)))
    yield over4(gre(0x0007, 0x0800, ip))
    yield over4(gre(0xb000, 0x0800, b"", u32(0, 42))[:10])
    yield over4(gre(0, 0x0800, b"")[:3])


@capture("erspan.pcap")
def erspan():
    """Types I, II and III, with and without the platform's part."""
    frame = inner_frame()
    two = u16(1 << 12 | 100, 3 << 13 | 3 << 11 | 1 << 10 | 5) + u32(0x12345)

    def three(vlan=100, cos=1, bso=0, id=5, stamp=1000, sgt=7, low=0):
        return u16(2 << 12 | vlan, cos << 13 | bso << 11 | id) + u32(stamp) + u16(sgt, low)
    yield over4(gre(0, 0x88be, frame))
    yield over4(gre(0x1000, 0x88be, two + frame, u32(1)))
    yield over4(gre(0x1000, 0x88be, u16(1 << 12, 0) + u32(0xfffff) + frame, u32(2)))
    yield over4(gre(0x1000, 0x88be, u16(7 << 12 | 4095, 0xffff) + u32(0xffffffff) + frame, u32(3)))
    yield over4(gre(0x3000, 0x88be, two + frame, u32(42, 4)))
    yield over4(gre(0x1000, 0x22eb, three() + frame, u32(5)))
    yield over4(gre(0x1000, 0x22eb, three(low=0x8008) + frame, u32(6)))
    yield over4(gre(0x1000, 0x22eb, three(low=0x0004, bso=1) + frame, u32(7)))
    yield over4(gre(0x1000, 0x22eb, three(low=0x0001) + u8(0x0c, 1) + u16(2) + u32(99) + frame, u32(8)))
    yield over4(gre(0x1000, 0x22eb, three(low=0x0003) + u32(3 << 26 | 5, 6) + frame, u32(9)))
    yield over4(gre(0x1000, 0x22eb, three(low=0x0005) + u32(5 << 26 | 7, 7) + frame, u32(10)))
    yield over4(gre(0x1000, 0x22eb, three(low=0x0010 << 6) + ping(**INNER), u32(11)))
    yield over4(gre(0x1000, 0x22eb, u16(3 << 12, 0) + u32(0, 0) + frame, u32(12)))
    yield eth(ip6(47, gre(0x1000, 0x88be, two + frame, u32(13))))
    yield over4(gre(0x1000, 0x88be, two[:5], u32(14)))
    yield over4(gre(0x1000, 0x22eb, three()[:9], u32(15)))


@capture("ip-in-ip.pcap")
def ip_in_ip():
    """All four pairs, deep ones, IPComp's and AH's numbers left out."""
    yield eth(ip4(4, ping(**INNER)))
    yield eth(ip4(4, udp(b"payload", 1000, 7, **INNER)))
    yield eth(ip4(4, tcp(b"payload", **INNER)))
    yield eth(ip4(41, ip6(58, echo6())))
    yield eth(ip4(41, tcp(flags=SYN, src="2002:c000:20a::1", dst="2002:c633:6414::1")))
    yield eth(ip6(4, ping(**INNER)))
    yield eth(ip6(41, ip6(58, echo6())))
    yield eth(ip6(60, u8(41, 0) + hexa("040104 0101 00") + ip6(17, udp6(b"payload", 1000, 7)[40:])))
    deep = ping(**INNER)
    for level in range(20):
        deep = ip4(4, deep, id=level)
    yield eth(deep)
    yield eth(ip4(4, ip4(4, ping(**INNER), src="10.1.0.1", dst="10.1.0.2")))
    yield eth(ip4(4, ip6(58, echo6())))
    yield eth(ip4(41, ping(**INNER)))
    yield eth(ip4(94, ping(**INNER)))
    yield eth(ip4(97, u16(0x3000) + inner_frame()))
    yield eth(ip4(137, u32(42 << 12 | 0x100 | 64) + ping(**INNER)))
    yield eth(ip4(4, b""))
    yield eth(ip4(41, ip6(58, echo6())[:30]))
    yield eth(ip4(4, ping(**INNER), frag=0x2000))
    yield eth(ip4(1, summed(u8(3, 1) + u16(0) + u32(0) + ip4(4, ping(**INNER), src=S4, dst=C4), 2)))


def vxlan(flags, vni, payload, word=0, port=4789):
    return eth(udp(u32(flags << 24 | word, vni << 8) + payload, 50000, port, sum=False))


@capture("vxlan-gpe.pcap")
def vxlan_gpe():
    """VXLAN with wrong flags, group policy, GPE with each next protocol."""
    yield vxlan(0x08, 42, inner_frame())
    yield vxlan(0x00, 42, inner_frame())
    yield vxlan(0xff, 0xffffff, inner_frame(), word=0xffffff)
    yield vxlan(0x88, 42, inner_frame(), word=0x1234)
    yield vxlan(0x88, 42, inner_frame(), word=0x480000 | 7)
    yield vxlan(0x08, 42, eth(u16(42, 0x0800) + ping(**INNER), type=0x8100))
    yield vxlan(0x08, 42, inner_frame(), port=8472)
    yield vxlan(0x08, 42, b"")
    yield vxlan(0x08, 42, inner_frame()[:20])
    for next, payload in ((1, ping(**INNER)), (2, ip6(58, echo6())), (3, inner_frame()),
                          (4, u32(0x0fc64101 & 0x3fffffff | 6 << 16, 0x000042ff) + b"\0" * 16 + inner_frame()),
                          (5, u32(42 << 12 | 0x100 | 64) + ping(**INNER)), (6, b"what"), (0, b"what"),
                          (7, b"vbng"), (0x80, b"gbp.")):
        yield vxlan(0x0c, 42, payload, word=next, port=4790)
    yield vxlan(0x08, 42, inner_frame(), port=4790)
    yield vxlan(0x0d, 42, ping(**INNER), word=1, port=4790)
    yield vxlan(0x0e, 42, inner_frame(), word=3, port=4790)
    yield vxlan(0x3c, 42, ping(**INNER), word=1, port=4790)
    yield vxlan(0x04, 42, ping(**INNER), word=1, port=4790)
    yield eth(udp(hexa("080000"), 50000, 4789))
    yield eth(udp(hexa("0c00000100"), 50000, 4790))


@capture("geneve.pcap")
def geneve():
    """Options of each known class, critical ones, lengths that lie."""
    def frame(payload, *options, proto=0x6558, flags=0, vni=42, version=0, length=None, low=0):
        body = b"".join(u16(cls) + u8(kind, len(data) // 4) + data for cls, kind, data in options)
        words = len(body) // 4 if length is None else length
        return eth(udp(u8(version << 6 | words, flags) + u16(proto) +
                       u32(vni << 8 | low) + body + payload, 50000, 6081, sum=False))
    inside = inner_frame()
    yield frame(inside)
    yield frame(ping(**INNER), proto=0x0800)
    yield frame(ip6(58, echo6()), proto=0x86dd)
    yield frame(arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr(S4)), proto=0x0806)
    yield frame(b"experimental", proto=0x88b5)
    yield frame(u16(42, 0x0800) + ping(**INNER), proto=0x8100)
    yield frame(inside, (0x0102, 0x80, u32(0x00020003)), flags=0x40)
    yield frame(inside, (0x0103, 0x01, b"\0" * 8), (0x0104, 0x02, b""))
    for cls in (0x0000, 0x00ff, 0x0100, 0x0101, 0x0105, 0x0106, 0x0107, 0x0108, 0x0110,
                0x0120, 0x0129, 0x0130, 0x0134, 0x0150, 0xff00, 0xffff):
        yield frame(inside, (cls, 5, u32(7)))
    yield frame(inside, (0x0100, 1, b"x" * 124))
    yield frame(b"control message", flags=0x80)
    yield frame(inside, flags=0xff, vni=0xffffff, low=0xff)
    yield frame(inside, version=1)
    yield frame(inside, (0x0102, 1, u32(1)), length=3)
    yield frame(inside, length=63)
    yield frame(b"", (0x0102, 0x9f, b"x" * 4))[:56]
    yield frame(b"")
    yield eth(udp(hexa("0000655800"), 50000, 6081))
    yield eth(udp6(hexa("00006558 00002a00") + inside, 50000, 6081))
