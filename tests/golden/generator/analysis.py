# SPDX-License-Identifier: BSD-3-Clause
"""Connections on which things go wrong, for what Wireshark calls TCP analysis."""

from .streams import Connection
from .wire import *

JOIN, ADD = hexa("1e181000") + bytes(20), hexa("1e08300101020304")
START = 0xffffffe0      # numbers wrap after 32 octets


class Faulty(Connection):
    """Octets are counted from the first of each stream."""

    def data(self, side, at, n, flags=ACK, **more):
        """n octets that begin at the atth of the stream, sent by side."""
        self.send(side, b"x" * n, flags, seq=(self.first[side] + at) & 0xffffffff, **more)

    def acks(self, side, upto, times=1, **more):
        for _ in range(times):
            self.send(side, ack=(self.first[1 - side] + upto) & 0xffffffff, **more)

    def begin(self, one=b"", other=b""):
        self.open(one, other)
        self.first = [n & 0xffffffff for n in self.next]
        return self


def idle(n):
    yield from [eth(udp(b"", 9, 9))] * n


def losses(port, numbers):
    """Lost, asked for, sent again in time and too late."""
    c = Faulty(port, 7, *numbers).begin()
    for at in (0, 10, 30, 40, 50):                      # 20 is lost
        c.data(0, at, 10)
    c.acks(1, 20, 4)
    c.data(0, 20, 10)                                   # fast
    c.acks(1, 60)
    c.data(0, 20, 10)                                   # spurious
    c.data(0, 40, 30)                                   # again, and more
    c.acks(1, 70)
    c.data(0, 80, 10)
    c.data(0, 70, 10)                                   # overtaken
    yield from c.frames
    yield from idle(3)
    c.frames = []
    c.data(0, 70, 10)                                   # too late for that
    c.data(0, 100, 10, PSH | ACK)
    c.acks(1, 110)                                      # what was not seen
    c.acks(1, 110)
    c.data(1, 0, 10, ack=c.first[0] + 110 & 0xffffffff)
    c.data(0, 110, 10)
    c.data(0, 120, 10, PSH | ACK)
    c.data(0, 130, 10)
    c.send(0, flags=FIN | ACK, seq=c.first[0] + 140 & 0xffffffff)
    c.send(0, flags=FIN | ACK, seq=c.first[0] + 140 & 0xffffffff)
    yield from c.frames


def windows(port, one, other):
    c = Faulty(port, 7, START, 500).begin(one, other)
    c.acks(1, 0, win=40)
    c.data(0, 0, 30)
    c.data(0, 30, 10)                                   # the window is full
    c.acks(1, 40, 2, win=0)
    c.data(0, 40, 1)                                    # is it still?
    c.acks(1, 40, win=0)
    c.data(0, 40, 1)
    c.acks(1, 40, win=20)                               # no longer
    c.data(0, 40, 20)
    c.acks(1, 60, win=10)
    c.acks(1, 60, win=30)
    yield from c.frames


def keep_alives(port):
    c = Faulty(port, 7).begin()
    c.data(0, 0, 10)
    c.acks(1, 10)
    for n in (0, 1, 1):
        c.data(0, 9, n)
        c.acks(1, 10)
    c.acks(1, 10)                                       # nobody asked
    c.data(0, 9, 2)                                     # no keep-alive
    yield from c.frames


def selective(port):
    """What SACK says has arrived is not in flight."""
    c = Faulty(port, 7).begin()
    sack = lambda *blocks: u8(1, 1, 5, 2 + 8 * len(blocks)) + b"".join(u32(c.first[0] + a, c.first[0] + b) for a, b in blocks)
    for at in (0, 10, 20, 30, 40):
        c.data(0, at, 10)
    c.acks(1, 0, options=sack((10, 30)))
    c.data(0, 50, 10)
    c.acks(1, 0, options=sack((40, 60), (10, 30)))
    c.data(0, 0, 10)
    c.acks(1, 60)
    c.data(0, 60, 10)
    yield from c.frames


def multipath(port, option):
    c = Faulty(port, 7).begin()
    c.data(0, 0, 10)
    c.acks(1, 10)
    c.acks(1, 10, options=option)
    c.acks(1, 10, 3)
    yield from c.frames


def completeness(port, *ways):
    """Each a list of flags and octets; an upper case letter is the server's."""
    for way in ways:
        c = Connection(port, 7)
        for word in way.split():
            flags = sum({"S": SYN, "A": ACK, "F": FIN, "R": RST, "P": PSH, "-": 0}[f] for f in word.lstrip("<").rstrip("0123456789"))
            c.send(word[0] == "<", b"x" * int("0" + word.lstrip("<SAFRP-")), flags)
        yield from c.frames
        port += 1


@capture("tcp-analysis.pcap")
def tcp_analysis():
    """Losses, repetitions, windows, keep-alives, SACK, MPTCP, ports used again, how complete a connection is."""
    yield from losses(4000, (100, 500))
    yield from losses(4001, (START, START))
    scale = hexa("030302")
    for port, (one, other) in enumerate(((b"", b""), (scale, scale), (scale, b"")), 4010):
        yield from windows(port, one, other)
    yield from keep_alives(4020)
    yield from selective(4021)
    for port, option in enumerate((JOIN, ADD), 4030):
        yield from multipath(port, option)
    yield from completeness(4040, "S <SA A A", "S <SA A P1 <FA FA <A", "S3 <SA A <R", "A1 <A <A2 FA <RA A", "S S <SA <SA A", "<SA S A <A",
                            "S -2 F R <RA", "S <S A <A", "A A A2 <A", "A5 A <SA S")
    again = Faulty(4060, 7).begin()
    again.data(0, 0, 10)
    again.next = [9000, 8000]
    again.begin()
    again.data(0, 0, 10)
    again.send(1, flags=SYN | ACK, seq=7000)            # of what?
    again.data(1, 0, 10)
    again.acks(0, 10)
    yield from again.frames
