# SPDX-License-Identifier: BSD-3-Clause
"""For the live tests: a network namespace with veth pairs, the program under
test in it, and counts.  The namespace goes away with the test.

Environment: TAPIR, the program (./tapir); srcdir; the working folder is the
top of the build tree, where tests/live/blast stands.
"""
import atexit
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from signal import SIG_DFL, SIGHUP, SIGINT, SIGTERM, signal

TAPIR = os.environ.get('TAPIR', './tapir')
SRCDIR = os.environ.get('srcdir', '.')
BLAST = 'tests/live/blast'
NAME = os.path.basename(TAPIR)
PORT = 9999			# where blast sends to

os.environ.update(LC_ALL='C', TZ='GMT0')
# Under nohup the programs would ignore it.
signal(SIGHUP, SIG_DFL)
# Also for a test that is told to stop: the namespace is to go away.
signal(SIGTERM, lambda number, frame: sys.exit(99))

passed = 0
failed = 0


def check(good, what, *details):
    """Counts one check; details are shown if it failed."""
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    print(f'FAILED: {what}', *details, sep='\n    ', flush=True)


def same(got, want, what):
    check(got == want, what, f'got  {brief(got)}', f'want {brief(want)}')


def brief(value):
    text = repr(value)
    if len(text) > 400:
        text = f'{text[:200]} ... {text[-200:]} ({len(value)})'
    return text


def skip(why):
    print(f'skipped: {why}')
    sys.exit(77)


def finish():
    print(f'{passed} passed, {failed} failed')
    sys.exit(1 if failed or not passed else 0)


def run(*command, **options):
    """Runs a command to its end: its CompletedProcess, with texts."""
    options.setdefault('timeout', 30)
    return subprocess.run(command, capture_output=True, text=True,
                          errors='replace', check=False, **options)


class Net:
    """A namespace with veth pairs a0-b0, a1-b1, ... and loopback."""

    def __init__(self, pairs=1):
        if os.geteuid() != 0:
            skip('needs root')
        if shutil.which('ip') is None:
            skip('needs ip(8)')
        if not os.path.exists(BLAST):
            skip(f'{BLAST} is not built')
        self.name = f'tapir-test-{os.getpid()}'
        self.dir = tempfile.mkdtemp()
        os.chmod(self.dir, 0o777)
        atexit.register(self.remove)
        made = run('ip', 'netns', 'add', self.name)
        if made.returncode != 0:
            skip(f'no network namespace: {made.stderr.strip()}')
        # No neighbour discovery: what is on the wire is what we send.
        self.call('sh', '-c', 'for i in all default; do echo 1 >'
                  '/proc/sys/net/ipv6/conf/$i/disable_ipv6; done')
        self.ip('link', 'set', 'lo', 'up')
        for number in range(pairs):
            self.add_pair(number)

    def add_pair(self, number):
        made = run('ip', '-n', self.name, 'link', 'add', 'name', f'a{number}',
                   'type', 'veth', 'peer', 'name', f'b{number}')
        if made.returncode != 0:
            skip(f'no veth devices: {made.stderr.strip()}')
        self.ip('link', 'set', f'a{number}', 'up')
        self.ip('link', 'set', f'b{number}', 'up')

    def remove(self):
        run('ip', 'netns', 'delete', self.name)
        shutil.rmtree(self.dir, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.dir, name)

    def inside(self, *command):
        return ('ip', 'netns', 'exec', self.name) + command

    def call(self, *command, **options):
        return run(*self.inside(*command), **options)

    def ip(self, *arguments):
        subprocess.run(('ip', '-n', self.name) + arguments, check=True)

    def blast(self, interface, count, rate=0, size=200, first=0, port=PORT,
              fast=False):
        """fast: nobody sees it where it is sent from."""
        subprocess.run(self.inside(BLAST, *(['-f'] if fast else []),
                                   '-p', str(port), '-n', str(first),
                                   interface, str(count), str(rate),
                                   str(size)), check=True)

    def blast_start(self, *arguments):
        return subprocess.Popen(self.inside(BLAST, *map(str, arguments)))

    def replay(self, interface, path, limit=None):
        """Sends the frames of a pcap file into an interface."""
        send = ('import socket, sys; '
                's = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); '
                's.bind((sys.argv[1], 0)); '
                'import struct\n'
                'for line in sys.stdin: s.send(bytes.fromhex(line))')
        lines = '\n'.join(f.data.hex() for f in read_pcap(path)[:limit])
        sent = self.call('python3', '-c', send, interface, input=lines)
        if sent.returncode != 0:
            raise RuntimeError(sent.stderr)


class Capture:
    """The program under test in a namespace, listening."""

    def __init__(self, net, *arguments, program=TAPIR, stdout=None,
                 prefix=()):
        self.err_path = net.path(f'err{time.monotonic_ns()}')
        self.out_path = net.path(f'out{time.monotonic_ns()}')
        self.out = stdout or open(self.out_path, 'wb')
        self.err = open(self.err_path, 'wb')
        command = net.inside(*prefix, program, *arguments)
        self.process = subprocess.Popen(command, stdout=self.out,
                                        stderr=self.err)
        self.pid = self.process.pid
        self.wait_for('listening on')

    def wait_for(self, text, seconds=10):
        """Until standard error has the text, or the program ended."""
        end = time.monotonic() + seconds
        while text not in self.stderr() and time.monotonic() < end:
            if self.process.poll() is not None:
                break
            time.sleep(0.01)

    def send(self, number):
        os.kill(self.pid, number)

    def stop(self, number=SIGINT, seconds=20):
        """Sends a signal and returns the exit status."""
        if self.process.poll() is None:
            self.send(number)
        return self.wait(seconds)

    def wait(self, seconds=20):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None

    def stderr(self):
        with open(self.err_path, errors='replace') as file:
            return file.read()

    def stdout(self):
        with open(self.out_path, errors='replace') as file:
            return file.read()

    def counts(self):
        """What the closing lines say: captured, received, dropped."""
        return [int(line.split()[0]) for line in self.stderr().splitlines()
                if line.endswith((' captured', ' received by filter',
                                  ' dropped by kernel'))
                and line.split()[0].isdigit()]


class Frame:
    def __init__(self, seconds, fraction, data, wire_length):
        self.stamp = (seconds, fraction)
        self.data = data
        self.wire_length = wire_length

    def number(self):
        """That blast gave it."""
        return struct.unpack_from('>Q', self.data, 42)[0]


def read_pcap(path):
    """The frames of a pcap file; a cut record ends the list."""
    with open(path, 'rb') as file:
        data = file.read()
    order = '<' if data[:1] in (b'\xd4', b'\x4d') else '>'
    frames, at = [], 24
    while at + 16 <= len(data):
        seconds, fraction, have, length = struct.unpack_from(
            order + 'IIII', data, at)
        at += 16
        if at + have > len(data):
            break
        frames.append(Frame(seconds, fraction, data[at:at + have], length))
        at += have
    return frames


def linktype(path):
    with open(path, 'rb') as file:
        data = file.read(24)
    order = '<' if data[:1] in (b'\xd4', b'\x4d') else '>'
    return struct.unpack_from(order + 'I', data, 20)[0]


def numbers(path):
    return [frame.number() for frame in read_pcap(path)]
