# SPDX-License-Identifier: BSD-3-Clause
"""Headers as bytes, checksums, and the pcap file around the frames."""

import functools
import ipaddress
import struct

captures = {}

NULL, ETHERNET, PPP, RAW_BSD, PPP_SERIAL, PPP_ETHER = 0, 1, 9, 12, 50, 51
RAW, LOOP, COOKED, IPV4, IPV6, COOKED2 = 101, 108, 113, 228, 229, 276

C4, S4 = "192.0.2.10", "198.51.100.20"
C6, S6 = "2001:db8:1::10", "2001:db8:2::20"
LL1, LL2 = "fe80::1", "fe80::2"
CMAC, SMAC = "02:00:00:00:00:0c", "02:00:00:00:00:0e"


def u8(*values):
    return bytes(values)


def u16(*values):
    return struct.pack(">%dH" % len(values), *values)


def u32(*values):
    return struct.pack(">%dI" % len(values), *values)


def u64(*values):
    return struct.pack(">%dQ" % len(values), *values)


def hexa(text):
    return bytes.fromhex(text)


def mac(text):
    return bytes.fromhex(text.replace(":", ""))


def addr(text):
    return ipaddress.ip_address(text).packed


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(">%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def summed(data, at, pseudo=b"", wrong=0):
    """data with its checksum put at an offset; wrong is added to it."""
    value = (checksum(pseudo + data) + wrong) & 0xffff
    return data[:at] + u16(value) + data[at + 2:]


def eth(payload, type=None, dst=SMAC, src=CMAC):
    """Ethernet; without a type, that of the IP version in the payload."""
    if type is None:
        type = 0x86dd if payload[0] >> 4 == 6 else 0x0800
    return mac(dst) + mac(src) + u16(type) + payload


def ip4(proto, payload, src=C4, dst=S4, options=b"", ttl=64, tos=0, id=1,
        frag=0, length=None, wrong=0, version=4, ihl=None):
    ihl = 5 + len(options) // 4 if ihl is None else ihl
    length = 20 + len(options) + len(payload) if length is None else length
    head = u8(version << 4 | ihl, tos) + u16(length, id, frag) + \
        u8(ttl, proto) + u16(0) + addr(src) + addr(dst) + options
    return summed(head, 10, wrong=wrong) + payload


def ip6(proto, payload, src=C6, dst=S6, hlim=64, tclass=0, flow=0, length=None):
    length = len(payload) if length is None else length
    return u32(6 << 28 | tclass << 20 | flow) + u16(length) + \
        u8(proto, hlim) + addr(src) + addr(dst) + payload


def pseudo(src, dst, proto, length):
    if ":" in src:
        return addr(src) + addr(dst) + u32(length, proto)
    return addr(src) + addr(dst) + u16(proto, length)


def udp(payload, sport, dport, src=C4, dst=S4, wrong=0, sum=True, length=None,
        **header):
    """UDP in IP, the version taken from the addresses."""
    size = 8 + len(payload) if length is None else length
    data = u16(sport, dport, size, 0) + payload
    if sum:
        data = summed(data, 6, pseudo(src, dst, 17, len(data)), wrong)
    ip = ip6 if ":" in src else ip4
    return ip(17, data, src=src, dst=dst, **header)


def udp6(payload, sport, dport, src=C6, dst=S6, **more):
    return udp(payload, sport, dport, src=src, dst=dst, **more)


FIN, SYN, RST, PSH, ACK, URG, ECE, CWR = (1 << bit for bit in range(8))


def tcp(payload=b"", sport=40000, dport=7, flags=ACK, seq=1000, ack=2000,
        options=b"", win=512, urg=0, offset=None, src=C4, dst=S4, wrong=0,
        reserved=0, **header):
    offset = 5 + len(options) // 4 if offset is None else offset
    data = u16(sport, dport) + u32(seq, ack) + \
        u16(offset << 12 | reserved << 8 | flags, win, 0, urg) + options + payload
    data = summed(data, 16, pseudo(src, dst, 6, len(data)), wrong)
    ip = ip6 if ":" in src else ip4
    return ip(6, data, src=src, dst=dst, **header)


def icmp(type, code, body=b"", src=C4, dst=S4, wrong=0, **header):
    data = summed(u8(type, code) + u16(0) + body, 2, wrong=wrong)
    return ip4(1, data, src=src, dst=dst, **header)


def icmp6_message(type, code, body, src, dst, wrong=0):
    data = u8(type, code) + u16(0) + body
    return summed(data, 2, pseudo(src, dst, 58, len(data)), wrong)


def icmp6(type, code, body=b"", src=LL1, dst=LL2, wrong=0, hlim=255, **header):
    return ip6(58, icmp6_message(type, code, body, src, dst, wrong), src=src,
               dst=dst, hlim=hlim, **header)


def record(order, second, fraction, frame, wire_length=None):
    return struct.pack(order + "IIII", second, fraction, len(frame),
                       wire_length or len(frame)) + frame


def pcap(link, frames, base, order="<", magic=0xa1b2c3d4, snap=262144, step=1):
    """A classic pcap file, step hundredths of a second from frame to frame.
    A frame may be a pair with its length on the wire."""
    out = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, snap, link)
    for number, frame in enumerate(frames):
        length = None
        if isinstance(frame, tuple):
            frame, length = frame
        at = number * step
        out += record(order, base + at // 100, at % 100 * 10000, frame, length)
    return out


def capture(name, link=ETHERNET, step=1):
    """The decorated function yields the frames of this file."""
    def decorate(function):
        captures[name] = functools.partial(
            lambda base: pcap(link, function(), base, step=step))
        return function
    return decorate
