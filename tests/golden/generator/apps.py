# SPDX-License-Identifier: BSD-3-Clause
"""DNS and its relatives, DHCP, NTP, HTTP, RESP, TLS."""

from .wire import *


def name(text):
    labels = [label.encode() for label in text.split(".") if label]
    return b"".join(u8(len(label)) + label for label in labels) + b"\0"


def question(text, type=1, cls=1):
    return name(text) + u16(type, cls)


def rr(owner, type, data, cls=1, ttl=300):
    owner = owner if isinstance(owner, bytes) else name(owner)
    return owner + u16(type, cls) + u32(ttl) + u16(len(data)) + data


def dns_message(flags, questions=(), answers=(), authority=(), additional=(), id=0x1234, counts=None):
    parts = (questions, answers, authority, additional)
    return u16(id, flags, *(counts or [len(part) for part in parts])) + \
        b"".join(b"".join(part) for part in parts)


def opt(*options, size=1232, ttl=0):
    return rr(b"\0", 41, b"".join(u16(code, len(data)) + data for code, data in options),
              cls=size, ttl=ttl)


QUERY, ANSWER = 0x0100, 0x8580


def answer(type, data, owner="example.com", extra=()):
    return eth(udp(dns_message(ANSWER, [question(owner, type)], [rr(b"\xc0\x0c", type, data)], (), extra),
                   53, 40053, src=S4, dst=C4))


@capture("dns-types-odd.pcap")
def dns_types_odd():
    """Record types that BIND does not serve, or not like this."""
    key = b"\xab" * 16
    yield answer(59, u16(31589) + u8(8, 2) + b"\xcd" * 32)
    yield answer(59, u16(0) + u8(0, 0, 0))
    yield answer(60, u16(257) + u8(3, 13) + b"\xef" * 64)
    yield answer(60, u16(0) + u8(3, 0, 0))
    yield answer(10, b"null data \0\1\2")
    yield answer(38, u8(0) + addr(C6))
    yield answer(38, u8(64) + addr("::1234")[8:] + name("prefix.example.com"))
    yield answer(38, u8(128) + name("prefix.example.com"))
    yield answer(38, u8(200))
    yield answer(24, u16(1) + u8(5, 2) + u32(3600, 1700000000, 1690000000) + u16(7) + name("example.com") + key)
    yield answer(25, u16(0x0200) + u8(3, 5) + key)
    yield answer(30, name("next.example.com") + hexa("62010008"))
    yield answer(47, name("next.example.com") + hexa("0006400000000003") + hexa("0101 80") + hexa("ff02 0040"))
    yield answer(50, u8(1, 1) + u16(10) + u8(4) + b"salt" + u8(20) + b"\x5a" * 20 + hexa("0006 400000000002"))
    yield answer(51, u8(1, 0) + u16(0) + u8(0))
    yield answer(43, u16(1) + u8(15, 4) + b"\x11" * 48)
    yield answer(48, u16(0x0180) + u8(3, 15) + b"\x22" * 32)
    yield answer(48, u16(0x0100) + u8(3, 8) + u8(3, 1, 0, 1) + b"\x33" * 64)
    yield answer(48, u16(0x0101) + u8(3, 1) + u8(0) + u16(3))
    for algorithm in (44, 64, 65):
        yield answer(algorithm, {44: u8(1, 1) + b"\x44" * 20,
                                 64: u16(0) + name("pool.example.com"),
                                 65: u16(1) + b"\0" + u16(0, 4, 1, 4) + u16(1, 3) + b"\x02h2" +
                                 u16(2, 0) + u16(5, 4) + b"echo"}[algorithm])
    yield answer(63, u32(2024010101) + u8(1, 1) + b"\x55" * 48)
    yield answer(249, name("gss-tsig") + u32(1700000000, 1700003600) + u16(3, 0, 5) + b"token" + u16(0))
    yield answer(32768, u16(1) + u8(8, 1) + b"\x66" * 20)
    yield answer(32769, u16(1) + u8(8, 1) + b"\x66" * 20)
    yield answer(29, u8(0, 0x12, 0x16, 0x13) + u32(0x8b0d2c8c, 0x7fff77a0, 0x00989680))
    yield answer(29, u8(1, 0))
    yield answer(34, u8(0) + hexa("4700058000"))
    yield answer(31, b"endpoint")
    yield answer(40, u8(1, 1) + b"data")
    for type in (3, 4, 7, 8, 9, 11, 14, 22, 23, 27, 56, 57, 58, 99, 100, 101, 102, 103,
                 104, 105, 106, 107, 108, 109, 128, 258, 259, 260, 261, 262, 65535):
        yield answer(type, addr("192.0.2.1") + u8(6) + name("a.b") + b"\x05hello")
    yield answer(1, b"\1\2\3")
    yield answer(28, addr(C6)[:9])
    yield answer(16, u8(200) + b"short")
    yield answer(16, b"")
    yield answer(15, u16(10))
    yield answer(33, u16(1, 2))
    yield answer(6, name("a") + name("b") + u32(1, 2, 3))


@capture("dns-edns-odd.pcap")
def dns_edns_odd():
    """Every EDNS option number, and OPT records that are wrong."""
    def query(*options, **more):
        return eth(udp(dns_message(QUERY, [question("example.com")], (), (), [opt(*options, **more)]),
                       40053, 53))
    yield query((1, u16(1, 1, 0) + u64(7) + u32(3600)))
    yield query((2, u32(7200)))
    yield query((2, u32(7200, 3600)))
    yield query((3, b"server-1"))
    yield query((4, b"\1\2\3"))
    yield query((5, u8(8, 13, 15)), (6, u8(1, 2)), (7, u8(1)))
    for family, bits, scope, address in ((1, 24, 0, "c00002"), (1, 32, 24, "c0000201"), (1, 0, 0, ""),
                                         (2, 56, 0, "20010db8000500"), (2, 128, 128, "20010db8" + "00" * 11 + "01"),
                                         (1, 33, 0, "c000020101"), (3, 8, 0, "01"), (1, 24, 0, "c0")):
        yield query((8, u16(family) + u8(bits, scope) + hexa(address)))
    yield query((9, b""))
    yield query((9, u32(864000)))
    yield query((10, b"\xaa" * 8))
    yield query((10, b"\xaa" * 8 + b"\xbb" * 32))
    yield query((10, b"\xaa" * 3))
    yield query((11, b""))
    yield query((11, u16(600)))
    yield query((12, b"\0" * 20))
    yield query((13, name("example.com")))
    yield query((14, u16(20326, 38696)))
    for code in tuple(range(0, 31, 6)) + (22, 49152):
        yield query((15, u16(code) + (b"because of a text" if code % 12 == 0 else b"")))
    yield query((16, b"client tag"[:2]), (17, b"server tag"[:2]))
    yield query((18, name("report.example.com")))
    yield query((19, u8(1, 0) + u32(7)))
    yield query((20292, b"umbrella"), (26946, b"device"), (65001, b"local"), (65535, b""))
    yield query(size=0, ttl=0x01008000)
    yield query(ttl=0xff00ffff)
    yield eth(udp(dns_message(QUERY, [question("example.com")], (), (), [opt(), opt()]), 40053, 53))
    yield eth(udp(dns_message(QUERY, [question("example.com")], (), (),
                              [rr("not.root", 41, b"", cls=1232, ttl=0)]), 40053, 53))
    yield eth(udp(dns_message(QUERY, [question("example.com")], (), (),
                              [rr(b"\0", 41, u16(3, 90) + b"short", cls=1232)]), 40053, 53))
    yield eth(udp(dns_message(QUERY, [question("example.com")], [opt((3, b"early"))]), 40053, 53))
    for low in range(0, 16, 3):
        yield eth(udp(dns_message(0x8180 | low, [question("example.com")], (), (),
                                  [opt(ttl=0x01000000)]), 53, 40053, src=S4, dst=C4))


@capture("dns-odd.pcap")
def dns_odd():
    """Headers, counts, names and pointers that are not what they should be."""
    def query(message, port=53):
        return eth(udp(message, 40053, port))
    ask = question("example.com")
    for flags in (0x0000, 0x0100, 0x0010, 0x0020, 0x0040, 0x0400, 0x0200, 0x0180, 0x07f0,
                  0x0800, 0x1000, 0x1800, 0x2000, 0x2800, 0x3000, 0x7800):
        yield query(dns_message(flags, [ask]))
    for rcode in range(16):
        yield query(dns_message(0x8180 | rcode, [ask]))
    yield query(dns_message(0x8780, [ask], [rr(b"\xc0\x0c", 1, addr(C4))]))
    yield query(dns_message(QUERY, [ask, ask]))
    yield query(dns_message(QUERY, [ask], counts=(1, 1, 1, 1)))
    yield query(dns_message(QUERY, [ask], counts=(9, 0, 0, 0)))
    yield query(dns_message(QUERY, [], counts=(0, 0, 0, 0)))
    yield query(dns_message(0x8180, [ask], [rr(b"\xc0\x0c", 1, addr(C4))], counts=(1, 65535, 0, 0)))
    yield query(dns_message(QUERY, [b"\xc0\x0c" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\xc0\x0e\xc0\x0c" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\xff\xff" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x03abc\xc0\x0c" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x03abc\xc0"]))
    yield query(dns_message(QUERY, [b"\x80bad type of label" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x41\x09\xab\xcd\x80\0" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x42ab\0" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x3f" + b"x" * 63 + b"\0" + u16(1, 1)]))
    yield query(dns_message(QUERY, [(b"\x3f" + b"y" * 63) * 5 + b"\0" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x01a" * 128 + b"\0" + u16(1, 1)]))
    yield query(dns_message(QUERY, [b"\x05\0\x01.\\\xff\x02\xc3\xa9\0" + u16(1, 1)]))
    yield query(dns_message(QUERY, [question("", 2)]))
    for cls in (0, 2, 3, 4, 254, 255, 0x8001, 65535):
        yield query(dns_message(QUERY, [question("example.com", 255, cls)]))
    for type in (0, 250, 251, 252, 253, 254, 255, 256, 257):
        yield query(dns_message(QUERY, [question("example.com", type)]))
    whole = dns_message(QUERY, [ask])
    for size in (0, 1, 2, 4, 11, 12, 13, 20, len(whole) - 2):
        yield query(whole[:size])
    send = alone(53)
    framed = u16(len(whole)) + whole
    for data in (framed, framed * 2, u16(500) + whole, u16(3) + whole, b"\0", u16(0)):
        yield send(data)


@capture("mdns.pcap")
def mdns():
    """Probes, announcements, service discovery, known answers, unicast answers."""
    def send(message, src=C4, dst="224.0.0.251", sport=5353):
        return eth(udp(message, sport, 5353, src=src, dst=dst, ttl=255), dst="01:00:5e:00:00:fb")

    def send6(message):
        return eth(udp(message, 5353, 5353, src=LL1, dst="ff02::fb", hlim=255), dst="33:33:00:00:00:fb")
    flush, service, host = 0x8001, "_http._tcp.local", "client.local"
    instance = b"\x0bA client #1" + name(service)
    text = b"".join(u8(len(part)) + part for part in (b"path=/", b"flag", b"bin=\0\xff", b""))
    records = [rr(service, 12, instance, ttl=4500), rr(instance, 33, u16(0, 0, 80) + name(host), flush, 120),
               rr(instance, 16, text, flush, 4500), rr(host, 1, addr(C4), flush, 120),
               rr(host, 28, addr(LL1), flush, 120)]
    for cls in (0x8001, 1):
        yield send(dns_message(0, [question(host, 255, cls)], (), [rr(host, 1, addr(C4), 1, 120)], id=0))
    yield send6(dns_message(0, [question(host, 255, 0x8001)], (), [rr(host, 28, addr(LL1), 1, 120)], id=0))
    yield send(dns_message(0x8400, (), records, id=0))
    yield send6(dns_message(0x8400, (), records, id=0))
    yield send(dns_message(0, [question("_services._dns-sd._udp.local", 12)], id=0))
    yield send(dns_message(0, [question(service, 12), question("_ipp._tcp.local", 12)],
                           [rr(service, 12, instance, ttl=4000)], id=0))
    yield send(dns_message(0x0200, [question(service, 12)], [rr(service, 12, instance, ttl=4000)], id=0))
    yield send(dns_message(0x8400, (), [rr("_services._dns-sd._udp.local", 12, name(service), ttl=4500)],
                           (), records[1:], id=0))
    yield send(dns_message(0x8400, (), [rr(instance, 47, b"\xc0\x0c" + hexa("00050000800040"), flush, 120)], id=0))
    yield send(dns_message(0x8400, (), [rr(service, 12, instance, ttl=0)], id=0))
    yield send(dns_message(0, [question(host)], id=77), sport=40000)
    yield eth(udp(dns_message(0x8400, [question(host)], [rr(host, 1, addr(C4), 1, 10)], id=77),
                  5353, 40000, ttl=255))
    yield send(dns_message(0, [question("10.2.0.192.in-addr.arpa", 12)], id=0))
    yield send(dns_message(0, [question(host, 1, 0x8001)], (), (),
                           [opt((4, u8(0, 0) + mac(CMAC)), size=1440, ttl=0x1194)], id=0))
    yield send(dns_message(0, [question("\u00e9t\u00e9.local")], id=0))


@capture("llmnr.pcap")
def llmnr():
    """Queries, answers, conflict and tentative bits, over TCP too."""
    def send(message, v6=False):
        if v6:
            return eth(udp(message, 40355, 5355, src=LL1, dst="ff02::1:3", hlim=1), dst="33:33:00:01:00:03")
        return eth(udp(message, 40355, 5355, dst="224.0.0.252", ttl=1), dst="01:00:5e:00:00:fc")
    ask = question("server")
    yield send(dns_message(0, [ask]))
    yield send(dns_message(0, [question("server", 28)]), v6=True)
    yield eth(udp(dns_message(0x8000, [ask], [rr(b"\xc0\x0c", 1, addr(S4), ttl=30)]), 5355, 40355, src=S4, dst=C4))
    yield eth(udp(dns_message(0x8000, [question("server", 28)], [rr(b"\xc0\x0c", 28, addr(LL2), ttl=30)]),
                  5355, 40355, src=LL2, dst=LL1))
    for flags in (0x0400, 0x8400, 0x8200, 0x8100, 0x8003):
        yield send(dns_message(flags, [ask]))
    yield send(dns_message(0, [question("10.2.0.192.in-addr.arpa", 12)]))
    whole = dns_message(0, [question("server", 255)])
    yield eth(tcp(u16(len(whole)) + whole, 40355, 5355, PSH | ACK))
    yield send(whole[:9])


def dhcp(op, options, xid=0x12345678, yiaddr="0.0.0.0", ciaddr="0.0.0.0", giaddr="0.0.0.0",
         siaddr="0.0.0.0", hw=1, hlen=6, flags=0, secs=0, hops=0, sname=b"", file=b"", cookie=b"c\x82Sc"):
    body = u8(op, hw, hlen, hops) + u32(xid) + u16(secs, flags) + addr(ciaddr) + addr(yiaddr) + \
        addr(siaddr) + addr(giaddr) + mac(CMAC).ljust(16, b"\0") + sname.ljust(64, b"\0") + \
        file.ljust(128, b"\0") + cookie + options
    if op == 1:
        return eth(udp(body, 68, 67, src="0.0.0.0", dst="255.255.255.255"), dst="ff:ff:ff:ff:ff:ff")
    return eth(udp(body, 67, 68, src="192.0.2.1", dst=C4))


def tlv(*pairs):
    return b"".join(u8(code, len(data)) + data for code, data in pairs)


@capture("dhcp4-options.pcap")
def dhcp4_options():
    """Every message type, every option of RFC 2132 and most of the later ones."""
    for kind in range(1, 19):
        yield dhcp(1 if kind in (1, 3, 4, 7, 8, 9, 10) else 2, tlv((53, u8(kind))) + b"\xff")
    yield dhcp(1, b"", cookie=b"", file=b"bootfile")
    yield dhcp(2, b"\xff", yiaddr=C4, siaddr="192.0.2.2", sname=b"boot.example.com", file=b"vmlinuz")
    yield dhcp(1, b"\xff", flags=0x8000, secs=300, hops=3, giaddr="192.0.2.1", ciaddr=C4)
    yield dhcp(1, b"\xff", flags=0x7fff, hw=6, hlen=0)
    yield dhcp(3, b"\xff", hw=32, hlen=20)
    yield dhcp(1, b"\1\2\3\4\5\6\7\x08", cookie=b"????")
    addresses = tuple(range(3, 12)) + (41, 42, 44, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76, 85, 92, 112, 138, 150)
    yield dhcp(2, tlv((53, u8(5)), *((code, addr(C4) + addr(S4)) for code in addresses)) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), (1, addr("255.255.255.0")), (2, u32(0xfffff1f0)), (28, addr("192.0.2.255")),
                      (32, addr("192.0.2.1")), (16, addr("192.0.2.3")), (21, addr("10.0.0.0") + addr("255.0.0.0")),
                      (33, addr("10.0.0.1") + addr("192.0.2.1")), (50, addr(C4)), (54, addr("192.0.2.1")),
                      (118, addr("192.0.2.0")), (120, u8(1) + addr(S4)), (120, u8(0) + name("sip.example.com"))) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), *((code, b"a text %d" % code) for code in
                                     (12, 14, 15, 17, 18, 40, 47, 56, 60, 62, 64, 66, 67, 86, 87, 100, 101, 113, 114, 209, 210))) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), *((code, u8(1)) for code in (19, 20, 27, 29, 30, 31, 34, 36, 39, 46, 52, 116)),
                      *((code, u8(64)) for code in (23, 37))) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), *((code, u16(1500)) for code in (13, 22, 26, 57, 93, 117)),
                      *((code, u32(86400)) for code in (24, 35, 38, 51, 58, 59, 91, 108, 152, 153, 211)), (25, u16(68, 296, 1500))) + b"\xff")
    yield dhcp(1, tlv((53, u8(1)), (55, bytes(range(1, 60))), (61, u8(1) + mac(CMAC)), (77, b"\x04user\x05class"),
                      (81, u8(5, 0, 0) + name("client.example.com")[:-1]), (94, u8(1, 3, 16)), (97, u8(0) + b"\xab" * 16)) + b"\xff")
    yield dhcp(1, tlv((53, u8(1)), (61, u8(255) + u32(1) + hexa("000300010200") + b"\0\0\0\x0c"), (81, u8(0, 255, 255) + b"client"),
                      (80, b""), (124, u32(32473) + b"\x05\x04test"), (125, u32(32473) + u8(6) + tlv((1, b"abcd")))) + b"\xff")
    yield dhcp(2, tlv((53, u8(2)), (82, tlv((1, b"circuit"), (2, b"remote"), (4, u32(7)), (5, addr("192.0.2.0")),
                                            (6, b"subscriber"), (8, u8(1, 1)), (9, u32(32473) + b"\x02ab"), (11, addr("192.0.2.1")),
                                            (10, u8(1)), (151, u8(0) + b"vpn"), (152, b""), (99, b"?")))) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), (121, u8(24) + hexa("0a0000") + addr("192.0.2.1") + u8(0) + addr("192.0.2.1") +
                                    u8(32) + addr("10.1.2.3") + addr("192.0.2.2")), (249, u8(8, 10) + addr("192.0.2.1"))) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), (119, b"\x03eng\x07example\x03com\0\x09marketing\xc0\x04"),
                      (88, name("example.com")), (89, addr(S4)), (43, tlv((1, b"x"), (2, u32(7))) + b"\xff"), (63, b"nwip"), (78, u8(1) + addr(S4)),
                      (79, u8(0) + b"scope"), (90, u8(1, 1, 0) + u64(1) + b"\xaa" * 16), (98, b"http://example.com"),
                      (145, u8(1)), (220, b"subnet"), (221, u8(0) + b"vpn"), (252, b"http://example.com/wpad.dat"))
               + b"\0\0\0\xff padding after the end")
    yield dhcp(2, tlv((53, u8(5)), (52, u8(3))) + b"\xff", sname=tlv((12, b"in sname")) + b"\xff",
               file=tlv((15, b"in file")) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), (119, b"\x07exam"), (119, b"ple\x03com\0")) + b"\xff")
    yield dhcp(2, tlv((53, u8(5)), (51, u8(1, 2)), (1, b"\xff"), (3, b"\1\2\3\4\5"), (121, u8(99)), (82, b"\1\x09x"), (53, b""))
               + b"\xff")
    yield dhcp(2, tlv((53, u8(5))) + u8(12, 200) + b"short")
    yield dhcp(2, tlv((53, u8(5))))
    yield dhcp(1, b"\xff")[:200]
    yield dhcp(1, b"\xff")[:50]


def option6(code, data):
    return u16(code, len(data)) + data


def dhcp6(kind, *options, xid=0x123456, up=True):
    src, dst, sport, dport = (LL1, "ff02::1:2", 546, 547) if up else (LL2, LL1, 547, 546)
    return eth(udp(u32(kind << 24 | xid) + b"".join(options), sport, dport, src=src, dst=dst))


@capture("dhcp6-options.pcap")
def dhcp6_options():
    """Every message type and most options."""
    duid = option6(1, hexa("0003000102000000000c"))
    server = option6(2, hexa("000100011e2d3c4b02000000000e"))
    status = option6(13, u16(0) + b"fine")
    address = option6(5, addr("2001:db8:1::1000") + u32(300, 600))
    prefix = option6(26, u32(300, 600) + u8(56) + addr("2001:db8:f000::") + option6(67, u8(64, 5)))
    for kind in tuple(range(1, 12)) + tuple(range(14, 37)) + (255,):
        yield dhcp6(kind, duid, up=kind not in (2, 7, 10))
    inner = u32(1 << 24 | 7) + duid
    relay = u8(12, 1) + addr("2001:db8:1::1") + addr(LL1) + option6(18, b"eth0") + option6(37, u32(9) + b"id") + option6(9, inner)
    yield eth(udp6(relay, 547, 547, src="2001:db8:2::1", dst=S6))
    yield eth(udp6(u8(12, 2) + addr("2001:db8:3::1") + addr("2001:db8:2::1") + option6(9, relay), 547, 547))
    yield eth(udp6(u8(13, 0) + addr("2001:db8:1::1") + addr(LL1) + option6(9, u32(2 << 24 | 7) + server), 547, 547, src=S6, dst=C6))
    for kind in ("00010001 1e2d3c4b 02000000000c", "0002 00007ed9 0102030405", "0003 0001 02000000000c", "0004" + "ab" * 16, "0063 01", "00"):
        yield dhcp6(1, option6(1, hexa(kind)))
    yield dhcp6(7, server, duid, option6(3, u32(1, 100, 200) + address + status), up=False)
    yield dhcp6(7, option6(4, u32(1) + address), option6(25, u32(1, 100, 200) + prefix + option6(13, u16(6) + b"none left")), up=False)
    yield dhcp6(1, *(option6(6, u16(*range(1, 40))), option6(7, u8(255)), option6(8, u16(100)), option6(14, b""), option6(20, b"")))
    yield dhcp6(1, option6(11, u8(3, 1, 0) + u64(1) + u8(1) + b"\xaa" * 16), option6(11, u8(2, 1, 1) + u64(2) + b"realm" + u32(9) + b"\xbb" * 16),
                option6(12, addr(S6)), option6(15, u16(4) + b"user" + u16(2) + b"me"), option6(16, u32(32473) + u16(4) + b"test"),
                option6(17, u32(32473) + option6(1, b"abc")), option6(19, u8(5)))
    servers = addr(S6) + addr("2001:db8:2::21")
    yield dhcp6(7, *(option6(code, servers) for code in (22, 23, 27, 28, 31, 34, 40, 99)), up=False)
    yield dhcp6(7, *(option6(code, name("example.com") + name("example.net")) for code in (21, 24, 29, 30, 33, 51, 57, 58, 64, 74)), up=False)
    yield dhcp6(7, option6(32, u32(21600)), option6(36, u16(0) + u8(1, 2) + b"DE"), option6(38, b"subscriber"), option6(39, u8(1) + name("client.example.com")),
                option6(41, b"CET-1CEST"), option6(42, b"Europe/Berlin"), option6(43, u16(1, 2)),
                option6(56, option6(1, addr(S6)) + option6(2, addr("ff05::101")) + option6(3, name("ntp.example.com"))),
                option6(59, b"tftp://[2001:db8::2]/x"), option6(60, u16(4) + b"root"), option6(61, u16(7)), option6(62, u8(1, 3, 16)), up=False)
    yield dhcp6(14, duid, option6(44, u8(1) + addr("::") + option6(5, addr(C6) + u32(0, 0))), option6(45, duid + address), option6(46, u32(60)),
                option6(47, u8(0) + b"id"), option6(48, addr(S6)))
    yield dhcp6(7, option6(65, u16(1)), option6(66, b"\0\x17\0\0"), option6(68, u8(0) + b"vpn"), option6(79, u16(1) + mac(CMAC)), option6(82, u32(3600)), option6(83, u32(3600)),
                option6(103, b"https://example.com/"), option6(112, b"https://example.com/mud"), option6(143, addr(S6)), option6(65000, b"?"), up=False)
    for code in range(10):
        yield dhcp6(7, option6(13, u16(code) + b"status"), up=False)
    yield dhcp6(1, u16(1, 200) + b"short")
    yield dhcp6(1, option6(3, b"\0" * 5), option6(5, b"\0" * 5), option6(26, b"\0" * 5), option6(13, b"\0"), option6(8, b"\0"))
    yield eth(udp(b"\1\0", 546, 547, src=LL1, dst="ff02::1:2"))
    yield eth(udp6(relay[:30], 547, 547))


@capture("ntp-modes.pcap")
def ntp_modes():
    """Modes 0 to 7, versions 0 to 7, kiss codes, extensions, control messages."""
    def ntp(body, up=True):
        return eth(udp(body, 123, 123) if up else udp(body, 123, 123, src=S4, dst=C4))

    def clock(mode, version=4, leap=0, stratum=2, poll=6, precision=-20, ref=S4, tail=b"", stamps=None):
        second = 3908988800
        times = stamps or ((second - 60, 0x80000000), (second, 0x1000), (second, 0x2000), (second + 1, 0xffffffff))
        ref = ref if isinstance(ref, bytes) else addr(ref)
        return u8(leap << 6 | version << 3 | mode, stratum, poll & 255, precision & 255) + \
            u32(0x00018000, 0x00002000) + ref + b"".join(u32(*pair) for pair in times) + tail
    for mode in range(6):
        yield ntp(clock(mode), up=mode != 4)
    for version in (0, 1, 2, 3, 5, 7):
        yield ntp(clock(3, version))
    for leap in (1, 2, 3):
        yield ntp(clock(4, leap=leap), up=False)
    for ref in (b"GPS\0", b"PPS\0", b"LOCL", b"DCFa", b"\1\2\3\4", b"\0\0\0\0"):
        yield ntp(clock(4, stratum=1, ref=ref), up=False)
    for ref in (b"RATE", b"DENY", b"RSTR", b"STEP", b"INIT", b"NTSN"):
        yield ntp(clock(4, stratum=0, ref=ref), up=False)
    yield ntp(clock(4, stratum=16, ref=b"\0\0\0\0"), up=False)
    yield ntp(clock(4, stratum=200, poll=-3, precision=3), up=False)
    yield ntp(clock(3, stamps=((0, 0),) * 4))
    yield ntp(clock(3, stamps=((0, 0), (0, 0), (0, 0), (0x00000001, 0x80000000))))
    yield ntp(clock(3, tail=u32(5) + b"\xaa" * 16))
    yield ntp(clock(3, tail=u32(5) + b"\xbb" * 20))
    yield ntp(clock(3, tail=u32(0)))
    yield ntp(clock(3, tail=u16(0x0104, 36) + b"\x11" * 32 + u16(0x0204, 20) + b"\x22" * 16 + u16(0x0404, 40) + u16(16, 16) + b"\x33" * 32))
    yield ntp(clock(3, tail=u16(0x2005, 24) + b"\0" * 20 + u32(1) + b"\xcc" * 16))
    yield ntp(clock(4, tail=u16(0x0104, 9) + b"bad"), up=False)
    # control, RFC 9327: read status, read variables, a long answer in two parts, an error
    def control(flags, sequence, status, association, offset, data, count=None):
        return u8(0x26, flags) + u16(sequence, status, association, offset, len(data) if count is None else count) + \
            data + b"\0" * (-len(data) % 4)
    yield ntp(control(0x01, 1, 0, 0, 0, b""))
    yield ntp(control(0x81, 1, 0x0615, 0, 0, u16(1, 0x963a, 2, 0x8011)), up=False)
    yield ntp(control(0x02, 2, 0, 1, 0, b"stratum,refid"))
    yield ntp(control(0xa2, 2, 0x963a, 1, 0, b"version=\"ntpd 4\", stratum=2, refid=192.0.2.1,\r\n"), up=False)
    yield ntp(control(0x82, 2, 0x963a, 1, 47, b"offset=-0.123, jitter=0.004\r\n"), up=False)
    yield ntp(control(0xc2, 3, 0x0300, 0, 0, b""), up=False)
    for op in (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 31):
        yield ntp(control(op, op, 0, 0, 0, b""))
    yield ntp(control(0x82, 4, 0, 0, 0, b"short", count=400), up=False)
    # private, ntpd's
    yield ntp(u8(0x17, 0, 3, 42) + u32(0) + b"\0" * 40)
    yield ntp(u8(0xd7, 0x01, 3, 42) + u16(1, 72) + b"\0" * 72, up=False)
    yield ntp(u8(0x97, 0x80, 2, 16) + u16(0x4000, 0), up=False)
    whole = clock(3)
    for size in (0, 1, 3, 4, 11, 47):
        yield ntp(whole[:size])


def alone(port):
    """Segments that are each a connection of their own, so that no state of
    one tells on the next."""
    ports = iter(range(41000, 42000))

    def send(data, up=True, port=port):
        if up:
            return eth(tcp(data, next(ports), port, PSH | ACK, seq=1))
        return eth(tcp(data, port, next(ports), PSH | ACK, seq=1, src=S4, dst=C4))
    return send


@capture("http-odd.pcap")
def http_odd():
    """Methods, versions, ports; headers that are odd; segments in the middle."""
    send = alone(80)
    for number, method in enumerate(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT",
                                     "PATCH", "PROPFIND", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH",
                                     "NOTIFY", "SUBSCRIBE", "M-SEARCH", "BREW", "get")):
        yield send(("%s /%d HTTP/1.1\r\nHost: a.test\r\n\r\n" % (method, number)).encode())
    for port in (8080, 3128, 8000, 591, 8008, 443, 81):
        yield send(b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n", port=port)
    for line in (b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.0 404\r\n\r\n", b"HTTP/2 500 no reason\r\n\r\n",
                 b"HTTP/1.1 999 What\r\nX: y\r\n\r\n", b"ICY 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\n\nbody",
                 b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: xyz=\r\n\r\n"):
        yield send(line, up=False)
    yield send(b"GET / HTTP/0.9\r\n\r\n")
    yield send(b"GET /no-version\r\n\r\n")
    yield send(b"GET  /two  spaces  HTTP/1.1\r\n\r\n")
    yield send(b"GET /folded HTTP/1.1\r\nX-Long: one\r\n two\r\n\tthree\r\nEmpty:\r\n: no name\r\nNo colon\r\n\r\n")
    yield send(b"GET /\xc3\xa9\xff\0 HTTP/1.1\r\nHost: \x1b[31mred\r\n\r\n")
    half = b"GET /half HTTP/1.1\r\nHost: a.te"
    yield eth(tcp(half, 40080, 80, PSH | ACK, seq=1))
    yield eth(tcp(b"st\r\nAccept: */*\r\n\r\n", 40080, 80, PSH | ACK, seq=1 + len(half)))
    yield send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: T\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: v\r\n\r\n", up=False)
    yield send(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\nContent-Type: application/octet-stream\r\n\r\n\0\1\2\3\xff", up=False)
    yield send(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", up=False)
    yield send(b"body without a header \xff\xfe", up=False)
    yield send(b"\r\n")
    yield send(b"G")
    yield send(b"HTTP", up=False)
    yield send(b"POST /form HTTP/1.1\r\nHost: a.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\nCookie: a=1; b=2\r\nReferer: http://b.test/\r\nUser-Agent: golden\r\nX-Forwarded-For: 192.0.2.1\r\nAuthorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\na=1&b=2")


@capture("resp-odd.pcap")
def resp_odd():
    """RESP 2 and 3: every type, nesting, and what is malformed."""
    send = alone(6379)
    for number, data in enumerate((
            b"+OK\r\n", b"-ERR wrong\r\n", b":-42\r\n", b"$5\r\nhello\r\n", b"$0\r\n\r\n", b"$-1\r\n", b"*-1\r\n", b"*0\r\n",
            b"*2\r\n:1\r\n*2\r\n+a\r\n$1\r\nb\r\n", b"*1\r\n$4\r\nPING\r\n", b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\n\0\xff\r\r\n",
            b"_\r\n", b",3.14\r\n", b",inf\r\n", b",nan\r\n", b"#t\r\n", b"#f\r\n", b"!7\r\nERR bad\r\n", b"=9\r\ntxt:hello\r\n",
            b"(123456789012345678901234567890\r\n", b"%1\r\n+k\r\n:1\r\n", b"~2\r\n:1\r\n:2\r\n", b">2\r\n+message\r\n+x\r\n",
            b"|1\r\n+ttl\r\n:3\r\n:5\r\n", b"$?\r\n;4\r\nhalf\r\n;0\r\n", b"*?\r\n:1\r\n.\r\n",
            b"PING\r\n", b"SET a b\r\n", b"GET \"quoted key\"\r\n", b"+a\r\n+b\r\n:1\r\n",
            b"+no end", b"$5\r\nhel", b"$10\r\nhello\r\n", b"$99999999999999999999\r\nx\r\n", b"$x\r\n", b":1x\r\n", b":\r\n",
            b"*2\r\n:1\r\n", b"*99999999\r\n", b"*-5\r\n", b"$-2\r\n", b"+\n", b"+a\rb\r\n", b"\r\n", b"\0\1\2", b"*" * 60 + b"1\r\n",
            b"*1\r\n" * 40 + b":1\r\n")):
        yield send(data, up=number % 2 == 1)


def tls_record(kind, body, version=0x0303, length=None):
    return u8(kind) + u16(version, len(body) if length is None else length) + body


def handshake(kind, body, length=None):
    return u32(kind << 24 | (len(body) if length is None else length)) + body


def extensions(*pairs):
    body = b"".join(u16(code, len(data)) + data for code, data in pairs)
    return u16(len(body)) + body


def client_hello(*pairs, version=0x0303, session=b"", ciphers=(0x1301, 0xc02f, 0x00ff), compression=b"\0"):
    return handshake(1, u16(version) + bytes(range(32)) + u8(len(session)) + session + u16(2 * len(ciphers), *ciphers) +
                     u8(len(compression)) + compression + (extensions(*pairs) if pairs else b""))


def server_hello(*pairs, version=0x0303, cipher=0xc02f, random=bytes(range(32)), session=b""):
    return handshake(2, u16(version) + random + u8(len(session)) + session + u16(cipher) + u8(0) +
                     (extensions(*pairs) if pairs else b""))


def sni(*names):
    body = b"".join(u8(0) + u16(len(one)) + one for one in names)
    return 0, u16(len(body)) + body


def alpn(*names):
    body = b"".join(u8(len(one)) + one for one in names)
    return 16, u16(len(body)) + body


@capture("tls-odd.pcap")
def tls_odd():
    """Records and handshakes that the programs at hand do not make."""
    send = alone(443)
    hello = client_hello(sni(b"example.com"), alpn(b"h2", b"http/1.1"), version=0x0303)
    for version in (0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x7f1c, 0x0200):
        yield send(tls_record(22, client_hello(version=version, ciphers=(0x002f, 0x0035)), version=version))
    yield send(tls_record(22, client_hello(sni(b"example.com"), (5, hexa("0100000000")), (10, u16(4, 29, 23)), (11, u8(1, 0)),
                                           (13, u16(8, 0x0403, 0x0804, 0x0401, 0x0203)), alpn(b"h2", b"http/1.1"), (18, b""), (21, b"\0" * 8), (22, b""), (23, b""),
                                           (27, hexa("020002")), (28, u16(0x4001)), (34, u16(2, 0x0403)), (35, b"ticket"), (43, u8(4) + u16(0x0304, 0x0303)), (45, u8(1, 1)),
                                           (49, b""), (50, u16(2, 0x0403)), (51, u16(36, 29, 32) + b"\x11" * 32), (57, hexa("01048000ea60")),
                                           (17513, hexa("00030268 32")), (65037, hexa("0000010001420020") + b"\x22" * 32 + u16(4) + b"load"), (65281, u8(0)),
                                           session=b"\x33" * 32, ciphers=(0x1301, 0x1302, 0x1303, 0xc02b, 0xcca9, 0x00ff, 0x5600))))
    grease = (0x0a0a, 0x1a1a, 0xfafa)
    yield send(tls_record(22, client_hello((0x2a2a, b""), (10, u16(6, 0x3a3a, 29, 23)), (43, u8(4) + u16(0x4a4a, 0x0304)), (0x5a5a, b"\0"), ciphers=grease + (0x1301,))))
    yield send(tls_record(22, client_hello(sni(b"a.example.com", b"b.example.com"))))
    yield send(tls_record(22, client_hello(sni(b"\xff\0bad"), alpn(b"\x0a\x0a", b"x" * 40))))
    yield send(tls_record(22, client_hello(ciphers=tuple(range(0xc000, 0xc040)), compression=b"\1\0", session=b"s")))
    yield send(tls_record(22, server_hello(sni(), alpn(b"h2"), (35, b""), (65281, u8(0)))), up=False)
    yield send(tls_record(22, server_hello((43, u16(0x0304)), (51, u16(29, 32) + b"\x44" * 32), cipher=0x1301, session=b"\x33" * 32)), up=False)
    retry = hexa("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
    yield send(tls_record(22, server_hello((43, u16(0x0304)), (51, u16(24)), (44, u16(4) + b"cook"), cipher=0x1302, random=retry)), up=False)
    downgrade = bytes(24) + b"DOWNGRD\x01"
    yield send(tls_record(22, server_hello(random=downgrade, cipher=0x009c)), up=False)
    yield send(tls_record(22, server_hello(version=0x0300, cipher=0x000a), version=0x0300), up=False)
    certificate = hexa("3003020105")
    chain = u8(0) + u16(len(certificate)) + certificate
    yield send(tls_record(22, handshake(11, u8(0) + u16(2 * len(chain)) + chain * 2) +
                          handshake(22, u8(1, 0) + u16(5) + b"ocsp!")), up=False)
    yield send(tls_record(22, server_hello() + handshake(12, u8(3) + u16(23) + u8(4) + b"\4xyz" + u16(0x0403, 4) + b"sign") +
                          handshake(13, u8(2, 1, 64) + u16(4, 0x0403, 0x0804) + u16(6, 4) + hexa("30020500")) + handshake(14, b"")), up=False)
    yield send(tls_record(22, handshake(11, u8(0, 0, 0)) + handshake(16, u8(4) + b"\4abc") + handshake(15, u16(0x0403, 4) + b"sign")) +
               tls_record(20, u8(1)) + tls_record(22, b"\x8f" * 40))
    yield send(tls_record(22, handshake(4, u32(7200) + u16(6) + b"ticket")) + tls_record(20, u8(1)) + tls_record(22, b"\x9f" * 40), up=False)
    for kind in (0, 3, 5, 6, 8, 20, 21, 23, 24, 25, 67, 200, 254):
        yield send(tls_record(22, handshake(kind, b"\0\0\0\4body")), up=False)
    yield send(b"".join(tls_record(21, u8(1 + (code & 1), code)) for code in
                        (0, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90,
                         100, 109, 110, 111, 112, 113, 114, 115, 116, 120, 255)), up=False)
    yield send(tls_record(24, u8(1) + u16(4) + b"ping" + b"\0" * 16) + tls_record(24, u8(2) + u16(16384) + b"leak"))
    yield send(tls_record(23, b"application data") + tls_record(23, b"") + tls_record(23, b"\xff" * 100))
    # one handshake message over three records, two messages in one, a record over two segments
    yield send(tls_record(22, hello[:20]) + tls_record(22, hello[20:21]) + tls_record(22, hello[21:]))
    whole = tls_record(22, hello)
    yield eth(tcp(whole[:50], 40444, 443, PSH | ACK, seq=1))
    yield eth(tcp(whole[50:], 40444, 443, PSH | ACK, seq=51))
    # the hello of SSLv2, alone and as the way to TLS
    yield send(hexa("802e 01 0002 0015 0000 0010 010080 020080 030080 040080 050080 060040 0700c0") + bytes(range(16)))
    yield send(hexa("802b 01 0301 0012 0000 0010 010080 00002f 000035 00000a 0000ff 020080") + bytes(range(16)))
    yield send(tls_record(22, hello, length=5))
    yield send(tls_record(22, hello, length=9000))
    yield send(tls_record(22, hello, length=65535))
    yield send(tls_record(22, client_hello(sni(b"example.com"))[:60]))
    yield send(tls_record(22, handshake(1, u16(0x0303) + bytes(32) + u8(200) + b"short")))
    yield send(tls_record(22, client_hello((0, u16(90) + u8(0) + u16(80) + b"short"), (16, u16(3) + u8(200) + b"h2"))))
    yield send(tls_record(22, client_hello() + extensions((0, b""))[:3]))
    yield send(tls_record(99, b"no such type"))
    yield send(tls_record(21, b"\2") + tls_record(20, b"\2") + tls_record(22, b""))
    yield send(u8(22, 3))
    yield send(b"SSH-2.0-nothing of TLS\r\n")
    for port in (465, 563, 636, 853, 993, 995, 8443):
        yield send(whole, port=port)
    # on a port of its own it is TLS whatever it says, elsewhere what looks like it
    for port in (443, 8443):
        for payload in (tls_record(21, u8(2, 40)), tls_record(23, b""), tls_record(23, b"data"), tls_record(25, b"data"),
                        tls_record(24, u8(7) + u16(0) + bytes(16)), b"text", b"texts"):
            yield send(payload, port=port)
