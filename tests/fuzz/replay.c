/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * In libFuzzer's place, where the compiler has none: runs the fuzz target once
 * with each file named.
 *
 *	-runs=N		and then with N changed ones, the same ones each time
 *	-last=FILE	holds what ran last, in its first octets, behind four
 *			that say how many: also if that was the end
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define MAX_INPUT 8192u
#define MAX_CHANGES 4u

struct input {
	uint8_t *data;
	size_t n;
};

static struct input *inputs;
static size_t ninputs;

/* false: it cannot be read. */
static bool
read_input(const char *path, struct input *in)
{
	FILE *f = fopen(path, "rb");
	size_t got;

	*in = (struct input){ NULL, 0 };
	if (f == NULL) {
		perror(path);
		return false;
	}
	do {
		uint8_t *more = realloc(in->data, in->n + 65536);

		if (more == NULL)
			abort();
		in->data = more;
		got = fread(in->data + in->n, 1, 65536, f);
		in->n += got;
	} while (got != 0);
	fclose(f);
	return true;
}

/* In memory of just that size, so that a sanitizer sees reads past it. */
static void
run(const uint8_t *data, size_t n)
{
	uint8_t *copy = malloc(n != 0 ? n : 1);

	if (copy == NULL)
		abort();
	memcpy(copy, data, n);
	(void)LLVMFuzzerTestOneInput(copy, n);
	free(copy);
}

/* -------------------------------------------------------------- changes */

static uint64_t state = 0x9e3779b97f4a7c15;

static size_t
below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state >> 11) % n;
}

static void
insert(uint8_t *p, size_t *n, size_t at, const uint8_t *s, size_t k)
{
	if (*n + k > MAX_INPUT)
		return;
	memmove(p + at + k, p + at, *n - at);
	if (s != NULL)
		memcpy(p + at, s, k);
	else
		memset(p + at, (int)below(256), k);
	*n += k;
}

static void
erase(uint8_t *p, size_t *n, size_t at, size_t k)
{
	if (k > *n - at)
		k = *n - at;
	memmove(p + at, p + at + k, *n - at - k);
	*n -= k;
}

static void
change(uint8_t *p, size_t *n)
{
	static const uint8_t odd[] = { 0, 1, 0x7f, 0x80, 0xff, 0xc0, 4, 0x20 };
	const struct input *other = &inputs[below(ninputs)];
	size_t at = *n != 0 ? below(*n) : 0, from;

	switch (*n == 0 ? 4 : below(6)) {
	case 0:
		p[at] = (uint8_t)(p[at] ^ 1u << below(8));
		break;
	case 1:
		p[at] = odd[below(sizeof(odd))];
		break;
	case 2:
		p[at] = (uint8_t)(p[at] + below(9) - 4);
		break;
	case 3:
		erase(p, n, at, 1 + below(16));
		break;
	case 4:
		insert(p, n, at, NULL, 1 + below(16));
		break;
	default:
		if (other->n == 0)
			break;
		from = below(other->n);
		insert(p, n, at, other->data + from,
		    1 + below(other->n - from));
	}
}

/* Where the last input is told; NULL: nowhere. */
static uint8_t *
last_of(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
	void *p = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, MAX_INPUT + 4) == 0)
		p = mmap(NULL, MAX_INPUT + 4, PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
	if (p == MAP_FAILED) {
		perror(path);
		exit(2);
	}
	return p;
}

static void
run_changed(uint8_t *last)
{
	static uint8_t own[MAX_INPUT + 4];
	const struct input *in = &inputs[below(ninputs)];
	uint8_t *p = last != NULL ? last : own;
	size_t n = in->n < MAX_INPUT ? in->n : MAX_INPUT;
	uint32_t told;

	memcpy(p + 4, in->data, n);
	for (size_t i = 1 + below(MAX_CHANGES); i > 0; i--)
		change(p + 4, &n);
	told = (uint32_t)n;
	memcpy(p, &told, sizeof(told));
	run(p + 4, n);
}

int
main(int argc, char *argv[])
{
	int failed = 0;
	unsigned long runs = 0;
	uint8_t *last = NULL;

	inputs = calloc((size_t)argc, sizeof(*inputs));
	if (inputs == NULL)
		abort();
	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "-runs=", 6) == 0)
			runs = strtoul(argv[i] + 6, NULL, 10);
		else if (strncmp(argv[i], "-last=", 6) == 0)
			last = last_of(argv[i] + 6);
		else if (read_input(argv[i], &inputs[ninputs]))
			ninputs++;
		else
			failed++;
	}
	for (size_t i = 0; i < ninputs; i++)
		run(inputs[i].data, inputs[i].n);
	for (unsigned long i = 0; ninputs != 0 && i < runs; i++)
		run_changed(last);
	for (size_t i = 0; i < ninputs; i++)
		free(inputs[i].data);
	free(inputs);
	printf("%zu passed, %d failed\n", ninputs, failed);
	return failed != 0;
}
