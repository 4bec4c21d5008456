/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "privilege.h"

#define DEFAULT_USER	"tcpdump"	/* as Debian's tcpdump has it */
#define NOBODY		65534

int
privilege_drop_setid(char *err, size_t errlen)
{
	uid_t uid[3];
	gid_t gid[3];

	/* where ids are not mapped, not even one's own can be set */
	if (getresuid(&uid[0], &uid[1], &uid[2]) == 0 && uid[0] == uid[1] &&
	    uid[1] == uid[2] && getresgid(&gid[0], &gid[1], &gid[2]) == 0 &&
	    gid[0] == gid[1] && gid[1] == gid[2])
		return 0;
	if (setgid(getgid()) == 0 && setuid(getuid()) == 0)
		return 0;
	snprintf(err, errlen, "cannot give up set-id rights: %s",
	    strerror(errno));
	return -1;
}

#ifdef __linux__

static struct __user_cap_header_struct head = {
	.version = _LINUX_CAPABILITY_VERSION_3
};

/* What is permitted may come into effect again. */
static void
suspend_capabilities(void)
{
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &head, data) == -1)
		return;
	data[0].effective = data[1].effective = 0;
	(void)syscall(SYS_capset, &head, data);
}

void
privilege_limit(bool writes)
{
	struct __user_cap_data_struct data[2], rest[2] = { { 0 } };

	if (writes && syscall(SYS_capget, &head, data) == 0)
		rest[0].effective = rest[0].permitted =
		    data[0].permitted & 1u << CAP_DAC_OVERRIDE;
	(void)syscall(SYS_capset, &head, rest);
}

static void
keep_capabilities(void)
{
	(void)prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
}

#else

static void
suspend_capabilities(void)
{
}

static void
keep_capabilities(void)
{
}

void
privilege_limit(bool writes)
{
	(void)writes;
}

#endif

/* The groups first: they can no longer be changed once root is given up.
 * pw: NULL for nobody. */
static int
become(const struct passwd *pw)
{
	const uid_t uid = pw != NULL ? pw->pw_uid : NOBODY;
	const gid_t gid = pw != NULL ? pw->pw_gid : NOBODY;

	if (uid == 0)
		return 0;
	keep_capabilities();
	if ((pw != NULL ? initgroups(pw->pw_name, gid) :
	    setgroups(0, NULL)) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
		return -1;
	suspend_capabilities();
	if (setuid(0) == 0) {
		errno = EPERM;		/* a way back is no giving up */
		return -1;
	}
	return 0;
}

/* Of -Z. */
static int
become_named(const char *user, char *err, size_t errlen)
{
	const struct passwd *pw = getpwnam(user);

	if (pw == NULL) {
		snprintf(err, errlen, "Couldn't find user '%.32s'", user);
		return -1;
	}
	if (become(pw) == 0)
		return 0;
	snprintf(err, errlen, "Couldn't change to '%.32s' uid=%lu gid=%lu: %s",
	    user, (unsigned long)pw->pw_uid, (unsigned long)pw->pw_gid,
	    strerror(errno));
	return -1;
}

int
privilege_drop(const char *user, char *err, size_t errlen)
{
	int rc = 0;

	/* Who runs a set-id program must not choose whom it becomes. */
	if (getuid() != 0)
		rc = privilege_drop_setid(err, errlen);
	else if (user != NULL)
		rc = become_named(user, err, errlen);
	else if (become(getpwnam(DEFAULT_USER)) == -1) {
		snprintf(err, errlen, "user 0 stays user 0, since ids cannot "
		    "be changed here (%s); other rights are given up",
		    strerror(errno));
		rc = 1;
	}
	suspend_capabilities();
	return rc;
}

bool
privilege_is_elevated(void)
{
	return geteuid() == 0 || getauxval(AT_SECURE) != 0;
}

bool
privilege_trusts(const char *path)
{
	struct stat st, self;

	if (stat(path, &st) < 0 || stat("/proc/self/exe", &self) < 0)
		return false;
	return (st.st_uid == 0 || st.st_uid == self.st_uid) &&
	    (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}
