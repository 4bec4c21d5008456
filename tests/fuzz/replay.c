/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * In libFuzzer's place, where the compiler has none: runs the fuzz target once
 * with each file named.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* 0, or 1 if the file cannot be read. */
static int
replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t n = 0, got;

	if (f == NULL) {
		perror(path);
		return 1;
	}
	do {
		uint8_t *more = realloc(data, n + 65536);

		if (more == NULL)
			abort();
		data = more;
		got = fread(data + n, 1, 65536, f);
		n += got;
	} while (got != 0);
	fclose(f);
	(void)LLVMFuzzerTestOneInput(data, n);
	free(data);
	return 0;
}

int
main(int argc, char *argv[])
{
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed += replay(argv[i]);
	printf("%d passed, %d failed\n", argc - 1 - failed, failed);
	return failed != 0;
}
