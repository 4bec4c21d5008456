#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes kept.pcap: packets of the protocol that kept-plugin.c makes up."""
import struct
import sys


def kept(word, kind, number, src, dst, ports, time, name, payload):
    return (struct.pack('>BBHI', word, kind, len(payload), number) +
            bytes(src) + bytes(dst) + struct.pack('>HHII', *ports, *time) +
            bytes([len(name)]) + name + payload)


A, B = (192, 0, 2, 1), (192, 0, 2, 2)
OPTIONS = bytes([1, 2, 0x12, 0x34, 9, 3, 0xaa, 0xbb, 0xcc, 7, 0])
PACKETS = [
    # whole, with options, and the answer in the same flow
    kept(0x31, 2, 1, A, B, (1000, 2000), (1700000000, 5), b'tapir', OPTIONS),
    kept(0x32, 1, 0xfffffffe, B, A, (2000, 1000), (4294967295, 999999999),
         b'', b''),
    # a type that nobody takes: its payload is dumped
    kept(0x00, 200, 3, A, B, (1000, 2000), (0, 0), b'a\x01\xff', b'what?'),
    # an option that claims more than there is
    kept(0x33, 2, 4, A, B, (1000, 2000), (1, 1), b'x', bytes([1, 2, 0])),
    # cut in the addresses
    kept(0x31, 2, 5, A, B, (1000, 2000), (1, 1), b'x', b'')[:14],
]

with open(sys.argv[1], 'wb') as out:
    out.write(struct.pack('>IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, 147))
    for i, packet in enumerate(PACKETS):
        out.write(struct.pack('>IIII', i, 0, len(packet), len(packet)))
        out.write(packet)
