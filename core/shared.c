/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/mman.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "shared.h"

int
shared_file(void)
{
	int fd;

#ifdef __linux__
	fd = memfd_create("tapir", MFD_CLOEXEC | MFD_ALLOW_SEALING);
#else
	char name[64];

	snprintf(name, sizeof(name), "/tapir-%ld-%p", (long)getpid(),
	    (void *)&fd);
	fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	(void)shm_unlink(name);
#endif
	if (fd < 0)
		fatal("no shared memory: %s (--no-isolation needs none)",
		    strerror(errno));
	return fd;
}

static void *
map(int fd, size_t size, int protection, int flags)
{
	void *memory = mmap(NULL, size, protection, MAP_SHARED | flags, fd, 0);

	if (memory == MAP_FAILED)
		fatal_memory();
	return memory;
}

/* The seal holds for all that is mapped after this. */
void *
shared_map(int fd, size_t size)
{
	void *memory;

	if (ftruncate(fd, (off_t)size) < 0)
		fatal_memory();
	memory = map(fd, size, PROT_READ | PROT_WRITE, 0);
#ifdef F_SEAL_FUTURE_WRITE
	(void)fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE | F_SEAL_GROW |
	    F_SEAL_SHRINK | F_SEAL_SEAL);
#endif
	return memory;
}

const void *
shared_view(int fd, size_t size)
{
	return map(fd, size, PROT_READ, 0);
}

void *
shared_by_all(size_t size)
{
	return map(-1, size, PROT_READ | PROT_WRITE,
	    MAP_ANONYMOUS | MAP_NORESERVE);
}

void
shared_unmap(const void *memory, size_t size)
{
	(void)munmap((void *)(uintptr_t)memory, size);
}
