#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""A capture of UDP packets as an exchange's feed has them, from one seed, for lua/*.lua: marketgen.py PACKETS >FILE.
Each has a header of 32 octets and seven messages of 34; its port is 26400."""
import random, struct, sys

SIDES, STOCKS = b'BS', [b'AAPL', b'MSFT', b'BRK.B', b'F', b'GOOGL', b'XOM']
START = 1700000000
MESSAGES = 7


def checksum(b):
    s = sum(struct.unpack(f'!{len(b) // 2}H', b))
    while s >> 16:
        s = (s & 0xffff) + (s >> 16)
    return ~s & 0xffff


def message(rand, number):
    kind = rand.choice(b'AE')
    head = struct.pack('!HB', 31 + 1, kind) + struct.pack('!Q', 34200 * 10**9 + number * 1000)[2:]
    head += struct.pack('!QBI', rand.getrandbits(40), rand.choice(SIDES), rand.randrange(1, 50) * 100)
    tail = rand.choice(STOCKS).ljust(8) if kind == ord('A') else struct.pack('!Q', rand.getrandbits(48))
    return head + tail + struct.pack('!I', rand.randrange(10000, 10**7))


def packets(n):
    """Frames with their seconds and microseconds."""
    rand, number = random.Random(1), 1
    for i in range(n):
        sec, usec = START + i // 10000, i % 10000 * 100
        body = struct.pack('!BB', 1, rand.randrange(20) == 0) + struct.pack('<H', rand.randrange(1, 5)) + b'20231114A '
        body += struct.pack('!QQH', number, sec * 10**9 + usec * 1000, MESSAGES)
        body += b''.join(message(rand, number + k) for k in range(MESSAGES))
        number += MESSAGES
        udp = struct.pack('!HHHH', 40000, 26400, 8 + len(body), 0) + body
        ip = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(udp), i & 0xffff, 0, 16, 17, 0, bytes((10, 0, 0, 1)), bytes((233, 54, 12, 1)))
        ip = ip[:10] + struct.pack('!H', checksum(ip)) + ip[12:]
        yield sec, usec, b'\x01\0\x5e\x36\x0c\x01\x02\0\0\0\0\x01\x08\0' + ip + udp


def write(out, n):
    out.write(struct.pack('!IHHIIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
    for sec, usec, frame in packets(n):
        out.write(struct.pack('!IIII', sec, usec, len(frame), len(frame)) + frame)


if __name__ == '__main__':
    write(sys.stdout.buffer, int(sys.argv[1]))
