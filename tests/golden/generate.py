#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Write the golden captures that no program at hand sends.

	generate.py [-o DIRECTORY] [NAME ...]

Only the standard library; every run writes the same bytes.  A capture is a
function in generator/ that yields frames, and is named after its file.
"""

import argparse
import os
import sys

from generator import (analysis, apps, bodies, cuts, dns, formats, inet, links, pieces, sip,
                       streams, tcpip, tunnels, tunnels_odd, wire)

BASE = 1700000000


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", dest="directory", metavar="DIRECTORY",
                        default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()
    unknown = set(args.names) - set(wire.captures)
    if unknown:
        sys.exit("generate.py: no capture %s; there are: %s" %
                 (", ".join(sorted(unknown)), " ".join(wire.captures)))
    for name in args.names or wire.captures:
        path = os.path.join(args.directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(wire.captures[name](BASE))


if __name__ == "__main__":
    main()
