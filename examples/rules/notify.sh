#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# What nxdomain.rules starts.  All fields of the event are in the environment,
# too: env | grep ^TAPIR_
[ "$1" != -- ] || shift
echo "$1 asks for many names that do not exist, the last being $2" >&2
