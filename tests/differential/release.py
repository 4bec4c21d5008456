# SPDX-License-Identifier: BSD-3-Clause
"""What tcpdump 5.0 always prints in another way than the installed 4.99, which the tests compare with. The expected
files of tcpdump's own tests bear each of these out."""
import re
from datetime import datetime, timezone


def later_era(match):
    seconds = int(match[1])
    if seconds >= 1 << 31:
        return match[0]
    date = datetime.fromtimestamp(seconds + (1 << 32) - 2208988800, timezone.utc)
    return b'%s%s (%s)' % (match[1], match[2], date.strftime('%Y-%m-%dT%H:%M:%SZ').encode())


# A packet's number and the time stamp, if there is one.
START = rb'^( *\d+  (?:[-0-9:. ]+ )?)'

# pattern, replacement
RELEASE = [(re.compile(pattern), new) for pattern, new in (
    # IPv6 header with -v: a comma, and no colon; names of next headers.
    (rb'(next-header \S+(?: \(\d+\))?) payload length: (\d+)', rb'\1, payload length \2'),
    (rb'next-header Options \(0\)', rb'next-header HBH (0)'),
    (rb'next-header unknown \(60\)', rb'next-header DSTOPT (60)'),
    (rb'\(opt_type (0x[0-9a-f]+): len=(\d+)\)', rb'(unknown opt-type \1 len=\2)'),
    # Raw IP link types with -e have IP and IP6 as without.
    (START + rb'ip: (?=\(tos|\d+\.)', rb'\1IP '),
    (START + rb'ip: (?=unknown ip \d+$)', rb'\1'),
    (START + rb'ip: (?=\((?:hlim|class|flowlabel)|[0-9a-f]*:)', rb'\1IP6 '),
    # Linux's first VXLAN port is VXLAN, not OTV.
    (rb'OTV, flags (\[.*?\] \(0x..\)), overlay \d+, instance (\d+)', rb'VXLAN, flags \1, vni \2'),
    # IPv4 and IPv6 are named before the header is read, in which the version is.
    (START + rb'? \[\|ip\]$', rb'\1IP  [|ip]'),
    (START + rb'? \[\|ip6\]$', rb'\1IP6  [|ip6]'),
    (rb'(PPPoE.*\]) {2}\[\|ip\]$', rb'\1 IP  [|ip]'),
    (rb'unknown ip (\d+)$', rb'IP\1 (invalid)'),
    (rb'next-header unknown \(59\)', rb'next-header No Next Header (59)'),
    (rb'proto Options \(0\)', rb'proto HBH (0)'),
    # ICMPv6 has one name for node information, and names RPL's flags.
    (rb'who-are-you re(?:quest|ply) (?=node information)', rb''),
    (rb'(Destination Advertisement Object \[.*),([0-9a-f]{2})\]', rb'\1,flags:\2]'),
    (rb'Originator Timestamp: ', rb'Origin Timestamp:     '),
    # NTP's seconds whose first bit is not set count from 2036 (RFC 4330 3).
    (rb'(\d+)(\.\d{9}) \((?:19[0-5]\d|196[0-8])-[-\d]+T[:\d]+Z\)', later_era),
    # MPTCP flags by letter: A asks for checksums, H is HMAC.
    (rb'(mptcp \d+ capable v\d) csum', rb'\1 flags [AH] csum'),
    (rb'(mptcp \d+ capable v\d)(?! flags)', rb'\1 flags [H]'),
)]

# A line of text that the payload ends in is no cut one, if the whole packet is there.
WHOLE = re.compile(rb' \[\|(http|smtp|ftp|rtsp|sip|whois)\]$')


def rewrite(line, whole=True):
    """4.99's line (bytes) as 5.0 has it. whole: no snapshot length cut the packet."""
    for pattern, new in RELEASE:
        line = pattern.sub(new, line)
    return WHOLE.sub(b'', line) if whole else line
