/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of RTP's payload types, for who describes its sessions. */
#ifndef RTP_H
#define RTP_H

#include <tapir/dissect.h>

/* 0 to 127 */
extern const tp_value_string rtp_payload_types[];

#endif
