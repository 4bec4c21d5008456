/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <pcap/pcap.h>

#include "bare_source.h"
#include "dump.h"
#include "fatal.h"
#include "files.h"
#include "output.h"
#include "postprocess.h"
#include "reach.h"
#include "series.h"
#include "signals.h"
#include "split.h"
#include "verbs.h"

#define KEPT_MAX	65536u	/* files that --on-full remembers */
/* What the kernel hands over late goes before the turn of -G. */
#define LATE_NSEC	100000000
#define NSEC		1000000000

struct files {
	const struct options *o;
	struct dump_config config;
	struct series *series;
	struct postprocess *post;	/* -z, or NULL */
	struct bare_source *bare;	/* --anonymize, or NULL */
	struct frame shown;		/* and what it makes of a frame */
	struct split *split;		/* instead of a series, or NULL */
	struct dump *dump;		/* the file at hand; NULL: at need */
	bool live;
	bool started;			/* so does the series */
	bool failed;
	int status;
	uint64_t made, frames, octets;	/* frames, octets: of complete files */
	char **kept;			/* complete files, the oldest first */
	size_t nkept;
	uint64_t deleted;
};

void
files_late(struct timespec *ts)
{
	ts->tv_nsec -= LATE_NSEC;
	if (ts->tv_nsec < 0) {
		ts->tv_sec--;
		ts->tv_nsec += NSEC;
	}
}

bool
files_clock_alone(const struct options *o)
{
	return o->tstamp_type == PCAP_TSTAMP_ADAPTER ||
	    o->tstamp_type == PCAP_TSTAMP_ADAPTER_UNSYNCED;
}

static int64_t
clock_sec(bool late)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	if (late)
		files_late(&ts);
	return ts.tv_sec;
}

/* And it is open before packets come. */
static bool
is_one_file(const struct options *o)
{
	return o->rotate_size == 0 && o->rotate_seconds == 0 &&
	    !o->rotate_on_hup && o->split_by == NULL && !o->per_flow;
}

struct files *
files_new(const struct options *o, struct name_cache *names)
{
	const struct series_config c = {
		.path = o->write_file, .sized = o->rotate_size != 0,
		.seconds = o->rotate_seconds, .files = o->rotate_files,
		.before_suffix = o->number_before_suffix,
		.empty_files = o->empty_files
	};
	struct files *fs;

	/* what starts and stops by itself is a file of rules */
	if (o->write_file == NULL || o->dry_run || o->start_on != NULL ||
	    o->stop_on != NULL)
		return NULL;
	fs = xcalloc(1, sizeof(*fs));
	fs->o = o;
	if (strcmp(o->write_file, "-") != 0)
		reach_write(o->write_file, is_one_file(o));
	fs->config = dump_config_of(o);
	fs->config.names = names;
	/* numbers may come behind the suffix */
	if (!o->append)
		dump_settle(&fs->config, o->write_file);
	fs->series = series_new(&c);
	if (o->rotate_command != NULL)
		fs->post = postprocess_new(o->rotate_command);
	if (o->rotate_on_hup)
		signals_rotate_on_hup();
	if (o->split_by != NULL || o->per_flow)
		fs->split = split_new(o, &fs->config);
	if (o->anonymize)
		fs->bare = bare_source_new();
	if (series_overwrites(&c))
		warning("-G: there is no time in the name `%s', so that each "
		    "file takes the place of the one before: write it as in "
		    "x-%%s.pcap, or give -W", o->write_file);
	return fs;
}

static const char *
error_of(const struct files *fs)
{
	return fs->split != NULL ? split_error(fs->split) :
	    dump_error(fs->dump);
}

/* A reader of our standard output that went away is no error to talk of. */
static enum files_rc
fail(struct files *fs, const char *why)
{
	bool quiet = errno == EPIPE && strcmp(fs->o->write_file, "-") == 0;

	if (!fs->failed)
		fs->status = quiet ? EXIT_OUTPUT : 1;
	if (!fs->failed && !quiet)
		warning("%s", why);
	fs->failed = true;
	return FILES_FAILED;
}

/* ------------------------------------------------------ room on the disk */

static void
forget(struct files *fs, size_t i)
{
	free(fs->kept[i]);
	fs->nkept--;
	memmove(fs->kept + i, fs->kept + i + 1,
	    (fs->nkept - i) * sizeof(*fs->kept));
}

/* That file is written anew: it is no longer the old one of its name. */
static void
renew(struct files *fs, const char *path)
{
	for (size_t i = 0; i < fs->nkept; i++)
		if (strcmp(fs->kept[i], path) == 0) {
			forget(fs, i);
			return;
		}
}

static void
keep(struct files *fs, const char *path)
{
	if (!fs->o->delete_oldest)
		return;
	if (fs->kept == NULL)
		fs->kept = xcalloc(KEPT_MAX, sizeof(*fs->kept));
	if (fs->nkept == KEPT_MAX)
		forget(fs, 0);
	fs->kept[fs->nkept++] = xstrdup(path);
}

/* After a write failed: is there room again? */
static bool
make_room(struct files *fs)
{
	bool gone = false;

	if (errno != ENOSPC && errno != EDQUOT)
		return false;
	while (!gone && fs->nkept > 0) {
		/* who has it open still, keeps no space by that */
		gone = truncate(fs->kept[0], 0) == 0;
		gone = unlink(fs->kept[0]) == 0 && gone;
		forget(fs, 0);
	}
	fs->deleted += gone;
	return gone;
}

/* 0: the file is well, or well again. */
static int
mended(struct files *fs, int rc)
{
	while (rc == -1 && make_room(fs))
		rc = dump_retry(fs->dump);
	return rc;
}

/* ------------------------------------------------------- the file at hand */

/* The source as the files are to show it. */
static struct source *
shown(struct files *fs, struct source *s)
{
	return fs->bare != NULL ? bare_source_of(fs->bare, s) : s;
}

static enum files_rc
open_next(struct files *fs, struct source *s)
{
	const char *name = series_name(fs->series);
	char error[512];

	if (name == NULL) {
		snprintf(error, sizeof(error), "-w: `%s' makes no file name "
		    "at this time", fs->o->write_file);
		return fail(fs, error);
	}
	renew(fs, name);
	do
		fs->dump = dump_open(name, &fs->config, shown(fs, s), error,
		    sizeof(error));
	while (fs->dump == NULL && make_room(fs));
	if (fs->dump == NULL)
		return fail(fs, error);
	fs->made++;
	return FILES_OK;
}

static void
count(struct files *fs)
{
	fs->frames += dump_frames(fs->dump);
	fs->octets += dump_octets(fs->dump);
}

/* Only a file: the name may be that of a device. */
static void
remove_file(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
		(void)unlink(path);
}

/* What is to stand at the end of a pcapng. */
static int
finish(struct files *fs, struct source *s)
{
	struct source_stats st;

	if (s->stats != NULL)
		(void)s->stats(s, &st);
	return mended(fs, dump_finish(fs->dump, shown(fs, s)));
}

/* s: NULL once the sources are gone. */
static enum files_rc
complete(struct files *fs, struct source *s, bool last)
{
	bool empty, good;
	char *path, error[600];
	int why;

	if (fs->dump == NULL)
		return FILES_OK;
	good = (s == NULL || finish(fs, s) == 0) &&
	    mended(fs, dump_flush(fs->dump)) == 0;
	why = errno;
	snprintf(error, sizeof(error), "%s", dump_error(fs->dump));
	count(fs);
	empty = dump_frames(fs->dump) == 0 && !last && !fs->o->empty_files;
	path = xstrdup(dump_path(fs->dump));
	if (dump_close(fs->dump) == -1 && good) {
		/* some file systems tell of a full disk here only */
		why = errno;
		snprintf(error, sizeof(error), "%s: %s", path, strerror(why));
		good = false;
	}
	fs->dump = NULL;
	if (good && empty) {
		remove_file(path);
		series_forget(fs->series);
		fs->made--;
	} else if (good) {
		keep(fs, path);
		if (fs->post != NULL)
			postprocess_file(fs->post, path);
	}
	free(path);
	errno = why;
	return good ? FILES_OK : fail(fs, error);
}

/* -------------------------------------------------------------- the turns */

static enum files_rc
turn(struct files *fs, struct source *s, int64_t sec)
{
	const uint64_t size = (uint64_t)fs->o->rotate_size;
	enum files_rc rc;

	for (;;) {
		switch (series_due(fs->series, sec, size != 0 &&
		    fs->dump != NULL && dump_reached(fs->dump, size + 1))) {
		case SERIES_STAY:
			return FILES_OK;
		case SERIES_FULL:
			fprintf(stderr, "Maximum file limit reached: %d\n",
			    fs->o->rotate_files);
			return FILES_FULL;
		case SERIES_TURN:
			if (fs->o->limits.files != 0 &&
			    fs->made >= fs->o->limits.files)
				return FILES_FULL;
			break;
		}
		rc = complete(fs, s, false);
		if (rc == FILES_OK && fs->o->empty_files)
			rc = open_next(fs, s);
		if (rc != FILES_OK)
			return rc;
	}
}

static void
start(struct files *fs, int64_t sec)
{
	if (!fs->started)
		series_start(fs->series, sec);
	fs->started = true;
}

enum files_rc
files_source(struct files *fs, struct source *s, const char *name,
    bool live)
{
	fs->live = live;
	if (fs->dump != NULL || fs->split != NULL) {
		if ((fs->split != NULL ? split_source(fs->split, s) :
		    dump_source(fs->dump, shown(fs, s))) == 0)
			return FILES_OK;
		if (errno != EINVAL)
			return fail(fs, error_of(fs));
		warning("%s: new dlt does not match original", name);
		fs->status = 1;
		return FILES_FAILED;
	}
	if (fs->started || (!live && fs->o->rotate_seconds != 0))
		return FILES_OK;
	start(fs, clock_sec(false));
	return open_next(fs, s);
}

/* The frame as it may be shown; one that nobody has looked at, without its
 * octets. */
static const struct frame *
anonymized(struct files *fs, const struct frame *f, const struct extract *x)
{
	uint32_t n = x != NULL && x->shown != NULL ? x->shown_len : 0;

	fs->shown = *f;
	fs->shown.data = n != 0 ? x->shown : NULL;
	fs->shown.caplen = n < f->caplen ? n : f->caplen;
	fs->shown.comment = NULL;
	fs->shown.options = NULL;
	fs->shown.options_len = 0;
	return &fs->shown;
}

enum files_rc
files_write(struct files *fs, struct source *s, const struct frame *f,
    const struct extract *x, const char *comment)
{
	enum files_rc rc = FILES_OK;
	int64_t sec = f->sec;

	if (fs->split != NULL)
		return split_write(fs->split, s, f, x,
		    comment) == 0 ? FILES_OK :
		    fail(fs, split_error(fs->split));
	if (fs->live && files_clock_alone(fs->o))
		sec = clock_sec(false);
	start(fs, sec);
	if (fs->o->rotate_size != 0 || fs->o->rotate_seconds != 0)
		rc = turn(fs, s, sec);
	if (rc == FILES_OK && fs->dump == NULL)
		rc = open_next(fs, s);
	/* one that failed earlier would not take the frame */
	if (rc == FILES_OK && dump_error(fs->dump)[0] != '\0' &&
	    mended(fs, dump_flush(fs->dump)) == -1)
		rc = fail(fs, dump_error(fs->dump));
	if (fs->bare != NULL)
		f = anonymized(fs, f, x);
	if (rc == FILES_OK && mended(fs, dump_write(fs->dump, shown(fs, s), f,
	    x, comment)) == -1)
		rc = fail(fs, dump_error(fs->dump));
	return rc;
}

enum files_rc
files_tick(struct files *fs, struct source *s)
{
	enum files_rc rc = FILES_OK;

	if (fs->post != NULL)
		postprocess_poll(fs->post);
	if (signals_rotate) {
		signals_rotate = 0;
		if (fs->o->limits.files != 0 &&
		    fs->made >= fs->o->limits.files)
			return FILES_FULL;
		series_turn(fs->series);
		rc = complete(fs, s, false);
	}
	if (rc == FILES_OK && fs->live && fs->o->rotate_seconds != 0)
		rc = turn(fs, s, clock_sec(true));
	if (rc == FILES_OK && (fs->split != NULL ? split_tick(fs->split) :
	    fs->dump != NULL ? mended(fs, dump_tick(fs->dump)) : 0) == -1)
		rc = fail(fs, error_of(fs));
	return rc;
}

void
files_flush(struct files *fs)
{
	if (fs->split != NULL)
		(void)split_flush(fs->split);
	else if (fs->dump != NULL)
		(void)mended(fs, dump_flush(fs->dump));
}

static void
files_free(struct files *fs)
{
	series_free(fs->series);
	if (fs->bare != NULL)
		bare_source_free(fs->bare);
	if (fs->post != NULL)
		postprocess_free(fs->post);
	while (fs->nkept > 0)
		free(fs->kept[--fs->nkept]);
	free(fs->kept);
	free(fs);
}

static void
post_file(void *post, const char *path)
{
	postprocess_file(post, path);
}

/* s: NULL once the sources are gone. */
static void
complete_split(struct files *fs, struct source *s)
{
	uint64_t crowded = split_crowded(fs->split);

	if (split_close(fs->split, s) == -1)
		(void)fail(fs, split_error(fs->split));
	if (crowded > 0)
		warning("--max-files: there are %d files; %llu packets with "
		    "other values are in the file without one",
		    fs->o->max_files, (unsigned long long)crowded);
	if (fs->post != NULL && !fs->failed)
		split_each(fs->split, post_file, fs->post);
	fs->made = split_files(fs->split);
	fs->frames = split_frames(fs->split);
	split_free(fs->split);
	fs->split = NULL;
}

void
files_end(struct files *fs, struct source *s, bool last)
{
	if (fs->split != NULL) {
		if (last)
			complete_split(fs, s);
		return;
	}
	if (fs->o->split_by != NULL || fs->o->per_flow)
		return;
	if (!last) {
		if (fs->dump != NULL)
			(void)finish(fs, s);
		return;
	}
	if (!fs->started) {
		start(fs, clock_sec(false));
		if (open_next(fs, s) != FILES_OK)
			return;
	}
	(void)complete(fs, s, true);
}

int
files_close(struct files *fs, int status)
{
	if (fs->split != NULL)
		complete_split(fs, NULL);
	(void)complete(fs, NULL, true);
	if (status == 0)
		status = fs->status;
	if (fs->post != NULL)
		postprocess_wait(fs->post);
	if (fs->deleted > 0)
		warning("--on-full: %llu file%s deleted to make room",
		    (unsigned long long)fs->deleted,
		    fs->deleted == 1 ? "" : "s");
	files_free(fs);
	return status;
}

int
files_status(const struct files *fs)
{
	return fs->status;
}

bool
files_have_comments(const struct files *fs)
{
	return fs->dump != NULL ? dump_has_comments(fs->dump) :
	    fs->config.format == DUMP_PCAPNG;
}

uint64_t
files_made(const struct files *fs)
{
	return fs->split != NULL ? split_files(fs->split) : fs->made;
}

uint64_t
files_frames(const struct files *fs)
{
	if (fs->split != NULL)
		return split_frames(fs->split);
	return fs->frames + (fs->dump != NULL ? dump_frames(fs->dump) : 0);
}

bool
files_reached(struct files *fs, uint64_t octets)
{
	if (fs->split != NULL)
		return split_octets(fs->split) >= octets;
	return fs->octets >= octets || (fs->dump != NULL &&
	    dump_reached(fs->dump, octets - fs->octets));
}

void
files_say(const struct files *fs)
{
	const unsigned long long frames = files_frames(fs),
	    made = files_made(fs);

	if (fs->dump != NULL)
		warning("%s: %llu packets; %llu packets in %llu files",
		    dump_path(fs->dump),
		    (unsigned long long)dump_frames(fs->dump), frames, made);
	else
		warning("%llu packets in %llu files", frames, made);
}
