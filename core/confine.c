/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include <unistd.h>

#include "confine.h"

void
confine_descriptors(int first)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, (unsigned)first, ~0u, 0u) == 0)
		return;
#endif
	/* before Linux 5.9; ours are few and low */
	for (int fd = first; fd < 4096; fd++)
		(void)close(fd);
}

void
confine_programs(void)
{
#ifdef __linux__
	/* the bounding set is what exec gives back to root: capabilities(7) */
	for (unsigned long cap = 0;
	    prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; cap++)
		continue;
	(void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
#endif
}
