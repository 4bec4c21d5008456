/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include <unistd.h>

#include "confine.h"

static void
close_descriptors(void)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0)
		return;
#endif
	/* before Linux 5.9; ours are few and low */
	for (int fd = 3; fd < 4096; fd++)
		(void)close(fd);
}

void
confine(void)
{
	close_descriptors();
#ifdef __linux__
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	const struct __user_cap_data_struct none[2] = { { 0 } };

	/* the bounding set is what exec gives back to root: capabilities(7) */
	for (unsigned long cap = 0;
	    prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; cap++)
		continue;
	(void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	(void)syscall(SYS_capset, &head, none);
#endif
}
