# SPDX-License-Identifier: BSD-3-Clause
"""IPv4, IPv6, ICMP, ICMPv6, IGMP."""

from .wire import *


def padded(data, size=4, fill=b"\0"):
    return data + fill * (-len(data) % size)


@capture("ip-options-all.pcap")
def ip_options_all():
    """Every option number of RFC 791 and the registry, whole and broken."""
    options = [
        "01010100",                                     # NOP NOP NOP EOL
        "820b0000000000000000" "00" "00",               # security, RFC 791
        "8203ab" "00",                                  # security, too short
        "8504ab01",                                     # extended security
        "8606 00000003",                                # CIPSO, no tag
        "860e 00000001 0108 0005 00ff 00ff 0000",       # CIPSO with a tag
        "88040042",                                     # stream id
        "890b04 c0000201 c6336414 00",                  # strict source route
        "830b08 c0000201 c6336414 00",                  # loose, pointer moved
        "830b0c c0000201 c6336414 00",                  # route complete
        "830a04 c0000201 c63364 0000",                  # length not right
        "0707 04 00000000 00",                          # record route
        "070b 08 c0000201 00000000 00",
        "4408 05 00 00000001",                          # time stamps only
        "440c 0d f1 c0000201 00000001",                 # with overflow of 15
        "440c 05 03 c0000201 00000000",                 # prespecified
        "4408 05 02 00000001",                          # flag not known
        "4407 05 00 000000 00",                         # length not right
        "94040000",                                     # router alert
        "94040001",                                     # router alert, reserved
        "9404000000" "000000",
        "9403 00 00",                                   # too short
        "520c 1234 0002 ffff c000020a",                 # traceroute, RFC 1393
        "0b0405dc",                                     # MTU probe
        "0c0405dc",                                     # MTU reply
        "cd0400 00",                                    # FINN
        "9508 c0000201 0000",                           # selective directed
        "9804 0001",                                    # upstream multicast
        "1906 8000 0000 0000",                          # quick start
        "5e04 1234", "9e04 1234", "de04 1234",          # experiments
        "ff04 0000",                                    # not assigned
        "82 00 0000",                                   # length 0
        "82 01 0000",                                   # length 1
        "82 30 0000",                                   # beyond the header
        "010101 44",                                    # no room for a length
    ]
    for number, option in enumerate(options):
        yield eth(icmp(8, 0, u16(1, number), options=padded(hexa(option))))


@capture("ip-odd.pcap")
def ip_odd():
    """Headers that lie."""
    yield eth(icmp(8, 0, u16(1, 1), wrong=1))
    yield eth(ip4(1, u8(8, 0) + u16(0xf7ff, 0, 0), wrong=1))
    yield eth(ip4(17, b"\0" * 12, version=5), type=0x0800)
    yield eth(ip4(17, b"\0" * 12, version=0), type=0x0800)
    yield eth(ip4(17, b"\0" * 12, ihl=4))
    yield eth(ip4(17, b"\0" * 12, ihl=15))
    yield eth(ip4(17, b"\0" * 12, length=19))
    yield eth(ip4(17, b"\0" * 12, length=0))
    yield eth(ip4(17, b"\0" * 12, length=1500))
    yield eth(ip4(6, b"\0" * 40, length=40))
    yield eth(icmp(8, 0, u16(1, 2)) + b"trailer of the link layer")
    yield eth(ip4(17, u16(1, 2, 8, 0), frag=0x8000))
    yield eth(ip4(17, u16(1, 2, 8, 0), frag=0x6000))
    yield eth(ip4(6, b"\0" * 8, frag=0x2000, id=7))
    yield eth(ip4(6, b"\0" * 16, frag=0x0001, id=7))
    yield eth(ip4(17, b"x" * 24, frag=0x1fff, id=7))
    yield eth(icmp(8, 0, u16(1, 3), tos=0xff, ttl=0))
    yield eth(icmp(8, 0, u16(1, 4), tos=0xb9, ttl=255))
    yield eth(icmp(8, 0, u16(1, 5), src="0.0.0.0", dst="255.255.255.255"))
    for proto in (0, 3, 5, 13, 61, 63, 98, 99, 114, 140, 143, 200, 253, 255):
        yield eth(ip4(proto, b"protocol %d" % proto if proto else b""))
    yield eth(b"\x45")
    yield eth(ip4(17, b"")[:19])
    yield (eth(udp(b"x" * 200, 1, 2))[:60], 242)


@capture("icmp-types.pcap")
def icmp_types():
    """All types and codes, RFC 792 to RFC 8335."""
    quoted = udp(b"x" * 8, 1000, 53, src=S4, dst=C4)[:28]
    quoted_tcp = tcp(b"", 1000, 80, src=S4, dst=C4)[:28]
    yield eth(icmp(0, 0, u16(0x1234, 7) + b"payload"))
    for code in range(17):
        rest = u16(0, 1400) if code == 4 else u32(0)
        yield eth(icmp(3, code, rest + (quoted_tcp if code % 2 else quoted)))
    yield eth(icmp(3, 4, u32(0) + quoted))
    yield eth(icmp(4, 0, u32(0) + quoted))
    for code in range(5):
        yield eth(icmp(5, code, addr("192.0.2.77") + quoted))
    yield eth(icmp(6, 0, u32(0)))
    yield eth(icmp(9, 0, u8(2, 2) + u16(1800) + addr("192.0.2.1") + u32(0) +
                   addr("192.0.2.2") + u32(0xffffff00)))
    yield eth(icmp(9, 16, u8(1, 2) + u16(65535) + addr("192.0.2.1") + u32(0x80000000)))
    yield eth(icmp(9, 0, u8(1, 3) + u16(30) + b"\0" * 12))
    yield eth(icmp(10, 0, u32(0)))
    for code in range(3):
        yield eth(icmp(11, code, u32(0) + quoted))
    for code in range(4):
        yield eth(icmp(12, code, u8(21, 0, 0, 0) + quoted))
    yield eth(icmp(13, 0, u16(1, 2) + u32(36000000, 0, 0)))
    yield eth(icmp(14, 0, u16(1, 2) + u32(36000000, 36000005, 0x80000006)))
    yield eth(icmp(15, 0, u16(1, 2)))
    yield eth(icmp(16, 0, u16(1, 2)))
    yield eth(icmp(17, 0, u16(1, 2) + u32(0)))
    yield eth(icmp(18, 0, u16(1, 2) + u32(0xffffff00)))
    for type in (19, 30, 31, 32, 33, 34, 37, 38, 39, 40, 41, 42, 43, 253, 255):
        yield eth(icmp(type, 0, u16(1, 2) + b"\0" * 8))
    yield eth(icmp(8, 0, u16(1, 2), wrong=5))
    yield eth(icmp(3, 3, u32(0) + quoted[:10]))
    yield eth(ip4(1, u8(8)))


def extension(*objects, version=2, wrong=0):
    """RFC 4884: objects are (class, type, bytes)."""
    data = u8(version << 4, 0) + u16(0)
    for cls, ctype, body in objects:
        data += u16(4 + len(body)) + u8(cls, ctype) + body
    return summed(data, 2, wrong=wrong)


@capture("icmp-extensions.pcap")
def icmp_extensions():
    """MPLS labels and interfaces behind a quoted packet."""
    quote4 = padded(udp(b"x" * 20, 1000, 33434, src=S4, dst=C4), 128)
    quote6 = padded(udp6(b"x" * 20, 1000, 33434, src=S6, dst=C6), 128)
    stack = (1, 1, u32(16 << 12 | 5 << 9 | 1, 17 << 12 | 0x100 | 64))
    address = (2, 0x1e, u32(3) + u16(1, 0) + addr("192.0.2.1") +
               u8(8) + b"eth0\0\0\0" + u32(1500))
    name6 = (2, 0x4a, u32(3) + u8(8) + b"wan0\0\0\0")
    address6 = (2, 0x14, u16(2, 0) + addr("2001:db8::1"))
    for type, body in ((11, quote4), (3, quote4)):
        yield eth(icmp(type, 0, u8(0, 32) + u16(0) + body + extension(stack)))
    yield eth(icmp(11, 0, u32(0) + quote4 + extension(stack)))
    yield eth(icmp(12, 0, u8(21, 32) + u16(0) + quote4 + extension(stack)))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension(address)))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension(stack, name6, address6)))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 +
                   extension((3, 1, b"eth0"), (3, 2, u32(7)), (3, 3, u16(1) + u8(4, 0) + addr("192.0.2.1")))))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension((9, 9, b"what"))))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension(stack, wrong=1)))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension(stack, version=1)))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension()))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension(stack)[:-5]))
    yield eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension() + u16(2) + u8(1, 1)))
    yield eth(icmp6(3, 0, u8(16, 0) + u16(0) + quote6 + extension(stack)))
    yield eth(icmp6(1, 0, u8(16, 0) + u16(0) + quote6 + extension(stack, address6)))
    yield eth(icmp(42, 0, u16(7) + u8(1, 1) + extension((3, 1, b"eth0"))))
    yield eth(icmp(42, 0, u16(7) + u8(2, 0) + extension((3, 2, u32(2)))))
    yield eth(icmp(43, 0, u16(7) + u8(1, 0x4e)))
    yield eth(icmp(43, 2, u16(7) + u8(1, 0)))
    # what is said to be quoted, and what the quoted packet says of itself
    for kind, octets, said in ((11, 0, 128), (11, 0, 129), (11, 33, 128), (11, 31, 128), (11, 6, 28), (11, 1, 28), (4, 0, 100), (5, 0, 100)):
        quote = quote4[:2] + u16(said) + quote4[4:]
        yield eth(icmp(kind, 0, u8(0, octets) + u16(0) + quote + bytes(4 if octets == 33 else 0) + extension(stack, wrong=1)))
    whole = eth(icmp(11, 0, u8(0, 32) + u16(0) + quote4 + extension(stack)))
    yield from ((whole[:170 + n], len(whole)) for n in range(13))


def ext(next, *options, fill=True):
    """A hop-by-hop or destination options header; options are hexadecimal."""
    body = b"".join(hexa(option) for option in options)
    short = -(len(body) + 2) % 8
    if fill and short:
        body += b"\0" if short == 1 else u8(1, short - 2) + b"\0" * (short - 2)
    return u8(next, (len(body) + 2) // 8 - 1) + body


def routing(next, type, left, body):
    return u8(next, (len(body) + 4) // 8 - 1, type, left) + body


def fragment(next, offset, more, id=0x1234):
    return u8(next, 0) + u16(offset << 3 | more) + u32(id)


def echo6(src=C6, dst=S6, number=1):
    return icmp6_message(128, 0, u16(1, number) + b"payload.", src, dst)


@capture("ip6-headers.pcap")
def ip6_headers():
    """Extension headers: each kind, several, wrong ones."""
    echo = echo6()
    hop_options = (
        "05020000", "05020001", "0502ffff", "050200", "0000", "0104aaaaaaaa",
        "c204000100ff", "6304000000ff", "23040001 0102", "0708000000010000 0000",
        "6d0c 40 07 0001 2001 0db8 0000 0001", "2604 0102 0304",
        "30021234", "8b0200ff", "1e0400000000", "3e0100", "fe0100",
        "c304000100ff", "310c 01 00 0000 0000 0000 0000 0000", "ee00")
    for option in hop_options:
        yield eth(ip6(0, ext(58, option) + echo))
    destination_options = ("040100", "c910 2001 0db8 0001 0000 0000 0000 0000 0010",
                           "0f04 00000001", "8a02 1234", "c900", "c2040001 0000")
    for option in destination_options:
        yield eth(ip6(60, ext(58, option) + echo))
    hops = addr("2001:db8:2::1") + addr("2001:db8:2::2")
    yield eth(ip6(43, routing(58, 0, 1, u32(0) + hops) + echo))
    yield eth(ip6(43, routing(58, 0, 9, u32(0) + hops) + echo))
    yield eth(ip6(43, routing(58, 2, 1, u32(0) + addr("2001:db8::7")) + echo))
    yield eth(ip6(43, routing(58, 3, 2, u32(0) + hops) + echo))
    yield eth(ip6(43, routing(58, 3, 2, u8(0xee, 0x40, 0, 0) + u16(1, 2) + b"\0" * 4) + echo))
    tlvs = u8(5, 38, 0, 0) + u32(9) + b"\xaa" * 32
    yield eth(ip6(43, routing(58, 4, 1, u8(1, 0) + u16(0x1234) + hops) + echo))
    yield eth(ip6(43, routing(58, 4, 1, u8(1, 8) + u16(1) + hops + tlvs[:40]) + echo))
    yield eth(ip6(43, routing(58, 4, 0, u8(1, 0) + u16(0) + hops + u8(4, 6) + b"\0" * 6) + echo))
    yield eth(ip6(43, routing(58, 4, 0, u8(1, 0) + u16(0) + hops + u8(0) * 8) + echo))
    yield eth(ip6(43, routing(58, 4, 0, u8(1, 0) + u16(0) + hops + u8(124, 6) + b"what??") + echo))
    yield eth(ip6(43, routing(58, 4, 5, u8(9, 0) + u16(0) + hops) + echo))
    yield eth(ip6(43, routing(41, 4, 1, u8(1, 0) + u16(0) + hops) + ip6(58, echo)))
    yield eth(ip6(43, routing(58, 5, 0, u32(0) + hops) + echo))
    yield eth(ip6(43, routing(58, 253, 0, u32(0)) + echo))
    yield eth(ip6(44, fragment(58, 0, 1) + echo))
    yield eth(ip6(44, fragment(58, 2, 0) + b"the rest of it"))
    yield eth(ip6(44, fragment(58, 0, 0) + echo))
    yield eth(ip6(44, fragment(60, 0, 1) + ext(58, "040100") + echo))
    yield eth(ip6(59, b""))
    yield eth(ip6(59, b"nothing should be here"))
    yield eth(ip6(0, ext(60, "05020000") + ext(43, "040100") +
                  routing(44, 2, 1, u32(0) + addr(S6)) + fragment(60, 0, 0) +
                  ext(58, "040104") + echo))
    yield eth(ip6(60, ext(59, "040100") + b"after the end"))
    yield eth(ip6(0, u8(58, 200) + b"\x05\x02\0\0" + echo))


@capture("ip6-odd.pcap")
def ip6_odd():
    """Headers that lie, jumbograms, protocols not known."""
    echo = echo6()
    yield eth(ip6(58, echo, length=4))
    yield eth(ip6(58, echo, length=400))
    yield eth(ip6(58, echo, length=0))
    yield eth(ip6(0, ext(58, "c2040001 1170") + echo, length=0))
    yield (eth(ip6(0, ext(17, "c20400011178") + u16(1, 2, 0, 0) + b"\0" * 30,
                   length=0)), 70030)
    yield eth(ip6(58, echo, tclass=0xff, flow=0xfffff, hlim=0))
    yield eth(ip6(58, echo[:2] + u16(0) + echo[4:]))
    yield eth(b"\x40" + ip6(58, echo)[1:], type=0x86dd)
    yield eth(ip6(58, echo)[:39])
    yield eth(ip6(58, echo) + b"trailer of the link layer")
    yield eth(ip6(58, echo6("::", "ff02::1"), src="::", dst="ff02::1"))
    yield eth(ip6(58, echo6("::ffff:192.0.2.1", "64:ff9b::192.0.2.1"),
                  src="::ffff:192.0.2.1", dst="64:ff9b::192.0.2.1"))
    for proto in (3, 5, 61, 98, 114, 140, 143, 200, 253, 255):
        yield eth(ip6(proto, b"protocol %d" % proto))


def option(type, body):
    """An option of neighbour discovery, filled to eight octets."""
    body = padded(u8(type, 0) + body, 8)
    return body[:1] + u8(len(body) // 8) + body[2:]


@capture("overlong.pcap")
def overlong():
    """Options, objects and ports that claim what is not theirs."""
    for type in (0x01, 0x04, 0x05, 0x07, 0x0f, 0x26, 0x30, 0x41, 0x63, 0x6d,
                 0x8b, 0x8c, 0xc2, 0xc9, 0xee, 0x33):
        for length in (6, 48):
            yield eth(ip6(0, u8(59, 0, type, length) + b"0000"))
    # behind the end of TCP's options are more, and they are no options
    yield eth(tcp(b"payload", options=hexa("a102000a")))
    yield eth(tcp(b"payload", options=hexa("000affff")))
    # pointers of a source route that point at no address
    for pointer in (0, 3, 4, 5, 6, 7, 8, 200):
        yield eth(udp(b"", 1000 + pointer, 7, options=u8(131, 11, pointer) +
                      addr("10.0.0.1") + addr("10.0.0.2") + b"\0"))
    # a target of RPL longer than an address
    yield eth(icmp6(155, 2, hexa("2a40000a") + addr(S6) +
                    hexa("05170080") + addr(S6) + b"\0" * 5))
    # a query behind a datagram's end; NetBIOS's on its port
    query = hexa("1234010000010000000000000161000001 0001")
    yield eth(udp(query, 1024, 53, length=8))
    yield eth(udp(query, 137, 137))


@capture("icmp6-types.pcap")
def icmp6_types():
    """All types, those of neighbour discovery aside."""
    quoted = udp6(b"x" * 8, 1000, 53, src=LL2, dst=LL1)
    quoted_tcp = tcp(b"", 1000, 80, src=LL2, dst=LL1)
    for code in range(9):
        yield eth(icmp6(1, code, u32(0) + (quoted_tcp if code % 2 else quoted)))
    yield eth(icmp6(2, 0, u32(1280) + quoted))
    for code in range(3):
        yield eth(icmp6(3, code, u32(0) + quoted))
    for code in range(12):
        yield eth(icmp6(4, code, u32(40) + quoted))
    yield eth(icmp6(128, 0, u16(1, 2)))
    yield eth(icmp6(129, 0, u16(1, 2)))
    yield eth(icmp6(128, 0, u16(1, 2), wrong=1))
    # MLDv1 without the router alert, then in full
    yield eth(icmp6(130, 0, u16(10000, 0) + addr("::"), dst="ff02::1", hlim=1))
    yield eth(icmp6(131, 0, u16(0, 0) + addr("ff02::db8:1"), dst="ff02::db8:1", hlim=1))
    yield eth(icmp6(132, 0, u16(0, 0) + addr("ff02::db8:1"), dst="ff02::2", hlim=1))
    yield eth(icmp6(130, 0, u16(0x8123, 0) + addr("ff02::db8:1") + u8(0x0a, 0x8f) + u16(2) +
                    addr(C6) + addr(S6), dst="ff02::db8:1", hlim=1))
    records = b"".join(u8(kind, 0) + u16(1) + addr("ff02::db8:1") + addr(S6)
                       for kind in range(1, 7))
    yield eth(icmp6(143, 0, u16(0, 6) + records, dst="ff02::16", hlim=1))
    yield eth(icmp6(143, 0, u16(0, 1) + u8(7, 1) + u16(0) + addr("ff02::db8:1") +
                    u32(0), dst="ff02::16", hlim=1))
    # node information, RFC 4620
    yield eth(icmp6(139, 1, u16(0, 0) + u64(1)))
    yield eth(icmp6(139, 0, u16(2, 0) + u64(2) + addr(S6)))
    yield eth(icmp6(139, 1, u16(2, 0) + u64(3) + b"\x04host\0"))
    yield eth(icmp6(139, 0, u16(3, 0x3e) + u64(4) + addr(S6)))
    yield eth(icmp6(139, 2, u16(4, 1) + u64(5) + addr(S4)))
    yield eth(icmp6(140, 0, u16(2, 0) + u64(2) + u32(300) + b"\x04host\x07example\x03com\0"))
    yield eth(icmp6(140, 0, u16(3, 1) + u64(4) + u32(300) + addr(S6)))
    yield eth(icmp6(140, 0, u16(4, 0) + u64(5) + u32(300) + addr(S4)))
    yield eth(icmp6(140, 1, u16(2, 0) + u64(6)))
    yield eth(icmp6(140, 2, u16(9, 0) + u64(7)))
    # router renumbering, mobility, and others
    yield eth(icmp6(138, 0, u32(7) + u8(1, 0x80) + u16(500) + u32(0)))
    yield eth(icmp6(138, 255, u32(7) + u8(0, 0) + u16(0) + u32(0)))
    yield eth(icmp6(144, 0, u16(9, 0)))
    yield eth(icmp6(145, 0, u16(9, 0) + addr(C6) + addr(S6)))
    yield eth(icmp6(146, 0, u16(9, 0)))
    yield eth(icmp6(147, 0, u16(9, 0xc000) + option(3, u8(64, 0xe0) + u32(600, 300, 0) + addr("2001:db8::"))))
    yield eth(icmp6(148, 0, u16(1, 0xffff)))
    yield eth(icmp6(149, 0, u16(1, 2, 0, 0)))
    yield eth(icmp6(151, 20, u16(20, 2), dst="ff02::6a", hlim=1))
    yield eth(icmp6(152, 0, b"", dst="ff02::2", hlim=1))
    yield eth(icmp6(153, 0, b"", dst="ff02::6a", hlim=1))
    for type in (5, 100, 127, 150, 154, 156, 159, 200, 201, 255):
        yield eth(icmp6(type, 0, u32(0) + b"payload."))
    yield eth(icmp6(157, 0, u8(0, 0) + u16(60) + u64(0x020000fffe00000c) + addr(C6)))
    yield eth(icmp6(158, 1, u8(1, 0) + u16(60) + u64(0x020000fffe00000c) + addr(C6)))


@capture("icmp6-nd.pcap")
def icmp6_nd():
    """Neighbour discovery with every option."""
    quoted = udp6(b"x" * 8, 1000, 53, src=LL2, dst="2001:db8:9::8")
    options = [
        option(1, mac(CMAC)), option(2, mac(SMAC)),
        option(3, u8(64, 0xf0) + u32(0xffffffff, 14400, 0) + addr("2001:db8:1::")),
        option(4, b"\0" * 6 + quoted), option(5, u16(0) + u32(1400)),
        option(7, u16(0) + u32(3000)), option(8, u16(0, 10, 1800)),
        option(13, b"\0" * 4 + u64(1 << 40)), option(14, b"nonce!"),
        option(15, u8(1, 0) + b"\x04name\0"), option(17, u8(1, 64) + b"\0" * 4 + addr(C6)),
        option(24, u8(48, 0x08) + u32(1800) + addr("2001:db8:f::")[:8]),
        option(24, u8(0, 0x18) + u32(0xffffffff)),
        option(25, u16(0) + u32(600) + addr(S6) + addr("2001:db8:2::21")),
        option(26, u16(0) + u32(600)), option(27, u8(0) * 6),
        option(31, u16(0) + u32(600) + b"\x07example\x03com\0\x07example\x03net\0"),
        option(33, u8(0, 0) + u16(0, 60) + u64(0x020000fffe00000c)),
        option(34, u8(64, 0x12) + u16(0, 600) + addr("2001:db8:1::")[:8]),
        option(35, u16(1, 1, 0) + addr(LL1)),
        option(37, b"https://example.com/captive"),
        option(38, u16(0x0708) + addr("64:ff9b::")[:12]),
        option(253, b"try"), u8(1, 0) + b"\0" * 6, u8(3, 4) + b"\0" * 6,
    ]
    advert = u8(64, 0xfa) + u16(1800) + u32(30000, 1000)
    yield eth(icmp6(133, 0, u32(0), dst="ff02::2"))
    yield eth(icmp6(133, 0, u32(0) + options[0], dst="ff02::2"))
    for preference in (0x00, 0x08, 0x18, 0x10):
        yield eth(icmp6(134, 0, u8(0, preference) + u16(0) + u32(0, 0), dst="ff02::1"))
    for one in options:
        yield eth(icmp6(134, 0, advert + one, dst="ff02::1"))
    yield eth(icmp6(135, 0, u32(0) + addr(LL2) + options[0], dst="ff02::1:ff00:2"))
    yield eth(icmp6(135, 0, u32(0) + addr(LL2) + options[8], src="::", dst="ff02::1:ff00:2"))
    for flags in (0x00000000, 0x80000000, 0x40000000, 0x20000000, 0xe0000000):
        yield eth(icmp6(136, 0, u32(flags) + addr(LL1) + options[1]))
    yield eth(icmp6(137, 0, u32(0) + addr(LL2) + addr("2001:db8:9::8") + options[1] + options[3]))
    yield eth(icmp6(141, 0, u32(0) + options[0] + options[1]))
    yield eth(icmp6(142, 0, u32(0) + options[0] + options[1] + option(10, b"\0" * 6 + addr(S6))))
    yield eth(icmp6(134, 0, advert + options[0], dst="ff02::1", hlim=64))
    yield eth(icmp6(135, 0, u32(0) + addr(LL2)[:9]))


@capture("rpl.pcap")
def rpl():
    """RFC 6550: DIS, DIO, DAO, DAO-ACK, secured ones, consistency check."""
    def opt(type, body):
        return u8(type, len(body)) + body
    dag = addr("2001:db8:1::1")
    config = opt(4, u8(0, 20, 3, 10) + u16(768, 256, 1) + u8(0, 30) + u16(60))
    prefix = opt(8, u8(64, 0x60) + u32(600, 300, 0) + addr("2001:db8:1::"))
    metric = opt(2, u8(7, 0, 0, 2) + u16(128))
    route = opt(3, u8(64, 8) + u32(600) + addr("2001:db8:f::"))
    solicited = opt(7, u8(1, 0xe0) + dag + u8(9))
    target = opt(5, u8(0, 128) + addr(C6))
    transit = opt(6, u8(0, 0, 1, 255) + dag)
    description = opt(9, u32(7))
    dio = u8(1, 240) + u16(256) + u8(0x88, 5, 0, 0) + dag
    security = u8(0x80, 0, 1, 0) + u32(5)
    for code, body in (
            (0, u16(0)), (0, u16(0) + solicited),
            (1, dio), (1, dio + config + prefix),
            (1, dio + metric + route + b"\0" + opt(1, b"\0\0") + opt(11, b"what")),
            (1, u8(9, 0) + u16(0xffff) + u8(0x18, 0, 0, 0) + dag),
            (2, u8(1, 0xc0, 0, 7) + dag + target + transit + description),
            (2, u8(1, 0x80, 0, 8) + target + transit),
            (3, u8(1, 0x80, 7, 0) + dag), (3, u8(1, 0, 8, 130)),
            (4, u8(1, 0, 0, 0)),
            (0x80, security + u16(0)), (0x81, security + dio),
            (0x82, security + u8(1, 0, 0, 9)), (0x83, security + u8(1, 0, 9, 0)),
            (0x8a, security + u8(1, 0x80) + u16(1) + dag + u32(3)),
            (7, u32(0)), (1, dio[:9]), (1, dio + u8(4, 200))):
        yield eth(icmp6(155, code, body, dst="ff02::1a"))


@capture("igmp-types.pcap")
def igmp_types():
    """IGMP of all versions, and what else came in it."""
    def igmp(type, code, body, dst="224.0.0.1", wrong=0):
        return eth(ip4(2, summed(u8(type, code) + u16(0) + body, 2, wrong=wrong),
                       dst=dst, ttl=1, tos=0xc0, options=hexa("94040000")),
                   dst="01:00:5e:00:00:01")
    group = addr("233.252.0.1")
    yield igmp(0x11, 0, u32(0))
    yield igmp(0x12, 0, group, "233.252.0.1")
    yield igmp(0x11, 100, u32(0))
    yield igmp(0x11, 10, group, "233.252.0.1")
    yield igmp(0x16, 0, group, "233.252.0.1")
    yield igmp(0x17, 0, group, "224.0.0.2")
    yield igmp(0x11, 100, u32(0) + u8(2, 125) + u16(0))
    yield igmp(0x11, 200, group + u8(0x0a, 200) + u16(2) + addr(S4) + addr(C4))
    records = b"".join(u8(kind, 0) + u16(1) + group + addr(S4) for kind in range(1, 7))
    yield igmp(0x22, 0, u16(0, 6) + records, "224.0.0.22")
    yield igmp(0x22, 0, u16(0, 1) + u8(4, 1) + u16(0) + group + u32(7), "224.0.0.22")
    yield igmp(0x22, 0, u16(0, 3) + u8(9, 0) + u16(9) + group, "224.0.0.22")
    yield igmp(0x13, 1, u8(0, 0x0e, 3, 255) + u32(7), "224.0.0.4")
    yield igmp(0x14, 0, u8(1, 0, 0, 0) + group, "224.0.0.2")
    yield igmp(0x1f, 2, group + addr(S4) + addr(C4) + addr(C4) + u32(64 << 24 | 5), "224.0.0.2")
    yield igmp(0x1e, 2, group + addr(S4) + addr(C4) + addr(C4) + u32(64 << 24 | 5), "224.0.0.2")
    yield igmp(0x30, 20, u16(20, 2), "224.0.0.106")
    yield igmp(0x31, 0, b"", "224.0.0.2")
    yield igmp(0x32, 0, b"", "224.0.0.106")
    yield igmp(0x99, 0, group)
    yield igmp(0x16, 0, group, "233.252.0.1", wrong=1)
    yield igmp(0x16, 0, group[:2], "233.252.0.1")
