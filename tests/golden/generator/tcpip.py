# SPDX-License-Identifier: BSD-3-Clause
"""TCP and UDP: every option, and headers that lie."""

from .wire import *


@capture("tcp-options.pcap")
def tcp_options():
    """Every option kind, right and wrong ones."""
    options = [
        "020405b4", "02 03 05 b4", "020605b40000", "01030307", "0303ff01", "0302 0101",
        "04020101", "0403 01 00",
        "0101050a 00000010 00000020",
        "01010512 00000010 00000020 00000030 00000040",
        "0101051a 00000010 00000020 00000030 00000040 00000050 00000060",
        "050b 00000010 00000020 00", "0502 0101",
        "0606 01020304", "0706 01020304", "0606 0102 0304",
        "0101080a 00000001 00000000", "080a ffffffff 80000000 0101", "0809 00000001 00000000",
        "09020101", "0a0301 00", "0b06 00000001 0101", "0c06 00000001 0101",
        "0d06 00000001 0101", "0e0301 00", "0f0401 ff", "0f03 01 00", "10020101",
        "1102 0101", "1203 5a 00", "1304 00 00",
        "0101 1312" + "5a" * 16, "0101 1312" + "00" * 14 + "0102", "1303 00 00",
        "1408 0000 0001 0002", "1502 0101", "1602 0101",
        "1702 0101", "1802 0101", "1902 0101", "1a02 0101",
        "1b08 07 00 00000001", "1b08 0f 05 00000004", "1b08 80 00 00000007", "1b04 0700",
        "1c04 8005", "1c04 001e", "1c03 00 00",
        "0101 1d10 01 02" + "aa" * 12, "1d10 01 02" + "bb" * 12, "1d04 07 08", "1d03 01 00",
        "2202 0101", "220a 0123456789abcdef 0101", "2212" + "ab" * 16 + "0101", "2204 0102", "2203 01 00",
        "4503 00 00", "4507 0a0b0c 0d0e 00", "ac0b 0000010002 000003 01 0101",
        "fd08 f9890102 0304", "fd04 f989", "fd03 01 00", "fd06 e2d4c3d9 0101",
        "fe0c f989 0123456789abcdef", "fe04 1234", "fe08 e2d4c3d9 0001",
        "ff040102", "a0 05 010203 0101 01",
        "0000 0000", "01010101", "00ffffff", "02", "0101 0102", "0200 0000", "0201 0000",
        "0214 0000", "03 28 0000",
    ]
    for number, option in enumerate(options):
        option = hexa(option)
        option += b"\0" * (-len(option) % 4)
        yield eth(tcp(options=option, flags=SYN, seq=number))


def mptcp(subtype, rest, low=0):
    body = u8(subtype << 4 | low) + rest
    option = u8(30, len(body) + 2) + body
    return option + b"\1" * (-len(option) % 4)


@capture("mptcp-options.pcap")
def mptcp_options():
    """RFC 6824 and RFC 8684, each subtype in each length."""
    key, peer = hexa("0123456789abcdef"), hexa("fedcba9876543210")
    for flags, option in (
            (SYN, mptcp(0, u8(0x81), low=1)),
            (SYN, mptcp(0, u8(0x01) + key, low=0)),
            (SYN | ACK, mptcp(0, u8(0x81) + key, low=1)),
            (ACK, mptcp(0, u8(0x01) + key + peer, low=1)),
            (ACK, mptcp(0, u8(0x01) + key + peer + u16(5), low=1)),
            (ACK, mptcp(0, u8(0x81) + key + peer + u16(5, 0x1234), low=1)),
            (ACK, mptcp(0, u8(0x01) + key + b"\0", low=1)),
            (SYN, mptcp(1, u8(3) + u32(1, 2), low=1)),
            (SYN | ACK, mptcp(1, u8(4) + key + u32(9))),
            (ACK, mptcp(1, u8(0) + b"\xab" * 20)),
            (ACK, mptcp(1, u8(0))),
            (ACK, mptcp(2, u8(0x00))),
            (ACK, mptcp(2, u8(0x01) + u32(100))),
            (ACK, mptcp(2, u8(0x03) + key)),
            (ACK, mptcp(2, u8(0x04) + u32(7, 1) + u16(5))),
            (ACK, mptcp(2, u8(0x04) + u32(7, 1) + u16(5, 0xabcd))),
            (ACK, mptcp(2, u8(0x0c) + key + u32(1) + u16(5, 0xabcd))),
            (ACK, mptcp(2, u8(0x0f) + key + peer + u32(1) + u16(5, 0xabcd))),
            (ACK, mptcp(2, u8(0x1f) + key + peer + u32(0) + u16(1))),
            (ACK, mptcp(2, u8(0x07) + u32(1))),
            (ACK, mptcp(3, u8(1) + addr(C4), low=4)),
            (ACK, mptcp(3, u8(1) + addr(C4) + u16(8080), low=4)),
            (ACK, mptcp(3, u8(2) + addr(C6), low=6)),
            (ACK, mptcp(3, u8(2) + addr(C6) + u16(8080), low=6)),
            (ACK, mptcp(3, u8(1) + addr(C4) + key, low=0)),
            (ACK, mptcp(3, u8(1) + addr(C4) + u16(8080) + key, low=0)),
            (ACK, mptcp(3, u8(2) + addr(C6) + u16(8080) + key, low=0)),
            (ACK, mptcp(3, u8(1) + addr(C4), low=1)),
            (ACK, mptcp(3, u8(1) + addr(C4), low=7)),
            (ACK, mptcp(3, u8(1))),
            (ACK, mptcp(4, u8(1))), (ACK, mptcp(4, u8(1, 2, 3, 4, 5))), (ACK, mptcp(4, b"")),
            (ACK, mptcp(5, b"", low=1)), (ACK, mptcp(5, u8(4), low=0)), (ACK, mptcp(5, u8(4, 5))),
            (ACK, mptcp(6, u8(0) + key)), (ACK, mptcp(6, u8(0) + u32(1))),
            (RST, mptcp(7, u8(0) + key)), (RST, mptcp(7, u8(0))),
            (RST, mptcp(8, u8(0x01), low=1)), (RST, mptcp(8, u8(0x06))), (RST, mptcp(8, u8(1, 2))),
            (ACK, mptcp(9, u8(1, 2, 3))), (ACK, mptcp(15, u8(1))),
            (ACK, u8(30, 2, 1, 1)), (ACK, u8(30, 3, 0x20, 0)),
            (ACK, mptcp(2, u8(0x04) + u32(7, 1) + u16(5, 0xabcd, 0))), (ACK, mptcp(2, u8(0x01) + u32(7, 1)))):
        yield eth(tcp(options=option, flags=flags, src=C4, dst=S4))


@capture("tcp-odd.pcap")
def tcp_odd():
    """Flags, lengths and sums out of the ordinary; sequence numbers that wrap."""
    for flags in (0, FIN, FIN | PSH | URG, 0xff, SYN | FIN, SYN | RST, ACK | ECE,
                  CWR | ACK, URG | ACK, FIN | ACK):
        yield eth(tcp(flags=flags, urg=9 if flags & URG else 0, sport=50000 + flags))
    yield eth(tcp(flags=ACK, reserved=1, sport=51000))
    yield eth(tcp(flags=ACK, reserved=0xe, sport=51001))
    yield eth(tcp(flags=ACK, urg=77, sport=51002))
    yield eth(tcp(b"payload", wrong=1, sport=51003))
    yield eth(tcp(b"payload", src=C6, dst=S6, wrong=1, sport=51004))
    yield eth(tcp(b"payload", offset=4, sport=51005))
    yield eth(tcp(b"", offset=15, sport=51006))
    yield eth(tcp(b"seven..", offset=7, sport=51007))
    for size in (1, 4, 8, 13, 19):
        yield eth(ip4(6, tcp(sport=51008)[20:][:size]))
    yield (eth(tcp(b"x" * 100, sport=51009))[:60], 154)
    yield eth(tcp(b"Connection refused by the firewall\r\n\0\xff", flags=RST | ACK, sport=51010))
    # a connection whose numbers wrap, and whose answer comes first
    a, b = 0xfffffff0, 0x7fffffff
    yield eth(tcp(flags=SYN | ACK, sport=7, dport=52000, src=S4, dst=C4, seq=b, ack=a + 1))
    yield eth(tcp(flags=SYN, sport=52000, seq=a))
    yield eth(tcp(flags=ACK, sport=52000, seq=a + 1, ack=b + 1))
    yield eth(tcp(b"over the end of numbers", flags=ACK | PSH, sport=52000, seq=a + 1, ack=b + 1))
    yield eth(tcp(flags=ACK, sport=7, dport=52000, src=S4, dst=C4, seq=b + 1, ack=8,
                  options=hexa("0101050afffffff800000008")))
    yield eth(tcp(flags=FIN | ACK, sport=52000, seq=8, ack=b + 1))
    # no start seen, then the same ports again
    yield eth(tcp(b"in the middle", sport=52001, seq=5000, ack=9000))
    yield eth(tcp(b"", sport=7, dport=52001, src=S4, dst=C4, seq=9000, ack=5013))
    yield eth(tcp(flags=SYN, sport=52001, seq=77))
    yield eth(tcp(b"", sport=52001, flags=ACK, seq=78, ack=1))
    # data before the acknowledged, of one connection to itself
    yield eth(tcp(b"x", src=C4, dst=C4, sport=7, dport=7, seq=5, ack=5))
    yield eth(tcp(b"y", src=C4, dst=C4, sport=7, dport=7, seq=6, ack=6))


@capture("udp-odd.pcap")
def udp_odd():
    """Lengths and sums."""
    yield eth(udp(b"payload", 1000, 7))
    yield eth(udp(b"payload", 1000, 7, sum=False))
    yield eth(udp(b"payload", 1000, 7, wrong=1))
    yield eth(udp6(b"payload", 1000, 7, sum=False))
    yield eth(udp6(b"payload", 1000, 7, wrong=1))
    yield eth(udp(b"", 1000, 7))
    for size in (0, 1, 7, 8, 9, 20, 500, 65535):
        yield eth(udp(b"payload", 1000, 7, length=size))
    yield eth(udp6(b"payload", 1000, 7, length=0))
    for size in (1, 4, 6, 7):
        yield eth(ip4(17, udp(b"", 1000, 7)[20:][:size]))
    yield eth(udp(b"payload", 0, 0))
    yield eth(udp(b"payload", 65535, 65535))
    yield eth(udp(b"\0" * 6 + b"odd sum", 1000, 7, src="0.0.0.0", dst="255.255.255.255"))
    yield (eth(udp(b"x" * 100, 1000, 7))[:50], 142)
    # UDP-Lite, RFC 3828: coverage instead of length
    for coverage in (0, 8, 12, 5, 99):
        data = u16(1000, 7, coverage, 0) + b"payload"
        covered = data[:coverage or None]
        value = checksum(pseudo(C4, S4, 136, len(data)) + covered)
        yield eth(ip4(136, data[:6] + u16(value) + data[8:]))
