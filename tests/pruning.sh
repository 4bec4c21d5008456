#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Layers that cannot matter are not dissected, and nothing is missed for it.
. "${srcdir:-.}/tests/lib.sh"

exec tests/pruning "$srcdir"/tests/golden/*.pcap*
