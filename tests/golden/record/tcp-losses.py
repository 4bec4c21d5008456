#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Record TCP between two network namespaces, over a relay that loses, delays and repeats packets.

	tcp-losses.py SEED FILE

As root.  The file holds what one who listens beside the first end sees.
"""
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import sys
import time

ENDS = {"ta": ("losses-a", "10.9.0.1"), "tb": ("losses-b", "10.9.0.2")}
SERVER = """
import socket, threading, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, %d)
s.bind(("10.9.0.2", 7)); s.listen(50)
def serve(c, i):
    try:
        c.settimeout(8)
        c.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option in socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL:
            c.setsockopt(socket.IPPROTO_TCP, option, 1)
        if i %% 3 == 1: time.sleep(2.5)		# the window fills
        while d := c.recv(4096):
            if i %% 4 == 2: c.sendall(d)
            if i %% 5 == 3: time.sleep(.01)
        c.sendall(b"x" * 3000)
        if i %% 6 == 5: c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\\1\\0\\0\\0\\0\\0\\0\\0")
        c.close()
    except OSError: pass
i = 0
while True:
    c, _ = s.accept(); threading.Thread(target=serve, args=(c, i), daemon=True).start(); i += 1
"""
CLIENT = """
import random, socket, threading, time
r = random.Random(%d)
def go():
    try:
        c = socket.socket(); c.settimeout(10); c.connect(("10.9.0.2", 7))
        for _ in range(r.randrange(1, 6)):
            c.sendall(b"y" * r.choice([1, 10, 1000, 20000, 60000])); time.sleep(r.choice([0, 0, .05, 1.3]))
        c.shutdown(1)
        while c.recv(65536): pass
        c.close()
    except OSError: pass
threads = [threading.Thread(target=go) for _ in range(18)]
for t in threads: t.start(); time.sleep(.05)
for t in threads: t.join()
"""


def tun(name):
    """A TUN device in a namespace of its own."""
    ns, address = ENDS[name]
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, 0x400454ca, struct.pack("16sH", name.encode(), 0x1001))   # IFF_TUN | IFF_NO_PI
    for command in (f"ip netns add {ns}", f"ip link set {name} netns {ns}", f"ip -n {ns} addr add {address}/24 dev {name}",
                    f"ip -n {ns} link set {name} up mtu 1500",
                    f"ip netns exec {ns} sysctl -q -w net.ipv6.conf.all.disable_ipv6=1"):
        subprocess.run(command.split(), check=True)
    return fd


def start(name, program):
    return subprocess.Popen(["ip", "netns", "exec", ENDS[name][0], "python3", "-c", program])


def relay(r, a, b, client, keep):
    """Until the client ends, 14 seconds at most."""
    queue, n, until, loss = [], 0, time.time() + 14, r.choice([0.0, 0.02, 0.05])
    while time.time() < until and (client.poll() is None or queue):
        wait = max(0, min(0.05, queue[0][0] - time.time() if queue else 0.05))
        for fd in select.select([a, b], [], [], wait)[0]:
            packet = os.read(fd, 65535)
            if fd == a:
                if r.random() < 0.01:		# lost before it is seen
                    continue
                keep(packet)
            if r.random() < loss:
                continue
            at = time.time() + 0.004 + r.random() * 0.002 + (0.012 if r.random() < 0.05 else 0)
            for again in range(1 + (r.random() < 0.01)):
                n += 1
                heapq.heappush(queue, (at + 0.003 * again, n, a if fd == b else b, packet))
        while queue and queue[0][0] <= time.time():
            _, _, to, packet = heapq.heappop(queue)
            if to == a and r.random() > 0.005:	# else it is not seen
                keep(packet)
            os.write(to, packet)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    seed, r = int(sys.argv[1]), random.Random(int(sys.argv[1]))
    out = open(sys.argv[2], "wb")
    out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))

    def keep(packet):
        us = time.time_ns() // 1000
        out.write(struct.pack("<IIII", us // 10**6, us % 10**6, len(packet), len(packet)) + packet)

    running = []
    try:
        a, b = tun("ta"), tun("tb")
        running.append(start("tb", SERVER % r.choice([4096, 65536, 262144])))
        time.sleep(0.5)
        running.append(start("ta", CLIENT % seed))
        relay(r, a, b, running[1], keep)
    finally:
        for p in running:
            p.kill()
        for ns, _ in ENDS.values():
            subprocess.run(["ip", "netns", "del", ns])
        out.close()


if __name__ == "__main__":
    main()
