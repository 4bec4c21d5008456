# SPDX-License-Identifier: BSD-3-Clause
"""One small capture in every file format that libpcap reads, and some it does not."""

from .wire import *
from .inet import echo6
from .links import arp, ping


def few():
    """Three frames, so that the files differ in nothing but their format."""
    return (eth(arp(1, mac(CMAC), addr(C4), b"\0" * 6, addr("192.0.2.1")),
                type=0x0806, dst="ff:ff:ff:ff:ff:ff"),
            eth(ping()), eth(ip6(58, echo6())))


def file(name):
    """The decorated function returns the bytes of the whole file."""
    def decorate(function):
        captures["formats/" + name] = function
        return function
    return decorate


@file("little.pcap")
def little(base):
    """Little-endian, microseconds: what most files are."""
    return pcap(ETHERNET, few(), base)


@file("big.pcap")
def big(base):
    """Big-endian."""
    return pcap(ETHERNET, few(), base, order=">")


@file("nano.pcap")
def nano(base):
    """Nanoseconds, little-endian."""
    return pcap(ETHERNET, (), base, magic=0xa1b23c4d) + b"".join(
        record("<", base, 123456789 + n, frame) for n, frame in enumerate(few()))


@file("nano-big.pcap")
def nano_big(base):
    """Nanoseconds, big-endian."""
    return pcap(ETHERNET, (), base, order=">", magic=0xa1b23c4d) + b"".join(
        record(">", base, 999999997 + n, frame) for n, frame in enumerate(few()))


def modified(base, order):
    """Kuznetzov's: after the lengths an interface index, a protocol, a
    packet type, and one octet of padding."""
    out = pcap(ETHERNET, (), base, order=order, magic=0xa1b2cd34)
    for number, frame in enumerate(few()):
        out += struct.pack(order + "IIIIIHBB", base, number, len(frame), len(frame),
                           2, 0x0800, number, 0) + frame
    return out


@file("modified.pcap")
def modified_little(base):
    """Modified pcap."""
    return modified(base, "<")


@file("modified-big.pcap")
def modified_big(base):
    """Modified pcap, big-endian."""
    return modified(base, ">")


@file("late.pcap")
def late(base):
    """Seconds beyond 2038 and at the end of 2106's 32 bits."""
    times = (0x7fffffff, 0x80000000, 0xffffffff)
    return pcap(ETHERNET, (), base) + b"".join(
        record("<", second, 999999, frame) for second, frame in zip(times, few()))


@file("snap.pcap")
def snap(base):
    """Cut at 40 octets."""
    return pcap(ETHERNET, [(frame[:40], len(frame)) for frame in few()], base, snap=40)


@file("excess.pcap")
def excess(base):
    """More octets than the snapshot length of 40, more than the frame had, and none."""
    frames = few()[:2]
    return pcap(ETHERNET, [*frames, (frames[1], 20), (frames[0], 0), (b"", 60), (b"", 0)], base, snap=40)


def checked():
    """Frames with four octets that look like a check sequence: short, long, tagged, cut."""
    arps, ping4, ping6 = few()
    tag = ping4[:12] + u16(0x8100, 5) + ping4[12:]
    for frame in (arps, ping4, ping6, tag, ping4 + b"\0" * 20, tag + b"\0" * 20 + b"more"):
        yield frame + b"\xde\xad\xbe\xef"
    yield (ping4 + b"\0" * 11 + b"\xde\xad\xbe")[:-1], len(ping4) + 15


@file("fcs-none.pcap")
def fcs_none(base):
    """The link type's upper bits say that there is no frame check sequence."""
    return pcap(ETHERNET | 0x04000000, checked(), base)


@file("fcs-unknown.pcap")
def fcs_unknown(base):
    """Nobody says whether there is one."""
    return pcap(ETHERNET, checked(), base)


@file("fcs.pcapng")
def fcs_pcapng(base):
    """An option tells of a frame check sequence of 32 bits."""
    return section("<") + interface("<", ETHERNET, (13, u8(32))) + b"".join(
        enhanced("<", 0, base * 1000000, frame) for frame in list(checked())[:-1])


@file("fcs.pcap")
def fcs(base):
    """The link type's upper bits tell of a frame check sequence of 4 octets."""
    return pcap(ETHERNET | 0x04000000 | 2 << 28, [frame + b"\xde\xad\xbe\xef" for frame in few()], base)


@file("swapped-lengths.pcap")
def swapped(base):
    """Version 2.3, whose two lengths some programs wrote in the other order."""
    out = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 3, 0, 0, 65535, ETHERNET)
    for number, frame in enumerate(few()):
        out += struct.pack("<IIII", base, number, len(frame) + 9, len(frame)) + frame
    return out


@file("empty.pcap")
def empty(base):
    """A header and no frame."""
    return pcap(ETHERNET, (), base)


@file("cut-header.pcap")
def cut_header(base):
    """It ends in the file header."""
    return little(base)[:20]


@file("cut-record.pcap")
def cut_record(base):
    """It ends in a record header."""
    return little(base)[:24 + 16 + 42 + 9]


@file("cut-frame.pcap")
def cut_frame(base):
    """It ends in a frame."""
    return little(base)[:-5]


@file("long-frame.pcap")
def long_frame(base):
    """A record that says it holds 256 MiB."""
    return little(base) + struct.pack("<IIII", base, 0, 0x10000000, 0x10000000) + b"no"


@file("unknown-link.pcap")
def unknown_link(base):
    """A link type without a number's owner."""
    return pcap(0xfff0 - 1000, few(), base)


@file("not-a-capture")
def not_a_capture(base):
    """Text."""
    return b"This is no capture file, whatever its name may be.\n"


def block(order, kind, body):
    body += b"\0" * (-len(body) % 4)
    size = struct.pack(order + "I", len(body) + 12)
    return struct.pack(order + "I", kind) + size + body + size


def options(order, *pairs):
    out = b"".join(struct.pack(order + "HH", code, len(value)) + value +
                   b"\0" * (-len(value) % 4) for code, value in pairs)
    return out + struct.pack(order + "HH", 0, 0) if pairs else b""


def section(order, *pairs):
    return block(order, 0x0a0d0d0a, struct.pack(order + "IHHq", 0x1a2b3c4d, 1, 0, -1) +
                 options(order, *pairs))


def interface(order, link, *pairs, snap=262144):
    return block(order, 1, struct.pack(order + "HHI", link, 0, snap) + options(order, *pairs))


def enhanced(order, number, stamp, frame, *pairs, length=None):
    return block(order, 6, struct.pack(order + "IIIII", number, stamp >> 32, stamp & 0xffffffff,
                                       len(frame), length or len(frame)) +
                 frame + b"\0" * (-len(frame) % 4) + options(order, *pairs))


def section_of_all(base, order):
    """Two interfaces of two link types, comments, and every other block."""
    micro, nano_time = base * 1000000, base * 1000000000
    first, second, third = few()
    out = section(order, (1, b"a comment on the section"), (2, b"no hardware"),
                  (3, b"no system"), (4, b"generate.py"))
    out += interface(order, ETHERNET, (2, b"eth0"), (3, b"the first"), (9, b"\x06"))
    out += interface(order, RAW, (2, b"tun0"), (9, b"\x09"), (1, b"a comment on it"),
                     (11, b"\0icmp"), (14, struct.pack(order + "q", 10)))
    out += enhanced(order, 0, micro + 1, first, (1, b"a comment on a frame"))
    out += enhanced(order, 1, nano_time + 123456789, second[14:],
                    (1, "two comments: \u00e9".encode()), (1, b"the second"),
                    (2, struct.pack(order + "I", 1)), (4, struct.pack(order + "Q", 7)))
    out += block(order, 3, struct.pack(order + "I", len(third)) + third)
    out += block(order, 4, struct.pack(order + "HH", 1, 16) + addr(C4) + b"client.test\0" +
                 struct.pack(order + "HH", 2, 29) + addr(C6) + b"client6.test" + b"\0" * 4 +
                 struct.pack(order + "HH", 0, 0))
    out += block(order, 0xbad, struct.pack(order + "I", 32473) + b"of somebody")
    out += block(order, 10, struct.pack(order + "II", 0x544c534b, 4) + b"none")
    out += enhanced(order, 0, micro + 1000002, third[:40], length=len(third))
    out += block(order, 5, struct.pack(order + "III", 0, micro >> 32, micro & 0xffffffff) +
                 options(order, (4, struct.pack(order + "Q", 3)), (5, struct.pack(order + "Q", 0))))
    return out


@file("all.pcapng")
def all_blocks(base):
    """Two interfaces of different link types and resolutions, every block."""
    return section_of_all(base, "<")


@file("all-big.pcapng")
def all_big(base):
    """The same, big-endian."""
    return section_of_all(base, ">")


@file("sections.pcapng")
def sections(base):
    """Two sections of different byte orders."""
    return section_of_all(base, "<") + section_of_all(base, ">")


@file("one.pcapng")
def one(base):
    """One interface, no option: what libpcap reads as well."""
    return section("<") + interface("<", ETHERNET) + b"".join(
        enhanced("<", 0, base * 1000000 + n, frame) for n, frame in enumerate(few()))


@file("resolutions.pcapng")
def resolutions(base):
    """Stamps in seconds, milliseconds, 2^-10, 2^-20, 2^-32, 10^-10 of a second."""
    out = section("<")
    for power in (0, 3, 0x8a, 0x94, 0xa0, 10):
        out += interface("<", ETHERNET, (9, u8(power)))
    for number, stamp in enumerate((base, base * 1000 + 500, base * 1024 + 512,
                                    (base << 20) + 1, (base << 32) + (1 << 31),
                                    base * 10 ** 10 + 5)):
        out += enhanced("<", number, stamp, few()[1])
    return out


@file("obsolete.pcapng")
def obsolete(base):
    """The packet block that came before the enhanced one, and simple ones."""
    out = section("<") + interface("<", ETHERNET, snap=60)
    stamp = base * 1000000
    for frame in few():
        out += block("<", 2, struct.pack("<HHIIII", 0, 0xffff, stamp >> 32, stamp & 0xffffffff,
                                         len(frame[:60]), len(frame)) + frame[:60])
    for frame in few():
        out += block("<", 3, struct.pack("<I", len(frame)) + frame[:60])
    return out


@file("bad-interface.pcapng")
def bad_interface(base):
    """A frame of an interface that was not described."""
    return section("<") + interface("<", ETHERNET) + \
        enhanced("<", 0, base * 1000000, few()[0]) + enhanced("<", 7, base * 1000000, few()[1])


@file("bad-length.pcapng")
def bad_length(base):
    """A block whose two lengths differ."""
    good = one(base)
    return good[:-4] + struct.pack("<I", 4)


@file("cut.pcapng")
def cut(base):
    """It ends in a block."""
    return one(base)[:-20]
