/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#ifdef __linux__
#include <sys/ioctl.h>
#include <sys/prctl.h>
#endif
#ifdef HAVE_SECCOMP
#include <linux/sockios.h>
#include <sched.h>
#include <seccomp.h>
#endif

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "privilege.h"
#include "reach.h"
#include "sandbox.h"

static bool off, plugins_may_all, overrides;
static pid_t entered;		/* the process that has its role */

void
sandbox_switch_off(void)
{
	off = true;
}

void
sandbox_permit_plugins(void)
{
	plugins_may_all = true;
}

#ifdef HAVE_SECCOMP

/* The lists --------------------------------------------------------------- */

#define END (-1 - (1 << 30))	/* no number that libseccomp has for a call */

/* Memory, time, signals of one's own, threads, and descriptors that are open,
 * our helpers' sockets among them: what the C library needs to be one. */
static const int plain[] = {
	SCMP_SYS(alarm), SCMP_SYS(brk), SCMP_SYS(clock_getres),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(close),
	SCMP_SYS(close_range), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3),
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(fadvise64),
	SCMP_SYS(fcntl), SCMP_SYS(fcntl64), SCMP_SYS(fdatasync),
	SCMP_SYS(fstat), SCMP_SYS(fstat64), SCMP_SYS(fsync),
	SCMP_SYS(ftruncate), SCMP_SYS(ftruncate64), SCMP_SYS(futex),
	SCMP_SYS(futex_time64), SCMP_SYS(getegid), SCMP_SYS(geteuid),
	SCMP_SYS(getgid), SCMP_SYS(getpid), SCMP_SYS(getppid),
	SCMP_SYS(getrandom), SCMP_SYS(getrusage), SCMP_SYS(gettid),
	SCMP_SYS(gettimeofday), SCMP_SYS(getuid), SCMP_SYS(_llseek),
	SCMP_SYS(lseek), SCMP_SYS(madvise), SCMP_SYS(membarrier),
	SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect), SCMP_SYS(mremap),
	SCMP_SYS(munmap), SCMP_SYS(nanosleep), SCMP_SYS(newfstatat),
	SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(ppoll_time64), SCMP_SYS(pread64), SCMP_SYS(preadv),
	SCMP_SYS(pselect6), SCMP_SYS(pselect6_time64), SCMP_SYS(pwrite64),
	SCMP_SYS(pwritev), SCMP_SYS(read), SCMP_SYS(readv),
	SCMP_SYS(recv), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg),
	SCMP_SYS(restart_syscall), SCMP_SYS(rseq), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigpending), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigsuspend),
	SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield), SCMP_SYS(select), SCMP_SYS(_newselect),
	SCMP_SYS(send), SCMP_SYS(sendmsg), SCMP_SYS(set_robust_list), SCMP_SYS(setitimer),
	SCMP_SYS(sigaltstack), SCMP_SYS(sigreturn), SCMP_SYS(statx),
	SCMP_SYS(sysinfo),
	SCMP_SYS(time), SCMP_SYS(timer_create), SCMP_SYS(timer_delete),
	SCMP_SYS(timer_gettime), SCMP_SYS(timer_settime), SCMP_SYS(times),
	SCMP_SYS(uname), SCMP_SYS(wait4), SCMP_SYS(waitid), SCMP_SYS(write),
	SCMP_SYS(writev), END
};

/* Files by name, to look at and read; opening is restricted further. */
static const int look[] = {
	SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(fstatat64), SCMP_SYS(fstatfs), SCMP_SYS(fstatfs64),
	SCMP_SYS(getcwd), SCMP_SYS(getdents), SCMP_SYS(getdents64),
	SCMP_SYS(lstat), SCMP_SYS(lstat64), SCMP_SYS(readlink),
	SCMP_SYS(readlinkat), SCMP_SYS(stat), SCMP_SYS(stat64),
	SCMP_SYS(statfs), SCMP_SYS(statfs64), END
};

/* Files by name, to write. */
static const int make[] = {
	SCMP_SYS(fallocate), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(rename),
	SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(rmdir),
	SCMP_SYS(truncate), SCMP_SYS(truncate64), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), END
};

/* The rings of libpcap, and the filter that ends a capture. */
static const int packets[] = {
	SCMP_SYS(getsockopt), SCMP_SYS(setsockopt), END
};

static const int network[] = {
	SCMP_SYS(bind), SCMP_SYS(connect), SCMP_SYS(epoll_create1),
	SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_wait),
	SCMP_SYS(eventfd2), SCMP_SYS(getpeername), SCMP_SYS(getsockname),
	SCMP_SYS(getsockopt), SCMP_SYS(pipe), SCMP_SYS(pipe2),
	SCMP_SYS(recvmmsg), SCMP_SYS(sendmmsg), SCMP_SYS(sendto), SCMP_SYS(setsockopt),
	SCMP_SYS(shutdown), SCMP_SYS(socket), SCMP_SYS(socketpair), END
};

/* What no program is to have that we start, though its user might. */
static const int refused[] = {
	SCMP_SYS(add_key), SCMP_SYS(bpf), SCMP_SYS(chroot),
	SCMP_SYS(delete_module), SCMP_SYS(finit_module),
	SCMP_SYS(init_module), SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register), SCMP_SYS(io_uring_setup),
	SCMP_SYS(kexec_file_load), SCMP_SYS(kexec_load), SCMP_SYS(keyctl),
	SCMP_SYS(mount), SCMP_SYS(perf_event_open), SCMP_SYS(pivot_root),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(ptrace), SCMP_SYS(reboot), SCMP_SYS(request_key),
	SCMP_SYS(setns), SCMP_SYS(swapoff), SCMP_SYS(swapon),
	SCMP_SYS(umount2), SCMP_SYS(unshare), SCMP_SYS(userfaultfd), END
};

/* And what forks our workers. */
static const int programs[] = {
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(bind), SCMP_SYS(connect),
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(listen),
	SCMP_SYS(socket), SCMP_SYS(socketpair), END
};

enum {
	LOOK = 1, MAKE = 2, PACKETS = 4, NETWORK = 8
};

static const unsigned groups_of[SANDBOX_ROLES] = {
	[SANDBOX_READER] = LOOK | MAKE,
	[SANDBOX_LIVE] = LOOK | MAKE | PACKETS,
	[SANDBOX_CAPTURE] = LOOK | MAKE | PACKETS,
	[SANDBOX_WORKER] = LOOK,
	[SANDBOX_RESOLVER] = LOOK | NETWORK,
};

/* Rules ------------------------------------------------------------------- */

/* A failure sticks: 0, or a negative errno. */
struct list {
	scmp_filter_ctx filter;
	int rc;
};

static void
allow(struct list *l, const int *calls)
{
	for (; *calls != END && l->rc == 0; calls++)
		l->rc = seccomp_rule_add(l->filter, SCMP_ACT_ALLOW, *calls, 0);
}

static void
allow_if(struct list *l, int call, struct scmp_arg_cmp condition)
{
	if (l->rc == 0)
		l->rc = seccomp_rule_add_array(l->filter, SCMP_ACT_ALLOW, call,
		    1, &condition);
}

static void
allow_reading(struct list *l)
{
	const scmp_datum_t writes = O_ACCMODE | O_CREAT | O_TRUNC;

	allow_if(l, SCMP_SYS(open),
	    SCMP_A1(SCMP_CMP_MASKED_EQ, writes, O_RDONLY));
	allow_if(l, SCMP_SYS(openat),
	    SCMP_A2(SCMP_CMP_MASKED_EQ, writes, O_RDONLY));
}

/* What some calls may be asked for. */
static void
allow_parts(struct list *l, unsigned groups)
{
	static const unsigned long requests[] = { TCGETS, TIOCGWINSZ,
	    FIONREAD, SIOCGIFFLAGS, SIOCGIFINDEX, SIOCGIFNAME };
	const scmp_datum_t self = (scmp_datum_t)getpid();

	/* not TIOCSTI, which types into somebody's terminal */
	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		allow_if(l, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ,
		    requests[i]));
	allow_if(l, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
	/* send(2): to whom the socket is connected already */
	if (!(groups & NETWORK))
		allow_if(l, SCMP_SYS(sendto), SCMP_A4(SCMP_CMP_EQ, 0));
	/* limits are asked for, not set */
	allow_if(l, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0));
	/* abort(3), and signals from thread to thread */
	allow_if(l, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self));
	allow_if(l, SCMP_SYS(kill), SCMP_A0(SCMP_CMP_EQ, self));
}

/* Threads, no processes.  The flags of clone3 are in memory, where a filter
 * does not look: the C library uses clone if there is none. */
static void
allow_threads(struct list *l)
{
	allow_if(l, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD,
	    CLONE_THREAD));
	if (l->rc == 0)
		l->rc = seccomp_rule_add(l->filter, SCMP_ACT_ERRNO(ENOSYS),
		    SCMP_SYS(clone3), 0);
}

static void
allow_groups(struct list *l, unsigned groups)
{
	static const struct {
		unsigned group;
		const int *calls;
	} all[] = { { LOOK, look }, { MAKE, make }, { PACKETS, packets },
	    { NETWORK, network } };

	allow(l, plain);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (groups & all[i].group)
			allow(l, all[i].calls);
	if ((groups & (LOOK | MAKE)) == LOOK)
		allow_reading(l);
	allow_threads(l);
	allow_parts(l, groups);
}

static void
refuse(struct list *l, const int *calls)
{
	for (; *calls != END && l->rc == 0; calls++)
		l->rc = seccomp_rule_add(l->filter, SCMP_ACT_ERRNO(EPERM),
		    *calls, 0);
}

/* Mitigations that the kernel adds to a filtered process slow it by more than
 * the filter; the octets that we parse are no code. */
static int
filter_calls(enum sandbox_role role)
{
	bool forks = role == SANDBOX_LAUNCHER || role == SANDBOX_ZYGOTE;
	struct list l = { .filter = seccomp_init(forks ? SCMP_ACT_ALLOW :
	    SCMP_ACT_ERRNO(EPERM)) };

	if (l.filter == NULL)
		return -ENOMEM;
	(void)seccomp_attr_set(l.filter, SCMP_FLTATR_CTL_SSB, 1);
	(void)seccomp_attr_set(l.filter, SCMP_FLTATR_CTL_TSYNC, 1);
	if (forks)
		refuse(&l, refused);
	if (role == SANDBOX_ZYGOTE)
		refuse(&l, programs);
	if (!forks)
		allow_groups(&l, groups_of[role]);
	if (l.rc == 0)
		l.rc = seccomp_load(l.filter);
	seccomp_release(l.filter);
	return l.rc;
}

#else

static int
filter_calls(enum sandbox_role role)
{
	(void)role;
	return 0;
}

#endif

/* --lua-unsafe, where plugins run? */
static bool
is_free(enum sandbox_role role)
{
	return plugins_may_all && (role == SANDBOX_READER ||
	    role == SANDBOX_LIVE || role == SANDBOX_WORKER ||
	    role == SANDBOX_ZYGOTE);
}

static bool
opens_files(enum sandbox_role role)
{
	return role == SANDBOX_READER || role == SANDBOX_LIVE ||
	    role == SANDBOX_CAPTURE || role == SANDBOX_WORKER;
}

int
sandbox_prepare(bool as_root, char *err, size_t errlen)
{
	const char *later = reach_denied(true);

	overrides = as_root || later != NULL;
	privilege_limit(as_root || reach_denied(false) != NULL);
	if (later == NULL || geteuid() == 0 ||
	    (!off && !plugins_may_all && reach_is_held()))
		return 0;
	snprintf(err, errlen, "%s: user %lu may not write there while packets "
	    "come, and nothing holds root's right to that folder (Landlock): "
	    "-Z root runs as root, -Z USER as somebody who may", later,
	    (unsigned long)geteuid());
	return -1;
}

int
sandbox_enter(enum sandbox_role role, char *err, size_t errlen)
{
	const bool writes = opens_files(role) && role != SANDBOX_WORKER;
	int rc = 0;

	if (entered == getpid())
		return 0;
	entered = getpid();
	privilege_limit(writes && overrides);
#ifdef PR_SET_NO_NEW_PRIVS
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
	if (off || is_free(role))
		return 0;
	if (opens_files(role) && !reach_enforce(writes))
		rc = -errno;
	if (rc == 0)
		rc = filter_calls(role);
	if (rc == 0)
		return 0;
	snprintf(err, errlen, "this system refuses the sandbox (%s): "
	    "--no-sandbox runs without it", strerror(-rc));
	return -1;
}

const char *
sandbox_describe(void)
{
#if defined(TP_INSTRUMENTED)
	return "none (sanitizers or coverage are built in)";
#elif defined(HAVE_SECCOMP)
	return reach_is_there() ? "seccomp, Landlock" :
	    "seccomp; this kernel has no Landlock";
#else
	return reach_is_there() ? "Landlock; built without seccomp" :
	    "none (built without seccomp, and no Landlock)";
#endif
}
