/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

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

int
privilege_drop_setid(char *err, size_t errlen)
{
	if (setgid(getgid()) == 0 && setuid(getuid()) == 0)
		return 0;
	snprintf(err, errlen, "cannot give up set-id rights: %s",
	    strerror(errno));
	return -1;
}

/* The groups first: they can no longer be changed once root is given up. */
static int
become(const struct passwd *pw)
{
	if (initgroups(pw->pw_name, pw->pw_gid) != 0 ||
	    setgid(pw->pw_gid) != 0 || setuid(pw->pw_uid) != 0)
		return -1;
	if (setuid(0) == 0) {
		errno = EPERM;		/* a way back is no giving up */
		return -1;
	}
	return 0;
}

int
privilege_drop(const char *user, char *err, size_t errlen)
{
	const struct passwd *pw;

	/* Who runs a set-id program must not choose whom it becomes. */
	if (user == NULL || getuid() != 0)
		return privilege_drop_setid(err, errlen);
	pw = getpwnam(user);
	if (pw == NULL) {
		snprintf(err, errlen, "Couldn't find user '%.32s'", user);
		return -1;
	}
	if (pw->pw_uid == 0 || become(pw) == 0)
		return 0;
	snprintf(err, errlen, "Couldn't change to '%.32s' uid=%lu gid=%lu: %s",
	    user, (unsigned long)pw->pw_uid, (unsigned long)pw->pw_gid,
	    strerror(errno));
	return -1;
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
