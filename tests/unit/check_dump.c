/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The writer of pcap files.  The octets expected are those of pcap-savefile(5)
 * and were compared with tcpdump -w.
 */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dump.h"
#include "savefile.h"
#include "source.h"

#define ETHERNET	1
#define FILE_HEADER	24
#define RECORD_HEADER	16
#define BUFFER		(256 * 1024)

static char path[] = "/tmp/check_dump.XXXXXX";
static uint8_t payload[300000];
static const struct capture_if ifs[] = {
	{ .linktype = ETHERNET, .snaplen = 65535 }
};
static const struct source source = { .ifs = ifs, .nifs = 1 };

static void
setup(void)
{
	size_t i;
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	close(fd);
	for (i = 0; i < sizeof(payload); i++)
		payload[i] = (uint8_t)(i * 7 + 1);
}

static void
teardown(void)
{
	unlink(path);
}

static struct dump *
opened(const char *name, bool nano)
{
	char err[512] = "";
	const struct dump_config config = { .nano = nano, .flush_ms = 1000 };
	struct dump *d = dump_open(name, &config, &source, err, sizeof(err));

	ck_assert_msg(d != NULL, "%s", err);
	return d;
}

static struct frame
frame_of(int64_t sec, uint64_t nsec, uint32_t caplen)
{
	struct frame f = { .data = payload, .caplen = caplen, .len = 400000,
	    .sec = sec, .nsec = nsec };

	return f;
}

static off_t
size_of(const char *name)
{
	struct stat st;

	ck_assert_int_eq(stat(name, &st), 0);
	return st.st_size;
}

/* The whole file; *len octets.  To be freed. */
static uint8_t *
contents(size_t *len)
{
	uint8_t *data;
	int fd = open(path, O_RDONLY);

	ck_assert_int_ne(fd, -1);
	*len = (size_t)size_of(path);
	data = malloc(*len + 1);
	ck_assert_ptr_nonnull(data);
	ck_assert_int_eq(read(fd, data, *len), (ssize_t)*len);
	close(fd);
	return data;
}

static void
ck_file_header(const uint8_t *p, uint32_t magic)
{
	const uint16_t version[2] = { 2, 4 };
	const uint32_t rest[4] = { 0, 0, 65535, ETHERNET };

	ck_assert_mem_eq(p, &magic, 4);
	ck_assert_mem_eq(p + 4, version, sizeof(version));
	ck_assert_mem_eq(p + 8, rest, sizeof(rest));
}

static void
ck_record(const uint8_t *p, uint32_t sec, uint32_t part, uint32_t caplen)
{
	const uint32_t header[4] = { sec, part, caplen, 400000 };

	ck_assert_mem_eq(p, header, sizeof(header));
	ck_assert_int_eq(memcmp(p + sizeof(header), payload, caplen), 0);
}

START_TEST(octets)
{
	bool nano = _i == 1;
	struct dump *d = opened(path, nano);
	struct frame f[3];
	uint8_t *data;
	size_t len;

	f[0] = frame_of(1, 2003004, 0);
	f[1] = frame_of(0xffffffff, 999999999, 5);
	/* What a damaged file says about the fraction is handed through. */
	f[2] = frame_of(3, 2147483648000, 20);
	ck_assert_int_eq(dump_write(d, &source, &f[0], NULL, NULL), 0);
	ck_assert_int_eq(dump_write(d, &source, &f[1], NULL, NULL), 0);
	ck_assert_int_eq(dump_write(d, &source, &f[2], NULL, NULL), 0);
	ck_assert_str_eq(dump_error(d), "");
	ck_assert_int_eq(dump_close(d), 0);
	data = contents(&len);
	ck_assert_uint_eq(len, FILE_HEADER + 3 * RECORD_HEADER + 25);
	ck_file_header(data, nano ? 0xa1b23c4d : 0xa1b2c3d4);
	ck_record(data + 24, 1, nano ? 2003004 : 2003, 0);
	ck_record(data + 40, 0xffffffff, nano ? 999999999 : 999999, 5);
	ck_record(data + 61, 3, nano ? 0 : 2147483648, 20);
	free(data);
}
END_TEST

START_TEST(whole_records_per_write)
{
	struct dump *d = opened(path, false);
	struct frame f = frame_of(1, 0, 1000);
	int i, fit = (BUFFER - FILE_HEADER) / (RECORD_HEADER + 1000);

	for (i = 0; i < fit; i++)
		ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
	ck_assert_int_eq(size_of(path), 0);
	ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
	ck_assert_int_eq(size_of(path), FILE_HEADER + fit * 1016);
	ck_assert_int_eq(dump_flush(d), 0);
	ck_assert_int_eq(size_of(path), FILE_HEADER + (fit + 1) * 1016);
	ck_assert_int_eq(dump_close(d), 0);
	ck_assert_int_eq(size_of(path), FILE_HEADER + (fit + 1) * 1016);
}
END_TEST

START_TEST(header_on_flush)
{
	struct dump *d = opened(path, false);

	ck_assert_int_eq(dump_flush(d), 0);
	ck_assert_int_eq(size_of(path), FILE_HEADER);
	ck_assert_int_eq(dump_close(d), 0);
	ck_assert_int_eq(size_of(path), FILE_HEADER);
}
END_TEST

START_TEST(frame_longer_than_buffer)
{
	struct dump *d = opened(path, false);
	struct frame f = frame_of(1, 0, 300000), small = frame_of(2, 0, 3);
	uint8_t *data;
	size_t len;

	ck_assert_int_eq(dump_write(d, &source, &small, NULL, NULL), 0);
	ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
	ck_assert_int_eq(dump_write(d, &source, &small, NULL, NULL), 0);
	ck_assert_int_eq(dump_close(d), 0);
	data = contents(&len);
	ck_assert_uint_eq(len, 24 + 3 * 16 + 300006);
	ck_record(data + 24, 2, 0, 3);
	ck_record(data + 43, 1, 0, 300000);
	ck_record(data + 43 + 300016, 2, 0, 3);
	free(data);
}
END_TEST

START_TEST(mode_and_truncation)
{
	struct stat st;
	struct dump *d;

	/* An old file is emptied and keeps its mode. */
	ck_assert_int_eq(truncate(path, 1000), 0);
	d = opened(path, false);
	ck_assert_int_eq(dump_close(d), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, FILE_HEADER);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	unlink(path);
	umask(027);
	d = opened(path, false);
	ck_assert_int_eq(dump_close(d), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0640);
}
END_TEST

START_TEST(open_errors)
{
	const struct dump_config config = { .nano = false };
	char err[512] = "";

	ck_assert_ptr_null(dump_open("/nonexistent/x", &config, &source, err,
	    sizeof(err)));
	ck_assert_str_eq(err, "/nonexistent/x: No such file or directory");
	ck_assert_ptr_null(dump_open("/", &config, &source, err, sizeof(err)));
	ck_assert_str_eq(err, "/: Is a directory");
}
END_TEST

static uint32_t
get32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The block at p: its type is the one wanted; returns its end. */
static const uint8_t *
ck_block(const uint8_t *p, uint32_t type)
{
	uint32_t len = get32(p + 4);

	ck_assert_uint_eq(get32(p), type);
	ck_assert_uint_eq(len % 4, 0);
	ck_assert_uint_eq(get32(p + len - 4), len);
	return p + len;
}

/*
 * draft-ietf-opsawg-pcapng: a section, two interfaces of different link types,
 * one of them with nanoseconds; packets with comments; counts.
 */
START_TEST(pcapng)
{
	char eth0[] = "eth0", expr[] = "udp";
	uint8_t kept[] = { 1, 0, 4, 0, 'k', 'e', 'p', 't' };
	const struct capture_if two[] = {
		{ .linktype = ETHERNET, .snaplen = 65535, .name = eth0,
		    .filter = expr, .resolution = 1000000000,
		    .counts = { .has = 1U << COUNT_OS_DROPPED, .time = 7000,
		    .value = { [COUNT_OS_DROPPED] = 3 } } },
		{ .linktype = 113, .snaplen = 96, .resolution = 1000000 }
	};
	const struct source s = { .ifs = two, .nifs = 2 };
	const struct dump_config config = { .format = DUMP_PCAPNG,
	    .flush_ms = 1000, .comment = "why" };
	struct frame f = frame_of(2, 5000, 5);
	const uint8_t *p, *next;
	uint8_t *data;
	char err[512];
	size_t len;
	struct dump *d = dump_open(path, &config, &s, err, sizeof(err));

	ck_assert_ptr_nonnull(d);
	ck_assert_int_eq(dump_write(d, &s, &f, NULL, "new"), 0);
	f.iface = 1;
	f.options = kept;
	f.options_len = sizeof(kept);
	ck_assert_int_eq(dump_write(d, &s, &f, NULL, NULL), 0);
	ck_assert_uint_eq(dump_frames(d), 2);
	ck_assert_int_eq(dump_finish(d, &s), 0);
	ck_assert_int_eq(dump_close(d), 0);
	p = data = contents(&len);
	next = ck_block(p, 0x0a0d0d0a);
	ck_assert_uint_eq(get32(p + 8), 0x1a2b3c4d);
	ck_assert_mem_eq(next - 16, "\1\0\3\0why\0\0\0\0\0", 12);
	p = next;
	next = ck_block(p, 1);
	ck_assert_uint_eq(get32(p + 8), ETHERNET);
	ck_assert_uint_eq(get32(p + 12), 65535);
	ck_assert_mem_eq(p + 16, "\2\0\4\0eth0\13\0\4\0\0udp\11\0\1\0\11\0\0\0"
	    "\0\0\0\0", 28);
	p = next;
	next = ck_block(p, 1);
	ck_assert_uint_eq(get32(p + 4), 20);	/* nothing to say but this: */
	ck_assert_uint_eq(get32(p + 8), 113);
	ck_assert_uint_eq(get32(p + 12), 96);
	p = next;
	next = ck_block(p, 6);
	ck_assert_uint_eq(get32(p + 8), 0);
	ck_assert_uint_eq(get32(p + 16), 2000005000);
	ck_assert_uint_eq(get32(p + 20), 5);
	ck_assert_uint_eq(get32(p + 24), 400000);
	ck_assert_mem_eq(p + 28, payload, 5);
	ck_assert_mem_eq(p + 36, "\1\0\3\0new\0\0\0\0\0", 12);
	p = next;
	next = ck_block(p, 6);
	ck_assert_uint_eq(get32(p + 8), 1);
	ck_assert_uint_eq(get32(p + 16), 2000005);
	ck_assert_mem_eq(p + 36, kept, sizeof(kept));
	p = next;
	next = ck_block(p, 5);
	ck_assert_uint_eq(get32(p + 8), 0);
	ck_assert_uint_eq(get32(p + 16), 7000);
	ck_assert_mem_eq(p + 20, "\7\0\10\0\3\0\0\0\0\0\0\0\0\0\0\0", 16);
	ck_assert_ptr_eq(next, data + len);
	free(data);
}
END_TEST

/* A pcap file cannot; a file that is there is not touched. */
START_TEST(two_linktypes)
{
	const struct capture_if two[] = {
		{ .linktype = ETHERNET }, { .linktype = 113 }
	};
	const struct source both = { .ifs = two, .nifs = 2 };
	const struct source other = { .ifs = two + 1, .nifs = 1 };
	const struct dump_config config = { .flush_ms = 1000 };
	struct frame f = frame_of(1, 0, 10);
	struct dump *d;
	char err[512];

	ck_assert_int_eq(truncate(path, 1000), 0);
	ck_assert_ptr_null(dump_open(path, &config, &both, err, sizeof(err)));
	ck_assert_int_eq(errno, EINVAL);
	ck_assert_ptr_nonnull(strstr(err, "one link type"));
	ck_assert_int_eq(size_of(path), 1000);
	d = opened(path, false);
	ck_assert_int_eq(dump_source(d, &other), -1);
	ck_assert_int_eq(errno, EINVAL);
	ck_assert_int_eq(dump_write(d, &other, &f, NULL, NULL), -1);
	ck_assert_int_eq(errno, EINVAL);
	ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
	ck_assert_int_eq(dump_close(d), 0);
	ck_assert_int_eq(size_of(path), 24 + 16 + 10);
}
END_TEST

START_TEST(exclusive)
{
	const struct dump_config config = { .exclusive = true };
	char err[512];

	ck_assert_int_eq(truncate(path, 1000), 0);
	ck_assert_ptr_null(dump_open(path, &config, &source, err,
	    sizeof(err)));
	ck_assert_int_eq(errno, EEXIST);
	ck_assert_int_eq(size_of(path), 1000);
}
END_TEST

START_TEST(full_disk)
{
	struct dump *d = opened("/dev/full", false);
	struct frame f = frame_of(1, 0, 1000);

	ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
	ck_assert_int_eq(dump_flush(d), -1);
	ck_assert_int_eq(errno, ENOSPC);
	ck_assert_str_eq(dump_error(d), "/dev/full: No space left on device; "
	    "it holds 0 packets");
	errno = 0;
	ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), -1);
	ck_assert_int_eq(errno, ENOSPC);
	ck_assert_str_eq(dump_error(d), "/dev/full: No space left on device; "
	    "it holds 0 packets");
	errno = 0;
	ck_assert_int_eq(dump_close(d), -1);
	ck_assert_int_eq(errno, ENOSPC);
}
END_TEST

/* The file has all of retry's frames, in order. */
static void
ck_all_read(void)
{
	char err[512];
	struct source *s = savefile_open(path, err, sizeof(err));
	struct frame f;

	ck_assert_msg(s != NULL, "%s", err);
	for (int i = 0; i < 1000; i++) {
		ck_assert_int_eq(s->next(s, &f), SOURCE_FRAME);
		ck_assert_int_eq(f.data[500] | f.data[501] << 8, i);
	}
	ck_assert_int_eq(s->next(s, &f), SOURCE_END);
	s->close(s);
}

/* What did not get out is kept, and all is there once there is room. */
START_TEST(retry)
{
	static const enum compression kinds[] = {
		COMPRESS_NONE, COMPRESS_GZIP, COMPRESS_ZSTD, COMPRESS_LZ4
	};
	const struct dump_config config = { .flush_ms = 1000,
	    .compression = kinds[_i] };
	struct frame f = frame_of(1, 0, 1000);
	struct rlimit limit, before;
	char err[512];
	struct dump *d;

	if (!compress_is_built(kinds[_i]))
		return;
	d = dump_open(path, &config, &source, err, sizeof(err));
	ck_assert_ptr_nonnull(d);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 3000;
	for (int i = 0; i < 1000; i++) {
		if (i == 500)
			ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
		payload[500] = (uint8_t)i;
		payload[501] = (uint8_t)(i >> 8);
		if (dump_write(d, &source, &f, NULL, NULL) == 0)
			continue;
		ck_assert_int_eq(errno, EFBIG);
		ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
		ck_assert_int_eq(dump_retry(d), 0);
		ck_assert_str_eq(dump_error(d), "");
	}
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	ck_assert_int_eq(dump_retry(d), 0);
	ck_assert_uint_eq(dump_frames(d), 1000);
	ck_assert_uint_eq(dump_octets(d), (uint64_t)size_of(path));
	ck_assert_int_eq(dump_close(d), 0);
	ck_all_read();
}
END_TEST

/* -C of a compressed file counts what is on the disk. */
START_TEST(reached)
{
	const struct dump_config config = { .flush_ms = 1000,
	    .compression = COMPRESS_GZIP };
	struct frame f = frame_of(1, 0, 1000);
	char err[512];
	struct dump *d;
	int n = 0;

	if (!compress_is_built(COMPRESS_GZIP))
		return;
	memset(payload, 0, 1000);
	d = dump_open(path, &config, &source, err, sizeof(err));
	ck_assert_ptr_nonnull(d);
	while (!dump_reached(d, 20000)) {
		ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
		n++;
	}
	/* Zeros: many more than would fit as they are. */
	ck_assert_int_ge(n, 100);
	ck_assert_int_ge(size_of(path), 20000);
	ck_assert_int_lt(size_of(path), 21000);
	ck_assert_int_eq(dump_close(d), 0);
}
END_TEST

/*
 * A write that fails in the middle of a record, here for the file's size limit:
 * what stays are whole records.
 */
START_TEST(cut_back)
{
	/* Room for so much, what is then left. */
	static const struct {
		rlim_t limit;
		off_t size;
	} t[] = {
		{ 10, 0 }, { 24, 24 }, { 39, 24 }, { 40 + 999, 24 },
		{ 24 + 1016, 24 + 1016 }, { 5000, 24 + 4 * 1016 },
		{ 300000, 24 + 295 * 1016 }
	};
	struct dump *d = opened(path, false);
	struct rlimit limit, before;
	struct frame f = frame_of(1, 0, 1000);
	int i, why, rc = 0;

	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = t[_i].limit;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	for (i = 0; i < 600 && rc == 0; i++)
		rc = dump_write(d, &source, &f, NULL, NULL);
	why = errno;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	ck_assert_int_eq(rc, -1);
	ck_assert_int_eq(why, EFBIG);
	ck_assert_ptr_nonnull(strstr(dump_error(d), ": File too large"));
	ck_assert_int_eq(strncmp(dump_error(d), path, strlen(path)), 0);
	ck_assert_int_eq(dump_close(d), -1);
	ck_assert_int_eq(size_of(path), t[_i].size);
}
END_TEST

static void
on_alarm(int sig)
{
	(void)sig;
}

/* Reads the pipe slowly and in odd pieces; exits with 0 if all is there. */
static void
slow_reader(int fd, int frames)
{
	static uint8_t all[2000000];
	size_t len = 0, i;
	ssize_t n;

	while ((n = read(fd, all + len, 40961)) > 0) {
		len += (size_t)n;
		usleep(2000);
	}
	if (len != 24 + (size_t)frames * 1016)
		_exit(1);
	for (i = 24; i < len; i += 1016)
		if (memcmp(all + i + 16, payload, 1000) != 0)
			_exit(2);
	_exit(0);
}

/* Short writes, interrupted ones, and with _i == 1 ones that would block. */
START_TEST(slow_pipe)
{
	const struct itimerval often = { { 0, 1000 }, { 0, 1000 } };
	struct sigaction sa;
	struct frame f = frame_of(1, 0, 1000);
	struct dump *d;
	int fd[2], i, status;
	pid_t child;

	ck_assert_int_eq(pipe(fd), 0);
	child = fork();
	ck_assert_int_ne(child, -1);
	if (child == 0) {
		close(fd[1]);
		slow_reader(fd[0], 1500);
	}
	close(fd[0]);
	ck_assert_int_eq(dup2(fd[1], STDOUT_FILENO), STDOUT_FILENO);
	close(fd[1]);
	if (_i == 1)
		fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_alarm;
	sigaction(SIGALRM, &sa, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	d = opened("-", false);
	for (i = 0; i < 1500; i++)
		ck_assert_int_eq(dump_write(d, &source, &f, NULL, NULL), 0);
	ck_assert_int_eq(dump_close(d), 0);
	/* The standard output stays open: it is not ours. */
	ck_assert_int_eq(close(STDOUT_FILENO), 0);
	while (waitpid(child, &status, 0) == -1)
		ck_assert_int_eq(errno, EINTR);
	ck_assert_int_eq(status, 0);
}
END_TEST

START_TEST(closed_pipe)
{
	struct dump *d;
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	close(fd[0]);
	ck_assert_int_eq(dup2(fd[1], STDOUT_FILENO), STDOUT_FILENO);
	signal(SIGPIPE, SIG_IGN);
	d = opened("-", false);
	ck_assert_int_eq(dump_flush(d), -1);
	ck_assert_int_eq(errno, EPIPE);
	ck_assert_str_eq(dump_error(d), "standard output: Broken pipe; "
	    "it holds 0 packets");
	ck_assert_int_eq(dump_close(d), -1);
}
END_TEST

static Suite *
dump_suite(void)
{
	Suite *suite = suite_create("dump");
	TCase *tc = tcase_create("dump");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, octets, 0, 2);
	tcase_add_test(tc, whole_records_per_write);
	tcase_add_test(tc, header_on_flush);
	tcase_add_test(tc, frame_longer_than_buffer);
	tcase_add_test(tc, mode_and_truncation);
	tcase_add_test(tc, open_errors);
	tcase_add_test(tc, pcapng);
	tcase_add_test(tc, two_linktypes);
	tcase_add_test(tc, exclusive);
	tcase_add_test(tc, full_disk);
	tcase_add_loop_test(tc, retry, 0, 4);
	tcase_add_test(tc, reached);
	tcase_add_loop_test(tc, cut_back, 0, 7);
	tcase_add_loop_test(tc, slow_pipe, 0, 2);
	tcase_add_test(tc, closed_pipe);
	suite_add_tcase(suite, tc);
	return suite;
}

int
main(void)
{
	SRunner *runner = srunner_create(dump_suite());
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
