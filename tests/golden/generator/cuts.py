# SPDX-License-Identifier: BSD-3-Clause
"""Packets cut by the snapshot length where a printer gives up its own text, or that of the packet."""

from .inet import echo6, ext, extension, padded
from .links import ping
from .wire import ACK, C4, PSH, S4, SYN, addr, capture, eth, hexa, icmp, ip6, tcp, u8, u16, u32, udp


def cut(frame, first, last=None, step=1):
    """The frame, cut behind each octet from one to the last."""
    return [(frame[:size], len(frame)) for size in range(first, last or len(frame), step)]


@capture("cuts.pcap")
def cuts():
    """Headers, messages and options of which something was printed already."""
    quoted = udp(b"x" * 8, 1000, 53, src=S4, dst=C4)[:28]
    advert = u8(1, 2) + u16(1800) + addr("192.0.2.1") + u32(0)
    yield from cut(eth(ping()), 14, 35, 4)
    for message in (icmp(3, 3, u32(0) + quoted), icmp(3, 1, u32(0) + quoted), icmp(5, 1, u32(0) + quoted),
                    icmp(9, 0, advert), icmp(11, 0, u32(0) + quoted), icmp(12, 0, u8(20, 0, 0, 0) + quoted),
                    icmp(13, 0, u16(1, 2) + u32(1, 0, 0)), icmp(14, 0, u16(1, 2) + u32(1, 2, 3)),
                    icmp(18, 0, u16(1, 2) + u32(0xffffff00))):
        yield from cut(eth(message), 43, step=8)
    whole = padded(udp(b"x" * 20, 1000, 33434, src=S4, dst=C4), 128)
    message = icmp(11, 0, u8(0, 32) + u16(0) + whole + extension((1, 1, u32(16 << 12 | 0x101))))
    yield from cut(eth(message), 160, 170, 3)
    for options in ("020405b4", "01030307", "0101080a0000000100000000", "0101050a0000001000000020", "050b" + "00" * 9 + "01",
                    "01011312" + "5a" * 16, "01011d100102" + "aa" * 12 + "0101", "2206abcdef010101", "4506a0b0c0d00101"):
        yield from cut(eth(tcp(options=hexa(options), flags=SYN, ack=0)), 54, 60)
    for data in (b"*2\r\n$3\r\nGET\r\n$1\r\nk\r\n", b"+OK\r\n:1\r\n", b"PING\r\n\r\n", b"$x\r\n-a\r\n"):
        yield from cut(eth(tcp(data, 40000, 6379, PSH | ACK)), 55)
    yield from cut(eth(ip6(0, ext(60, "05020000") + ext(58, "c910" + "20" * 16) + echo6())), 54)
    yield from cut(eth(ip6(44, u8(60, 0) + u16(1) + u32(7) + ext(58, "01020000") + echo6())), 63)
    bridged = hexa("aaaa030080c20007") + eth(ping())
    yield from cut(eth(bridged, type=len(bridged)), 17, 25)
    yield from cut(eth(hexa("1100000700250021") + ping(), type=0x8864), 22, 23)
    yield from cut(eth(hexa("110000070008c2230101000c0401020304") + b"name", type=0x8864), 23)
