#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Makes the captures that the scripts of scripts/triggers are tried on:
generate.py FOLDER.

Each list below is a capture, as in tests/rules/generate.py: seconds, and what
the frame is.  The reports and log lines expected beside them were worked out
from these lists by hand; the reasons stand in the comments here.
"""
import os
import socket
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', '..',
                                'rules'))
import generate as g		# noqa: E402

CLIENT, OTHER, SERVER = g.CLIENT, g.OTHER, g.SERVER
RST, ACK, PUSH = 4, 16, 24


def segment(src, sport, dst, dport, seq, data, flags=PUSH):
    head = g.tcp(sport, dport, flags, seq, 1 if flags & ACK else 0)
    return g.ether(g.ip(src, dst, 6, head + data))


def reset(n, src=SERVER):
    return segment(src, 80, CLIENT, 3000 + n, 0, b'', RST)


def data(seq, size, sport=4000):
    return segment(CLIENT, sport, SERVER, 9, seq, b'x' * size)


def http(code, n, server=SERVER):
    return segment(server, 80, CLIENT, 5000 + n, 1,
                   b'HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n' % code)


def record(kind, body):
    return struct.pack('>BHH', kind, 0x0303, len(body)) + body


def handshake(kind, body):
    return bytes([kind]) + struct.pack('>I', len(body))[1:] + body


def client_hello(name):
    name = name.encode()
    sni = struct.pack('>HBH', len(name) + 3, 0, len(name)) + name
    extensions = struct.pack('>HH', 0, len(sni)) + sni
    return record(22, handshake(1, struct.pack('>H', 0x0303) + bytes(32) +
                                b'\0' + struct.pack('>HH', 2, 0xc02f) +
                                b'\1\0' + struct.pack('>H', len(extensions)) +
                                extensions))


def server_hello():
    return record(22, handshake(2, struct.pack('>H', 0x0303) + bytes(32) +
                                b'\0' + struct.pack('>H', 0xc02f) + b'\0'))


def der(tag, *parts):
    body = b''.join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    return bytes([tag, 0x82]) + struct.pack('>H', len(body)) + body


def certificate(not_after, version=True, tag=0x17):
    """As much of RFC 5280's as there is up to the subject."""
    name = der(0x30, der(0x31, der(0x30, b'\x06\x03\x55\x04\x03',
                                   der(0x0c, b'a name'))))
    tbs = der(0x30, der(0xa0, b'\2\1\2') if version else b'',
              der(2, b'\x12\x34' * 8), der(0x30, der(6, b'\x2a\x03')), name,
              der(0x30, der(0x17, b'230101000000Z'),
                  der(tag, not_after.encode())), name, der(4, b'k' * 200))
    return der(0x30, tbs, der(0x30, der(6, b'\x2a\x03')), der(3, b's' * 99))


def certificates(*chain):
    body = b''.join(struct.pack('>I', len(c))[1:] + c for c in chain)
    return record(22, handshake(11, struct.pack('>I', len(body))[1:] + body))


def tls(n, message, up=False, seq=1):
    if up:
        return segment(CLIENT, 6000 + n, SERVER, 443, seq, message)
    return segment(SERVER, 443, CLIENT, 6000 + n, seq, message)


def mac(n):
    return b'\2\0\0\0\0' + bytes([n])


def arp(op, station, address):
    return (b'\xff' * 6 + mac(station) + b'\x08\x06' +
            struct.pack('>HHBBH', 1, 0x0800, 6, 4, op) + mac(station) +
            socket.inet_aton(address) + bytes(6) + socket.inet_aton(SERVER))


def dhcp(kind, server, station, yours='192.0.2.77'):
    options = b'\x63\x82\x53\x63' + bytes([53, 1, kind])
    if server:
        options += b'\x36\4' + socket.inet_aton(server)
    body = (struct.pack('>BBBBIHH', 2, 1, 6, 0, 7, 0, 0) + bytes(4) +
            socket.inet_aton(yours) + bytes(8) + mac(9) + bytes(10 + 192) +
            options + b'\xff')
    frame = g.ether(g.ip(server or SERVER, '255.255.255.255', 17,
                         g.udp(67, 68, body)))
    return frame[:6] + mac(station) + frame[12:]


def slow(n, name):
    return g.answer(1000 + n, n, name)


def ask(n, name):
    return g.query(1000 + n, n, name)


CAPTURES = {
    # count=3 within=10s, by the server
    'dns-failures': [
        (0, g.answer(1001, 1, 'a.example', 2)),
        (1, g.answer(1001, 2, 'b.example', 3)),
        (2, g.answer(1001, 3, 'c.example')),		# no failure
        (10, g.answer(1001, 4, 'd.example', 5)),	# the third: fires
        (11, g.answer(1001, 5, 'e.example', 2)),	# one of the next
    ],
    # slow=0.5 wait=2s
    'dns-slow': [
        (0, ask(1, 'fast.example')),
        (0.1, slow(1, 'fast.example')),			# 0.1 s
        (1, ask(2, 'slow.example')),
        (1.75, slow(2, 'slow.example')),		# 0.75 s: slow
        (3, ask(3, 'lost.example')),			# deadline 5
        (6, ask(4, 'late.example')),			# 5 has passed
        (7.5, slow(4, 'late.example')),			# 1.5 s: slow
    ],
    # count=3 within=10s, by who resets
    'tcp-resets': [
        (0, reset(1)),
        (1, reset(2)),
        (2, reset(3, OTHER)),				# another host
        (3, reset(4)),					# the third: fires
        (20, reset(5)),
    ],
    # count=2 within=10
    'tcp-retransmissions': [
        (0, data(100, 10)),
        (1, data(110, 10)),
        (2, data(100, 10)),				# again: 1
        (3, data(119, 1)),				# a keep-alive
        (4, data(110, 10)),				# again: 2, fires
        (5, data(120, 10)),
        (6, data(120, 10)),				# again: 1 anew
        (7, data(100, 10, 4001)),			# another stream
        (16.5, data(120, 10)),				# 10.5 s later: not
							# within
        (17, data(120, 10)),				# 0.5 s: fires
    ],
    # wait=5s
    'tls-failures': [
        (0, tls(1, client_hello('good.example'), True)),
        (0.1, tls(1, server_hello())),
        (1, tls(2, client_hello('mute.example'), True)),	# deadline 6
        (2, tls(3, client_hello('bad.example'), True)),
        (2.1, tls(3, record(21, b'\2\x28'))),		# handshake failure
        (2.2, tls(1, record(21, b'\1\0'), seq=1 + len(server_hello()))),
							# a warning: close
        (7, tls(1, record(21, b'\1\0'), seq=8 + len(server_hello()))),
							# 6 has passed
    ],
    # days=30; the captures are of 2023-11-14 22:13:20
    'tls-certificates': [
        (0, tls(1, certificates(certificate('231124221320Z'),
                                certificate('231115000000Z')))),  # 10 days,
							# and its issuer's
        (1, tls(2, certificates(certificate('240114221320Z')))),  # 61 days
        (2, tls(3, certificates(certificate('231113221322Z')))),  # ended a
							# day ago
        (3, tls(4, certificates(certificate('20231201000000Z', False,
                                            0x18)))),	# 16 days and 2 hours
        (4, tls(5, certificates(b'\x30\x03\2\1\1'))),	# none at all
    ],
    # count=2 within=60s, by server and port
    'http-errors': [
        (0, http(200, 1)),
        (1, http(500, 2)),
        (2, http(404, 3)),				# the client's error
        (3, http(503, 4, OTHER)),			# another server
        (50, http(502, 5)),				# the second: fires
    ],
    # within=60
    'arp-conflicts': [
        (0, arp(1, 1, '192.0.2.10')),
        (1, arp(1, 2, '0.0.0.0')),			# a probe
        (2, arp(1, 3, '0.0.0.0')),
        (3, arp(2, 2, '192.0.2.10')),			# fires: was 1
        (4, arp(2, 2, '192.0.2.10')),			# the same again
        (5, arp(2, 1, '192.0.2.11')),
        (80, arp(2, 3, '192.0.2.11')),			# 75 s: it moved
    ],
    # servers=192.0.2.53
    'dhcp-rogues': [
        (0, dhcp(2, SERVER, 1)),			# ours
        (1, dhcp(2, '192.0.2.99', 2, '198.51.100.7')),	# fires
        (2, dhcp(6, '192.0.2.99', 2)),			# a refusal
        (3, dhcp(5, None, 3)),				# it has no name
        (4, dhcp(5, '192.0.2.98', 3)),			# fires
    ],
}


if __name__ == '__main__':
    for name, frames in CAPTURES.items():
        g.write(os.path.join(sys.argv[1], f'{name}.pcap'), frames)
