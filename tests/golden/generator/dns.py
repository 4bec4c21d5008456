# SPDX-License-Identifier: BSD-3-Clause
"""DNS: captures cut everywhere, names at their limits, streams of messages."""

from .apps import ANSWER, QUERY, dns_message, name, opt, question, rr
from .wire import ACK, C4, PSH, S4, addr, capture, eth, hexa, tcp, u8, u16, u32, udp

POINTER = b"\xc0\x0c"


def reply(message, port=53):
    return eth(udp(message, port, 40053, src=S4, dst=C4))


def cut(frame):
    """The frame, cut behind each octet of its UDP payload."""
    return [(frame[:size], len(frame)) for size in range(42, len(frame))]


@capture("dns-cut.pcap")
def dns_cut():
    """A response with every kind of data that is printed, cut at every length."""
    tsig = name("hmac-sha256") + u16(0) + u32(1700000000) + u16(300, 4) + b"hash" + u16(0x1234, 0, 2) + b"ab"
    answers = [rr(POINTER, 1, addr(C4)), rr("a.b", 28, addr("2001:db8::1")), rr(POINTER, 15, u16(10) + name("mx.b")),
               rr(POINTER, 6, name("ns.b") + POINTER + u32(1, 2, 3, 4, 5)), rr(POINTER, 16, b"\3one\0\3two")]
    authority = [rr(POINTER, 33, u16(1, 2, 3) + name("srv.b")), rr(POINTER, 256, u16(1, 2) + b"http://b/"),
                 rr(POINTER, 38, u8(64) + addr("::5")[8:] + name("a6.b")), rr(POINTER, 104, b"any octets")]
    additional = [opt((10, hexa("0123456789abcdef")), (8, u16(1) + u8(24, 0) + hexa("cb0071")), (11, u16(300)),
                      (5, u8(8, 13)), ttl=0x8000), rr("key", 250, tsig, 255, 0)]
    yield from cut(reply(dns_message(ANSWER, [question("a.b")], answers, authority, additional)))
    yield from cut(reply(dns_message(QUERY, [question("a.b"), question("c", 255, 255)], (), (), [opt()])))
    yield from cut(reply(dns_message(0x8400, (), [rr("h.local", 1, addr(C4), 0x8001)], (), [opt()]), 5353))


@capture("dns-names.pcap")
def dns_names():
    """Names of 250 to 258 octets, also before a pointer; pointers that lead astray."""
    for last in range(54, 63):
        labels = (b"\x3f" + b"x" * 63) * 3 + u8(last) + b"y" * last
        yield reply(dns_message(ANSWER, [labels + b"\0" + u16(1, 1)]))
        yield reply(dns_message(QUERY, [labels + b"\1z\0" + u16(1, 1)]))
        yield reply(dns_message(QUERY, [labels + b"\5abcde\1z\0" + u16(1, 1)]))
        yield reply(dns_message(QUERY, [name("end") + u16(1, 1), labels + POINTER + u16(1, 1)]))
    for target in (0, 2, 11, 12, 13, 40):
        yield reply(dns_message(ANSWER, [question("a.b")], [rr(u16(0xc000 | target), 5, u16(0xc000 | target))]))


@capture("dns-stream.pcap")
def dns_stream():
    """Over TCP: several messages in a segment, messages that go on in the next."""
    ask, more = (dns_message(QUERY, [question(text)], id=id) for id, text in ((1, "a.b"), (2, "c.d")))
    reply = dns_message(ANSWER, [question("a.b")], [rr(POINTER, 16, b"\x64" + b"t" * 100)], id=1)
    stream = b"".join(u16(len(message)) + message for message in (reply, ask, more, reply))
    at = 1000
    for size in (len(reply) + 2, len(ask) + 2 + 30, len(more) + 2 - 30 + 50, len(reply) + 2 - 50):
        yield eth(tcp(stream[:size], 53, 40053, ACK | PSH, at, src=S4, dst=C4))
        stream, at = stream[size:], at + size
    for port in (53, 5353):
        yield eth(tcp(2 * (u16(len(ask)) + ask) + u16(len(more)) + more[:-3], 40054, port, ACK | PSH))
    for port, data in enumerate((u16(12), u16(0), u16(len(ask) + 1) + ask, u16(len(ask)) + ask + b"\0",
                                 u16(4) + ask[:4])):
        yield eth(tcp(data, 40056 + port, 53, ACK | PSH))


@capture("dns-any-port.pcap", step=100)
def dns_any_port():
    """On ports that are nobody's: what looks like DNS, and what does nearly; questions that are asked again."""
    def datagram(id, flags, *counts, port=40053, payload=question("a.b")):
        ends = (8053, port, S4, C4) if flags & 0x8000 else (port, 8053)
        return eth(udp(u16(id, flags, *counts) + payload, *ends))

    for counts in ((1, 0, 0, 0), (0, 0, 0, 0), (2, 0, 0, 0), (1, 1, 0, 0), (1, 0, 1, 0), (1, 0, 0, 10), (1, 0, 0, 11)):
        yield datagram(1, 0x0100, *counts)
    for counts in ((1, 0, 0, 0), (0, 0, 0, 0), (2, 0, 0, 0), (1, 100, 0, 0), (1, 101, 0, 0), (1, 0, 10, 0), (1, 0, 11, 0), (1, 0, 0, 11)):
        yield datagram(2, 0x8180, *counts)
    for flags in (0x0800, 0x2800, 0xa800, 0x8fff):
        yield datagram(3, flags, 1, 0, 0, 0)
    yield datagram(4, 0x0100, 1, 0, 0, 0, payload=b"")
    yield datagram(4, 0x0100, 1, 0, 0, 0, payload=b"\0")
    # one a second; after five it is another question, not the same again
    for id, flags in ((5, 0x0100), (6, 0x0100), (5, 0x0100), (7, 0x0100), (7, 0x0100), (5, 0x0100), (5, 0x0100), (5, 0x8180), (6, 0x8180)):
        yield datagram(id, flags, 1, 0, 0, 0, port=40054)
