#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes lamp.pcap: what the lamps say.  Python has all that is needed for it."""
import struct
import sys

A, B = bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])


def ip(proto, payload):
    h = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(payload), 1, 0, 64, proto, 0, A, B)
    total = sum(struct.unpack('!10H', h))
    total = (total & 0xffff) + (total >> 16)
    return bytes([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0]) + h[:10] + struct.pack('!H', ~total & 0xffff) + h[12:] + payload


def udp(payload):
    return ip(17, struct.pack('!HHHH', 50000, 7070, 8 + len(payload), 0) + payload)


def tcp(payload, seq):
    return ip(6, struct.pack('!HHIIBBHHH', 50001, 7070, seq, 1, 0x50, 0x18, 1000, 0, 0) + payload)


def message(kind, number, body):
    return struct.pack('!BBH', 0x10 | kind, 4 + len(body), number) + body


def status(number, brightness, tenths, flags):
    return message(2, number, struct.pack('!BhB', brightness, tenths, flags))


stream = message(1, 7, b'\x50') + status(7, 80, 305, 0x80) + message(3, 9, b'too hot')
frames = [udp(message(1, 7, b'\x50')), udp(status(7, 80, 305, 0x80)), udp(status(9, 0, 912, 0x01)), udp(message(3, 9, b'too hot')),
          udp(status(9, 0, 934, 0x01)), udp(message(5, 1, b'?')), udp(b'\x11\4'), tcp(stream[:3], 1), tcp(stream[3:12], 4),
          tcp(stream[12:], 13)]
with open(sys.argv[1] if len(sys.argv) > 1 else 'lamp.pcap', 'wb') as out:
    out.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
    for n, frame in enumerate(frames):
        out.write(struct.pack('<IIII', 1700000000 + 10 * n, 0, len(frame), len(frame)) + frame)
