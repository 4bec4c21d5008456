/* SPDX-License-Identifier: BSD-3-Clause */
/* Makes one plugin of a family of protocols, whatever files it is of. */
#include <tapir/dissect.h>

#ifndef TP_FAMILY
#define TP_FAMILY "all"
#endif

TP_PLUGIN(TP_FAMILY, "0.1", "BSD-3-Clause",
    "the " TP_FAMILY " protocols that come with tapir");
