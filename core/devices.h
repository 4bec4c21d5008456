/* SPDX-License-Identifier: BSD-3-Clause */
/* The capture devices of this machine: what -D, -L and -J list. */
#ifndef TAPIR_DEVICES_H
#define TAPIR_DEVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "capture.h"

/* Each returns 0, or -1 with one line in err. */

/* -D. */
int	devices_list(FILE *, char *err, size_t errlen);

/*
 * -L for the interfaces of the configuration, which are opened for it.
 * printed(arg, dlt) says whether frames of that type can be decoded.
 */
int	devices_list_dlts(FILE *, const struct capture_config *,
	    bool (*printed)(void *arg, int dlt), void *arg, char *err,
	    size_t errlen);

/* -J for the interfaces of the configuration. */
int	devices_list_tstamps(FILE *, const struct capture_config *, char *err,
	    size_t errlen);

/*
 * The interface that -i names: a name, or its number in -D; NULL: the first
 * of -D.  To be freed; NULL with one line in err if there is none.
 */
char	*devices_resolve(const char *name, char *err, size_t errlen);

#endif
