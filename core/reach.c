/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__) && defined(SYS_landlock_create_ruleset)
#include <linux/landlock.h>
#define TP_LANDLOCK
#endif

#include "fatal.h"
#include "reach.h"

struct place {
	char *path;		/* what was said */
	char *folder;		/* where it is written; NULL: it is read */
	bool once;
};

static struct place *places;
static size_t nplaces;
static bool anywhere;

static void
add(const char *path, char *folder, bool once)
{
	places = xrealloc(places, nplaces + 1, sizeof(*places));
	places[nplaces++] = (struct place){ xstrdup(path), folder, once };
}

void
reach_read(const char *path)
{
	add(path, NULL, false);
}

void
reach_write(const char *path, bool once)
{
	size_t n = strcspn(path, "{%");
	char *folder;

	while (n > 0 && path[n - 1] != '/')
		n--;
	/* "/x" is in "/", and "x" in "." */
	folder = n == 0 ? xstrdup(".") : strndup(path, n > 1 ? n - 1 : 1);
	if (folder == NULL)
		fatal_memory();
	add(path, folder, once);
}

void
reach_write_anywhere(void)
{
	anywhere = true;
}

bool
reach_writes(void)
{
	for (size_t i = 0; i < nplaces; i++)
		if (places[i].folder != NULL)
			return true;
	return anywhere;
}

bool
reach_tell(char *paths, size_t n, size_t *used)
{
	*used = 0;
	for (size_t i = 0; i < nplaces; i++) {
		size_t length = strlen(places[i].path) + 1;

		if (places[i].folder == NULL)
			continue;
		if (length > n - *used)
			return false;
		memcpy(paths + *used, places[i].path, length);
		*used += length;
	}
	return !anywhere;
}

void
reach_told(const char *paths, size_t used)
{
	const char *end = paths + used;

	for (; paths < end; paths += strlen(paths) + 1)
		reach_write(paths, false);
}

bool
reach_is_held(void)
{
	return !anywhere && reach_is_there();
}

/* A file that is there is written, another is made. */
static bool
is_writable(const struct place *p)
{
	if (faccessat(AT_FDCWD, p->path, F_OK, AT_EACCESS) == 0)
		return faccessat(AT_FDCWD, p->path, W_OK, AT_EACCESS) == 0 &&
		    (p->once || faccessat(AT_FDCWD, p->folder, W_OK | X_OK,
		    AT_EACCESS) == 0);
	/* a folder that is not there either, will be said by who opens */
	return faccessat(AT_FDCWD, p->folder, W_OK | X_OK, AT_EACCESS) == 0 ||
	    errno == ENOENT;
}

const char *
reach_denied(bool later)
{
	for (size_t i = 0; i < nplaces; i++)
		if (places[i].folder != NULL && !(later && places[i].once) &&
		    !is_writable(&places[i]))
			return places[i].path;
	return NULL;
}

#if defined(TP_LANDLOCK) && !defined(TP_INSTRUMENTED)

/* What the headers of an older kernel lack; 3 is that of Linux 6.2. */
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ull << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ull << 14)
#endif

#define READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITES_FILE (LANDLOCK_ACCESS_FS_WRITE_FILE | \
    LANDLOCK_ACCESS_FS_TRUNCATE)
#define WRITES (READS | WRITES_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | \
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | WRITES_FILE)

static uint64_t handled;
static int ruleset;

static int
version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
}

bool
reach_is_there(void)
{
	return version() > 0;
}

/* What is not there, or not to be had by our user, needs no rule. */
static void
allow(const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = access & handled,
		.parent_fd = open(path, O_PATH | O_CLOEXEC)
	};
	struct stat st;

	if (rule.parent_fd == -1)
		return;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= OF_FILES;
	(void)syscall(SYS_landlock_add_rule, ruleset,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

/* The name may be that of a device, or a link to elsewhere. */
static void
allow_writing(const struct place *p)
{
	struct stat st;

	allow(p->folder, WRITES);
	if (lstat(p->path, &st) == 0 && !S_ISREG(st.st_mode) &&
	    !S_ISDIR(st.st_mode))
		allow(p->path, OF_FILES);
}

/* Of the C library, the resolver of services, libcrypto and libpcap. */
static void
allow_system(void)
{
	static const char *const paths[] = { "/usr", "/lib", "/lib64",
	    "/etc/ld.so.cache", "/etc/localtime", "/etc/nsswitch.conf",
	    "/etc/services", "/etc/protocols", "/etc/ethers",
	    "/etc/ssl/openssl.cnf", "/proc/self", "/sys/class/net",
	    "/sys/devices", "/dev/null", "/dev/urandom" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		allow(paths[i], READS);
	allow("/dev/null", OF_FILES);
}

bool
reach_enforce(bool writes)
{
	const int has = version();
	struct landlock_ruleset_attr attr;
	bool good;

	if (has <= 0)
		return true;
	handled = (1ull << 13) - 1;
	handled |= has >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0;
	handled |= has >= 3 ? LANDLOCK_ACCESS_FS_TRUNCATE : 0;
	memset(&attr, 0, sizeof(attr));
	attr.handled_access_fs = handled;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr,
	    sizeof(attr), 0);
	if (ruleset == -1)
		return false;
	tzset();		/* of any file that TZ names */
	allow_system();
	if (anywhere && writes)
		allow("/", WRITES);
	for (size_t i = 0; i < nplaces; i++)
		if (places[i].folder == NULL)
			allow(places[i].path, READS);
		else if (writes)
			allow_writing(&places[i]);
	good = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	(void)close(ruleset);
	return good;
}

#else

/* A build for tests alone: as if it were held. */
bool
reach_is_there(void)
{
#ifdef TP_INSTRUMENTED
	return true;
#else
	return false;
#endif
}

bool
reach_enforce(bool writes)
{
	(void)writes;
	return true;
}

#endif
