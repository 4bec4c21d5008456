#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Makes the captures of examples/rules: generate.py FOLDER.

Each list below is the capture: seconds after 2023-11-14 22:13:20 UTC and what
the frame is.  The reports expected beside them were worked out from these
lists by hand; the reasons stand in the comments here.
"""
import os
import socket
import struct
import sys

START = 1700000000
CLIENT, OTHER, SERVER = '192.0.2.1', '192.0.2.2', '192.0.2.53'


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack(f'>{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def ip(src, dst, proto, payload):
    src, dst = socket.inet_aton(src), socket.inet_aton(dst)
    if proto in (6, 17):
        pseudo = src + dst + struct.pack('>BBH', 0, proto, len(payload))
        at = 16 if proto == 6 else 6
        payload = (payload[:at] +
                   struct.pack('>H', checksum(pseudo + payload)) +
                   payload[at + 2:])
    head = struct.pack('>BBHHHBBH4s4s', 0x45, 0, 20 + len(payload), 0, 0, 64,
                       proto, 0, src, dst)
    head = head[:10] + struct.pack('>H', checksum(head)) + head[12:]
    return head + payload


def ether(packet):
    return b'\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x08\0' + packet


def udp(sport, dport, payload):
    return struct.pack('>HHHH', sport, dport, 8 + len(payload), 0) + payload


def tcp(sport, dport, flags, seq, ack):
    return struct.pack('>HHIIBBHHH', sport, dport, seq, ack, 0x50, flags,
                       64240, 0, 0)


def dns(number, name, response=False, rcode=0):
    flags = (0x8180 | rcode) if response else 0x0100
    text = b''.join(bytes([len(part)]) + part.encode()
                    for part in name.split('.')) + b'\0'
    return (struct.pack('>6H', number, flags, 1, 0, 0, 0) + text +
            struct.pack('>HH', 1, 1))


def query(port, number, name, client=CLIENT):
    return ether(ip(client, SERVER, 17, udp(port, 53,
                                            dns(number, name))))


def answer(port, number, name, rcode=0, client=CLIENT):
    return ether(ip(SERVER, client, 17, udp(53, port, dns(
        number, name, True, rcode))))


def other(n):
    return ether(ip(CLIENT, OTHER, 17, udp(5000, 9, b'%d' % n)))


def unreachable(frame):
    """ICMP: the port that this frame was sent to is unreachable."""
    quoted = struct.pack('>BBHI', 3, 3, 0, 0) + frame[14:]
    quoted = quoted[:2] + struct.pack('>H', checksum(quoted)) + quoted[4:]
    return ether(ip(SERVER, CLIENT, 1, quoted))


def syn(port, dport=80, seq=1000, server=SERVER):
    return ether(ip(CLIENT, server, 6, tcp(port, dport, 2, seq, 0)))


def synack(port, dport=80, seq=1000, server=SERVER):
    return ether(ip(server, CLIENT, 6, tcp(dport, port, 0x12, 9000,
                                           seq + 1)))


FAIL, NONE = 2, 3

CAPTURES = {
    # write "servfail-..." before 10s after 30s
    'servfail': [
        (0, query(1001, 1, '-a.example')),	# a name for an option
        (3, other(2)),			# 13 - 10: exactly 10 s before
        (12, query(1002, 2, 'broken.example')),
        (13, answer(1002, 2, 'broken.example', FAIL)),	# fires
        (20, other(5)),
        (43, other(6)),			# 13 + 30: still within
        (43.000001, other(7)),		# no more
        (60, answer(1003, 3, 'b.example', FAIL)),	# 50 to 60: it alone
        (61, other(9)),
        (85, answer(1003, 4, 'b.example', FAIL)),	# extends to 115
        (110, other(11)),		# after 90, before 115
    ],
    # count 5 within 10s by net.dst
    'nxdomain': [
        (0, answer(1001, 1, 'x1.example', NONE)),
        (1, answer(1001, 2, 'x2.example', NONE)),
        (2, answer(1001, 3, 'x3.example', NONE)),
        (3, answer(1001, 4, 'x4.example', NONE)),
        (4, answer(1001, 5, 'y1.example', NONE, OTHER)),  # another key
        (5, answer(1001, 6, 'good.example')),		# no NXDOMAIN
        (10, answer(1001, 7, 'x5.example', NONE)),	# the fifth; 10 - 0
							# is within: fires
        (10.5, answer(1001, 8, 'x6.example', NONE)),	# 1 of the next five
        (11, answer(1001, 9, 'x7.example', NONE)),
        (12, answer(1001, 10, 'x8.example', NONE)),
        (13, answer(1001, 11, 'x9.example', NONE)),
        (20.500001, answer(1001, 12, 'xa.example', NONE)),	# the one at
						# 10.5 is out: four again
        (20.9, answer(1001, 13, 'xb.example', NONE)),	# five from 11 on:
							# fires
    ],
    # unless a response within 2s by udp.stream, dns.id; the first file is from
    # 3 - 5 to 3 + 5, so at 9 it is closed and the second is from 4 on
    'unanswered': [
        (0, query(1001, 1, 'a.example')),
        (0.1, answer(1001, 1, 'a.example')),	# answered
        (1, query(1002, 2, 'lost.example')),	# deadline 3
        (2, query(1002, 2, 'lost.example')),	# the same key: waits already
        (2.5, unreachable(query(1002, 2, 'lost.example'))),	# quotes a
						# query: `not icmp'
        (4, query(1003, 3, 'late.example')),	# 3 has passed: fires.
						# Its own deadline is 6
        (6, answer(1003, 3, 'late.example')),	# exactly 2 s: within
        (7, query(1003, 4, 'other.example')),	# another id: deadline 9
        (8, answer(1003, 3, 'late.example')),	# answers nothing that waits
        (9.000001, other(10)),			# 9 has passed: fires
        (10, query(1005, 5, 'pending.example')),	# 12 is not reached
        (11, other(12)),
    ],
    # SYN unless SYN, ACK within 1s by tcp.stream at most 1 per 60s
    'syn': [
        (0, syn(2001)),
        (0.2, synack(2001)),		# answered
        (1, syn(2002, 443)),		# deadline 2
        (2, syn(2002, 443)),		# again, at the deadline: not armed
					# anew
        (2.1, syn(2003, 22)),		# 2 has passed: fires for frame 3.
					# Its own deadline is 3.1
        (4, syn(2002, 443)),		# 3.1 has passed: held back, for 2 was
					# less than 60 s ago; deadline 5
        (50, other(7)),			# 5 has passed: held back
        (61, syn(2004, 25)),		# deadline 62 = 2 + 60: allowed again
        (70, other(9)),			# fires for frame 8
    ],
}


def write(path, frames):
    with open(path, 'wb') as f:
        f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1))
        for seconds, frame in frames:
            micros = round(seconds * 1000000)
            f.write(struct.pack('<IIII', START + micros // 1000000,
                                micros % 1000000, len(frame), len(frame)))
            f.write(frame)


if __name__ == '__main__':
    for name, frames in CAPTURES.items():
        write(os.path.join(sys.argv[1], f'{name}.pcap'), frames)
