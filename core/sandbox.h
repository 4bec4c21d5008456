/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a process of ours may still ask of the system once it reads packets:
 * an allow list of system calls for each role (seccomp).  Dissectors parse
 * hostile octets, and what takes one over gets no further than its process
 * needs to go.
 *
 * A call that is not on the list fails with EPERM and the process goes on, for
 * a plugin that tries what it may not is to get its answer like from any other
 * failing call, and libraries that probe for something are to live without it.
 * Nothing is logged.  No list has ptrace, mount, bpf, keyctl, kexec, io_uring
 * and the like; execve is the launcher's alone (launcher.h), and socket that of
 * helpers which ask the network.
 *
 * Files that it opens by name are those of reach.h, and a capability it has
 * none, or that to write there.  no_new_privs is set in any case: what is executed gains nothing by a set-id
 * bit or file capabilities.
 *
 * A filter cannot be taken back and is what children inherit.  Each process
 * enters its role once, after it has opened what it needs.
 */
#ifndef TAPIR_SANDBOX_H
#define TAPIR_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

enum sandbox_role {
	SANDBOX_READER,		/* reads files, dissects, prints, writes */
	SANDBOX_LIVE,		/* the same with packets of interfaces */
	SANDBOX_CAPTURE,	/* takes packets from interfaces, writes files */
	SANDBOX_WORKER,		/* dissects and prints; opens for reading only */
	SANDBOX_ZYGOTE,		/* forks workers, which have its list and one of
				 * their own: all but programs, the network, and
				 * what the launcher has not */
	SANDBOX_KEEPER,		/* cuts files that are open already */
	SANDBOX_RESOLVER,	/* asks the network; opens for reading only */
	SANDBOX_LAUNCHER,	/* starts programs, which have its list: all but
				 * what changes the system or looks into other
				 * processes */
	SANDBOX_ROLES
};

/* --no-sandbox: no process has a list. */
void	sandbox_switch_off(void);
/* --lua-unsafe: nor has one that runs plugins. */
void	sandbox_permit_plugins(void);

/*
 * Once privilege_drop() has been called, and before files are opened for
 * writing: whether the right to write any file stays, and for how long, is
 * worked out from what reach.h was told.  It stays only where our user may not
 * write and Landlock holds it to those folders, or with -Z root.  0, or -1 with
 * one line in err: the run must end then.
 */
int	sandbox_prepare(bool as_root, char *err, size_t errlen);

/*
 * For the calling process and all its threads, for good, with its capabilities
 * and files (reach.h); from the second time on it does nothing.  0, or -1 with
 * one line in err that names the remedy: the run must end then.
 */
int	sandbox_enter(enum sandbox_role, char *err, size_t errlen);

/* Of this build, for --version. */
const char *sandbox_describe(void);

#endif
