# SPDX-License-Identifier: BSD-3-Clause
"""Units of streams cut over segments, and datagrams over fragments, in every order."""

from .arrival import again, backwards, first_lost, in_order, one_lost, overlapping, swapped, twice
from .streams import Connection
from .wire import *


def answers(id, count):
    """A message of DNS over TCP with so many TXT records."""
    records = b"".join(hexa("c00c") + u16(16, 1) + u32(60) + u16(41) + u8(40) + bytes([97 + n]) * 40 for n in range(count))
    message = u16(id, 0x8180, 1, count, 0, 0) + b"\1a\7example\0" + u16(16, 1) + records
    return u16(len(message)) + message


def response(body, length=True):
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n" + (b"Content-Length: %d\r\n" % len(body) if length else b"") + \
        b"\r\n" + body


def record(type, data):
    return u8(type, 3, 3) + u16(len(data)) + data


def handshake(type, data):
    return u8(type, 0) + u16(len(data)) + data


HELLO = handshake(2, u16(0x303) + b"\7" * 32 + u8(0) + u16(0xc02f) + u8(0))
EXCHANGE = handshake(16, u8(200) + b"k" * 200)

STREAMS = (
    (53, answers(1, 2) + answers(2, 0) + answers(3, 5)),
    (80, b"".join(response(b"0123456789" * n) for n in (3, 0, 12)) + response(b"until the end " * 4, False)),
    (80, b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 90\r\n\r\n" + b"q" * 90 + b"GET /b?c=d HTTP/1.1\r\nHost: h\r\n\r\n"),
    (443, record(22, HELLO) + record(22, EXCHANGE[:90]) + record(22, EXCHANGE[90:] + handshake(14, b"")) + record(20, b"\1") +
     record(23, b"x" * 60)),
)


def cut(data, count):
    """count pieces of about the same size, each with its offset."""
    at = [len(data) * n // count for n in range(count + 1)]
    return [(a, data[a:b]) for a, b in zip(at, at[1:])]


def lying(pieces, data):
    """As overlapping, and what is repeated is not the same."""
    return [(a - 4, b"WXYZ" + d) if n % 4 == 3 else (a, d) for n, (a, d) in enumerate(pieces)]


ORDERS = (in_order, swapped, twice, again, overlapping, lying, one_lost, first_lost, backwards)


def connection(sport, dport, pieces, end, opened=True):
    c = Connection(sport, dport)
    if opened:
        c.open()
        c.next[0] = 101
    for offset, data in pieces:
        c.send(0, data, PSH | ACK, seq=101 + offset)
    c.send(0, flags=FIN | ACK, seq=101 + end)
    return c.frames


@capture("tcp-units.pcap")
def tcp_units():
    """Each stream in 1 to 50 segments, in order."""
    sport = 1000
    for dport, data in STREAMS:
        for count in (1, 2, 3, 5, 8, 13, 50):
            yield from connection(sport, dport, cut(data, count), len(data))
            sport += 1


@capture("tcp-units-odd.pcap")
def tcp_units_odd():
    """In 4 and in 17 segments, in other orders; without the handshake, the times of repetitions mean something else."""
    sport = 2000
    for dport, data in STREAMS:
        for order in ORDERS[1:]:
            for count, opened in ((4, True), (17, False)):
                yield from connection(sport, dport, order(cut(data, count), data), len(data), opened)
                sport += 1


@capture("tcp-units-acked.pcap")
def tcp_units_acked():
    """What is known to have arrived, what is asked for, keep-alives, the end of a stream, ports used again."""
    one, two = answers(7, 2), answers(8, 1)
    c = Connection(3000, 53)
    c.open()
    for offset, data in cut(one, 4):
        c.send(0, data, PSH | ACK, seq=101 + offset)
    c.send(1, ack=101 + len(one))
    c.send(0, one[30:60], PSH | ACK, seq=131)       # arrived
    c.send(0, one, PSH | ACK, seq=101)
    c.send(0, one[100:] + two, PSH | ACK, seq=201)
    yield from c.frames
    c = Connection(3001, 53)
    c.open()
    c.send(0, one[:60], PSH | ACK, seq=101)
    c.send(0, one[90:] + two[:50], PSH | ACK, seq=191)
    for _ in range(3):
        c.send(1, ack=161)
    c.send(0, one[60:90], PSH | ACK, seq=161)       # asked for
    c.send(0, two[50:], PSH | ACK, seq=101 + len(one) + 50)
    c.send(0, two[-1:], ACK, seq=100 + len(one + two))      # keep-alive
    c.send(0, flags=RST | ACK, seq=101 + len(one + two))
    yield from c.frames
    c = Connection(3002, 80)
    c.open()
    c.send(0, response(b"all there is", False), FIN | PSH | ACK, seq=101)
    yield from c.frames
    for port, data in ((3003, response(b"b" * 50)[:80]), (3004, response(b"")[:30]), (3005, one[:1]), (3006, one[:50])):
        c = Connection(port, 53 if data[0] == 0 else 80)
        c.open()
        c.send(0, data[:20], PSH | ACK, seq=101)
        c.send(0, data[20:], FIN | PSH | ACK, seq=121)
        yield from c.frames
    c = Connection(3007, 53)
    c.open()
    c.send(0, one[:40], PSH | ACK, seq=101)
    c.next = [5000, 9000]
    c.open()
    c.send(0, one[40:], PSH | ACK, seq=141)
    c.send(0, one, PSH | ACK, seq=5001)
    yield from c.frames
    c = Connection(3008, 53)
    c.open()
    c.client(one[:60], one[60:])
    yield from (frame if len(frame) < 80 else (frame[:100], len(frame)) for frame in c.frames)


def fragments(data, count, more=False):
    """count fragments: offset, octets, and whether more follow."""
    at = [len(data) // 8 * n // count * 8 for n in range(count)] + [len(data)]
    return [(a, data[a:b], b < len(data) or more) for a, b in zip(at, at[1:])]


def orders_of_fragments(data):
    parts = fragments(data, 4)
    yield parts
    yield parts[::-1]
    yield parts[2:] + parts[:2]
    yield parts[:1] + parts + parts[2:]
    yield [(max(0, a - 16), data[max(0, a - 16):a + len(d)], more) for a, d, more in parts]
    yield [parts[0], (parts[1][0] - 8, b"conflict" + parts[1][1], True)] + parts[2:]
    yield [parts[0], parts[3], (parts[1][0], data[parts[1][0]:] + b"too long" * 2, True)]
    yield [parts[0], parts[1], (parts[3][0], parts[3][1][:8], False), parts[3], parts[2]]
    yield parts[:2] + parts[3:]
    yield parts[1:]
    yield fragments(data, 1)
    yield fragments(data, 18)


@capture("ip-pieces.pcap")
def ip_pieces():
    """Fragments of IPv4 and IPv6 in every order, overlapping, twice, too long, with several ends, and not all of them."""
    message = answers(5, 4)[2:]
    id = 0
    for data, proto in ((u16(53, 5000, 8 + len(message), 0) + message, 17), (tcp(answers(6, 3), 53, 5001, PSH | ACK)[20:], 6)):
        for parts in orders_of_fragments(data):
            id += 256       # tshark's key has the protocol in its low octet
            for offset, octets, more in parts:
                yield eth(ip4(proto, octets, id=id, frag=more << 13 | offset // 8))
            for offset, octets, more in parts:
                yield eth(ip6(44, u8(proto, 0) + u16(offset | more) + u32(id) + octets))
    whole = u16(53, 5002, 8 + len(message), 0) + message
    options = u8(17, 0, 1, 4) + b"\0" * 4 + whole
    for offset, octets, more in fragments(options, 3):      # options behind the fragment header, and before it
        yield eth(ip6(0, u8(44, 0, 1, 4) + b"\0" * 4 + u8(60, 0) + u16(offset | more) + u32(99) + octets))
    for offset, octets, more in fragments(whole, 2) * 2:    # one identification used twice
        yield eth(ip4(17, octets, id=100, frag=more << 13 | offset // 8))
    for n, (offset, octets, more) in enumerate(fragments(whole, 3)):
        frame = eth(ip4(17, octets, id=101, frag=more << 13 | offset // 8))
        yield (frame[:70], len(frame)) if n == 0 else frame
    for offset, octets, more in fragments(whole, 2):        # other addresses, another protocol
        yield eth(ip4(17, octets, id=102, frag=more << 13 | offset // 8, src="192.0.2.%d" % (50 + more)))
        yield eth(ip4(17 if more else 1, octets, id=103, frag=more << 13 | offset // 8))
