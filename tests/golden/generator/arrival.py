# SPDX-License-Identifier: BSD-3-Clause
"""Orders in which the pieces of a stream arrive, each an offset and octets."""


def in_order(pieces, data):
    return pieces


def swapped(pieces, data):
    """The second and third of each four change places."""
    pieces = list(pieces)
    for n in range(0, len(pieces) - 2, 4):
        pieces[n + 1], pieces[n + 2] = pieces[n + 2], pieces[n + 1]
    return pieces


def twice(pieces, data):
    return [p for n, piece in enumerate(pieces) for p in ([piece, piece] if n % 3 == 1 else [piece])]


def again(pieces, data):
    """The second comes a second time when others have come."""
    return pieces[:4] + pieces[1:2] + pieces[4:]


def overlapping(pieces, data, before=5, behind=3):
    return [(max(0, a - before), data[max(0, a - before):a + len(d) + behind]) if n % 2 else (a, d)
            for n, (a, d) in enumerate(pieces)]


def one_lost(pieces, data):
    return pieces[:len(pieces) // 2] + pieces[len(pieces) // 2 + 1:]


def first_lost(pieces, data):
    return pieces[1:]


def backwards(pieces, data):
    return pieces[::-1]
