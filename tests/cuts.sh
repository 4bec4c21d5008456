#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The golden captures, cut at every length.
. "${srcdir:-.}/tests/lib.sh"

exec tests/cuts "$srcdir"/tests/golden/*.pcap*
