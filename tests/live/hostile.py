# SPDX-License-Identifier: BSD-3-Clause
"""The plugin of hostile.c for the live tests."""
import os

from live import SRCDIR, run, skip

FILTER = 'udp port 9999'  # what it is asked of


def sanitized():
    with open('config.h') as file:
        return '#define TP_SANITIZED' in file.read()


def build(net):
    path = net.path('hostile.so')
    compiler = os.environ.get('CC', 'cc').split()
    made = run(*compiler, '-std=c11', '-D_GNU_SOURCE', '-O1', '-w', '-shared',
               '-fPIC', f'-I{SRCDIR}/include', '-o', path,
               f'{SRCDIR}/tests/live/hostile.c')
    if made.returncode != 0:
        skip(f'no C compiler: {made.stderr}')
    os.chmod(path, 0o755)
    return path
