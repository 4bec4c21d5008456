/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "output.h"
#include "privilege.h"
#include "reach.h"
#include "scripts.h"

#define MAX_SUFFIX 16u

struct script {
	tp_script pub;			/* first: plugins see this */
	char *path;
	const char *name;		/* of the file, without its suffix */
	char suffix[MAX_SUFFIX];
	bool disabled, taken;		/* somebody runs it */
	bool foreign;			/* nobody does */
	char *error;			/* why it did not load; or NULL */
};

static struct script **scripts;		/* they never move */
static size_t nscripts;

/* ------------------------------------------------------------ finding them */

static bool
script_is_known(const char *name)
{
	for (size_t i = 0; i < nscripts; i++)
		if (strcmp(scripts[i]->name, name) == 0)
			return true;
	return false;
}

/* The file's name without folders and suffix, in place. */
static const char *
file_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static const char *
suffix_of(const char *path)
{
	const char *dot = strrchr(file_part(path), '.');

	return dot != NULL && dot[1] != '\0' && strlen(dot + 1) < MAX_SUFFIX &&
	    strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz0123456789") ==
	    strlen(dot + 1) ? dot + 1 : NULL;
}

static struct script *
script_add(const char *path, const char *suffix, uint32_t flags)
{
	struct script *s = xcalloc(1, sizeof(*s));

	s->path = xstrdup(path);
	s->name = file_part(s->path);
	snprintf(s->suffix, sizeof(s->suffix), "%s", suffix);
	s->pub.path = s->path;
	s->pub.flags = flags;
	scripts = xrealloc(scripts, nscripts + 1, sizeof(*scripts));
	scripts[nscripts++] = s;
	return s;
}

static int
is_script(const struct dirent *e)
{
	return e->d_name[0] != '.' && suffix_of(e->d_name) != NULL;
}

static void
find_folder(const char *folder)
{
	bool check = privilege_is_elevated();
	struct dirent **list;
	char path[PATH_MAX];
	int n;

	if (check && access(folder, F_OK) == 0 && !privilege_trusts(folder)) {
		warning("script folder %s is skipped: others than root may "
		    "write it", folder);
		return;
	}
	n = scandir(folder, &list, is_script, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder,
		    list[i]->d_name);
		if (check && !privilege_trusts(path))
			warning("script %s is skipped: others than root may "
			    "write it", path);
		else if (!script_is_known(list[i]->d_name))
			(void)script_add(path, suffix_of(path), 0);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void
find_below_home(const char *below)
{
	const char *home = getenv("HOME");
	char path[PATH_MAX];

	if (home == NULL || privilege_is_elevated())
		return;
	snprintf(path, sizeof(path), "%s/%s", home, below);
	find_folder(path);
}

static void
find_wireshark(void)
{
	find_below_home(".local/lib/wireshark/plugins");
	find_below_home(".config/wireshark/plugins");
	find_folder("/usr/local/lib/wireshark/plugins");
	find_folder("/usr/lib/wireshark/plugins");
}

static void
set_args(struct script *s, const struct options_script *o)
{
	s->pub.args = (const char *const *)o->args.item;
	s->pub.nargs = (uint32_t)o->args.n;
}

static bool
is_disabled(const struct options *o, const char *name)
{
	for (size_t i = 0; i < o->disabled_scripts.n; i++) {
		const char *d = o->disabled_scripts.item[i];
		size_t n = strlen(d);

		if (strncmp(name, d, n) == 0 &&
		    (name[n] == '\0' || name + n + 1 == suffix_of(name)))
			return true;
	}
	return false;
}

void
scripts_find(const struct options *o)
{
	const char *suffix;

	for (size_t i = 0; i < o->nscripts; i++) {
		const char *path = o->scripts[i].path;

		suffix = suffix_of(path);
		if (access(path, R_OK) != 0)
			fatal("--script %s: it cannot be read", path);
		if (suffix == NULL)
			fatal("--script %s: the end of its name does not say "
			    "what language it is in, as .lua does", path);
		set_args(script_add(path, suffix, TP_SCRIPT_NAMED),
		    &o->scripts[i]);
	}
	find_below_home(".local/share/tapir/scripts");
	find_folder(TAPIR_SCRIPTDIR);
	if (o->wireshark_scripts)
		find_wireshark();
	for (size_t i = 0; i < nscripts; i++) {
		scripts[i]->disabled = is_disabled(o, scripts[i]->name);
		if (o->lua_unsafe)
			scripts[i]->pub.flags |= TP_SCRIPT_UNSAFE;
		if (o->lua_profile)
			scripts[i]->pub.flags |= TP_SCRIPT_PROFILE;
	}
}

/* ----------------------------------------------------------- running them */

/* A script may read what stands beside it; so it may in ~/.config/tapir. */
static void
reach_read_beside(const char *path)
{
	const char *slash = strrchr(path, '/'), *home = getenv("HOME");
	char folder[PATH_MAX];

	snprintf(folder, sizeof(folder), "%.*s", slash == NULL ? 1 :
	    slash == path ? 1 : (int)(slash - path), slash == NULL ? "." :
	    path);
	reach_read(folder);
	snprintf(folder, sizeof(folder), "%s/.config/tapir",
	    home != NULL ? home : "");
	reach_read(folder);
}

void
scripts_load(struct loader *l)
{
	/* one that is loaded takes all that have its suffix */
	for (size_t i = 0; i < nscripts; i++) {
		struct script *s = scripts[i];

		if (!s->disabled)
			reach_read_beside(s->path);
		if (s->taken || s->disabled || loader_host(l, s->suffix))
			continue;
		s->foreign = true;
		if (s->pub.flags & TP_SCRIPT_NAMED)
			warning("script %s is not loaded: there is no plugin "
			    "hosts/%s.so to run it", s->path, s->suffix);
	}
}

bool
scripts_check(const struct options *o)
{
	bool good = true;

	for (size_t i = 0; i < nscripts; i++)
		if (scripts[i]->pub.flags & TP_SCRIPT_NAMED &&
		    !scripts[i]->disabled &&
		    (!scripts[i]->taken || scripts[i]->error != NULL))
			good = false;
	for (size_t i = 0; i < o->disabled_scripts.n; i++) {
		const char *name = o->disabled_scripts.item[i];
		bool known = false;

		for (size_t k = 0; k < nscripts; k++)
			known = known || is_disabled(o, scripts[k]->name);
		if (!known)
			warning("--disable-script %s: no such script "
			    "(--list-scripts lists them)", name);
		good = good && known;
	}
	return good;
}

void
scripts_list(void)
{
	for (size_t i = 0; i < nscripts; i++) {
		const struct script *s = scripts[i];

		if (s->foreign)
			continue;
		printf("%s\t%s\t%s\n", s->name, s->path, s->disabled ?
		    "disabled" : s->error != NULL ? s->error : s->taken ?
		    "loaded" : "not loaded");
	}
}

void
scripts_free(void)
{
	for (size_t i = 0; i < nscripts; i++) {
		free(scripts[i]->path);
		free(scripts[i]->error);
		free(scripts[i]);
	}
	free(scripts);
	scripts = NULL;
	nscripts = 0;
}

/* --------------------------------------------------- what plugins call */

static const tp_script *
host_script(const tp_host *h, const char *suffix, uint32_t i)
{
	(void)h;
	for (size_t k = 0; k < nscripts; k++) {
		struct script *s = scripts[k];

		if (s->disabled || strcmp(s->suffix, suffix) != 0 || i-- != 0)
			continue;
		s->taken = true;
		return &s->pub;
	}
	return NULL;
}

static void
host_script_failed(const tp_host *h, const tp_script *pub, const char *why)
{
	struct script *s = NULL;

	(void)h;
	for (size_t i = 0; i < nscripts; i++)
		if (&scripts[i]->pub == pub)
			s = scripts[i];
	if (s == NULL || s->error != NULL)
		return;
	s->error = xstrdup(why);
	warning("script %s is not loaded: %s", s->path, why);
}

static void
host_print(const tp_host *h, const char *s, uint32_t n)
{
	(void)h;
	output_put(s, n);
}

void
scripts_host(tp_host *h)
{
	h->script = host_script;
	h->script_failed = host_script_failed;
	h->print = host_print;
}
