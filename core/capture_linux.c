/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>

#include "capture_os.h"

#ifdef __linux__

#include <sys/socket.h>

#include <limits.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <sys/syscall.h>
#include <unistd.h>

/* With the ring's 64 blocks, what a reader may be late by is 64 times this. */
#define IMMEDIATE_MS 10

/*
 * pcap_setfilter() would not do: libpcap then runs the filter over the ring
 * too, which discards what is to be kept.
 */
bool
capture_os_reject(pcap_t *p)
{
	struct sock_filter reject = BPF_STMT(BPF_RET | BPF_K, 0);
	struct sock_fprog program = { .len = 1, .filter = &reject };
	int fd = pcap_fileno(p);

	return fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER,
	    &program, sizeof(program)) == 0;
}

/*
 * libpcap's immediate mode means TPACKET_V2, with one slot of the full
 * snapshot length per frame: 63 frames in 16 MiB.  A short block time-out of
 * TPACKET_V3 looks the same to a person and keeps the ring's capacity.
 */
int
capture_os_immediate(pcap_t *p)
{
	return pcap_set_timeout(p, IMMEDIATE_MS);
}

static bool
has(int capability)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct data[2];

	return syscall(SYS_capget, &head, data) == 0 &&
	    data[0].effective & 1u << capability;
}

void
capture_os_remedy(char *buf, size_t len)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	path[n < 0 ? 0 : n] = '\0';
	snprintf(buf, len, "%s is missing: run as root, or allow it once with "
	    "`setcap cap_net_raw,cap_net_admin=eip %s'; in Kubernetes the "
	    "container needs securityContext: {capabilities: {add: [%s]}}",
	    has(CAP_NET_RAW) ? "CAP_NET_ADMIN" : "CAP_NET_RAW",
	    n < 0 ? "tapir" : path,
	    has(CAP_NET_RAW) ? "NET_ADMIN" : "NET_RAW");
}

#else

bool
capture_os_reject(pcap_t *p)
{
	(void)p;
	return false;
}

int
capture_os_immediate(pcap_t *p)
{
	return pcap_set_immediate_mode(p, 1);
}

void
capture_os_remedy(char *buf, size_t len)
{
	snprintf(buf, len, "run as root");
}

#endif
