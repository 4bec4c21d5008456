/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "loader.h"
#include "privilege.h"
#include "registry.h"

#define BUILD_PLUGINS "/plugins"

struct plugin {
	char *path;
	tp_plugin_desc desc;
	void *self;
	bool running, disabled;
};

struct loader {
	struct registry *registry;
	const tp_host *host;
	struct plugin *plugins;
	size_t n;
	char *const *disabled;
	size_t ndisabled;
};

struct loader *
loader_new(struct registry *registry, const tp_host *host,
    char *const *disabled, size_t n)
{
	struct loader *l = xcalloc(1, sizeof(*l));

	l->registry = registry;
	l->host = host;
	l->disabled = disabled;
	l->ndisabled = n;
	return l;
}

/* ------------------------------------------------------------ one plugin */

/* NULL, or why the descriptor does not fit this host. */
static const char *
abi_mismatch(const tp_plugin_desc *d, char *buf, size_t n)
{
	if (d->magic != TP_ABI_MAGIC)
		return "its tp_plugin is not a tapir plugin descriptor";
	if (d->size < offsetof(tp_plugin_desc, destroy) || d->size > 4096)
		return "its descriptor has an impossible size";
	/* while the major is 0, every minor may break the one before */
	if (d->abi_major == TP_ABI_MAJOR &&
	    (TP_ABI_MAJOR != 0 || d->abi_minor == TP_ABI_MINOR))
		return NULL;
	snprintf(buf, n, "it is built for plugin ABI %u.%u, and this is "
	    "%u.%u: rebuild it", d->abi_major, d->abi_minor, TP_ABI_MAJOR,
	    TP_ABI_MINOR);
	return buf;
}

static bool
is_disabled(const struct loader *l, const char *name)
{
	for (size_t i = 0; i < l->ndisabled; i++)
		if (strcmp(l->disabled[i], name) == 0)
			return true;
	return false;
}

static bool
is_known(const struct loader *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->plugins[i].desc.name, name) == 0)
			return true;
	return false;
}

/* NULL, or why it did not load; buf may hold the words. */
static const char *
load(struct loader *l, const char *path, char *buf, size_t n)
{
	void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const tp_plugin_desc *d;
	struct plugin *p, one = { 0 };
	const char *why;
	tp_error e = { "" };

	if (handle == NULL) {
		snprintf(buf, n, "%s", dlerror());
		return buf;
	}
	d = dlsym(handle, "tp_plugin");
	why = d == NULL ? "it has no symbol tp_plugin" :
	    abi_mismatch(d, buf, n);
	if (why == NULL) {
		memcpy(&one.desc, d, d->size < sizeof(one.desc) ? d->size :
		    sizeof(one.desc));
		if (one.desc.name == NULL || one.desc.init == NULL)
			why = "its descriptor has no name or no init";
	}
	if (why != NULL || is_known(l, one.desc.name)) {
		dlclose(handle);
		return why;
	}
	one.disabled = is_disabled(l, one.desc.name);
	registry_plugin(l->registry, one.desc.name);
	if (!one.disabled && one.desc.init(l->host, &one.self, &e) < 0) {
		/* left mapped: what it has registered may point into it */
		snprintf(buf, n, "its init failed: %.200s",
		    e.msg[0] ? e.msg : "it gives no reason");
		return buf;
	}
	one.running = !one.disabled;
	one.path = xstrdup(path);
	l->plugins = xrealloc(l->plugins, l->n + 1, sizeof(*l->plugins));
	p = &l->plugins[l->n++];
	*p = one;
	return NULL;
}

void
loader_file(struct loader *l, const char *path)
{
	char buf[512], full[PATH_MAX];
	const char *why;

	/* dlopen() would search its own folders for a name without one */
	snprintf(full, sizeof(full), "%s%s", strchr(path, '/') ? "" : "./",
	    path);
	why = load(l, full, buf, sizeof(buf));
	if (why != NULL)
		fatal("--plugin %s: %s", path, why);
}

/* --------------------------------------------------------------- folders */

static bool
has_suffix(const char *s, const char *suffix)
{
	size_t n = strlen(s), k = strlen(suffix);

	return n > k && strcmp(s + n - k, suffix) == 0;
}

static int
is_shared_object(const struct dirent *e)
{
	return has_suffix(e->d_name, ".so");
}

static bool
load_folder(struct loader *l, const char *folder, void *arg)
{
	struct dirent **list;
	char path[PATH_MAX], buf[512];
	const char *why;
	bool check = privilege_is_elevated();
	int n;

	(void)arg;
	if (check && access(folder, F_OK) == 0 && !privilege_trusts(folder)) {
		warning("plugin folder %s is skipped: others than root may "
		    "write it", folder);
		return false;
	}
	n = scandir(folder, &list, is_shared_object, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder,
		    list[i]->d_name);
		free(list[i]);
		if (check && !privilege_trusts(path)) {
			warning("plugin %s is skipped: others than root may "
			    "write it", path);
			continue;
		}
		why = load(l, path, buf, sizeof(buf));
		if (why != NULL)
			warning("plugin %s is not loaded: %s", path, why);
	}
	if (n >= 0)
		free(list);
	return false;
}

/* The folder of plugins beside an executable that runs from its build tree;
 * false if there is none. */
static bool
build_folder(char *path, size_t n)
{
	ssize_t len = readlink("/proc/self/exe", path, n - 1);
	char *slash;

	if (len <= 0)
		return false;
	path[len] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL || n - (size_t)(slash - path) <=
	    sizeof(BUILD_PLUGINS))
		return false;
	memcpy(slash, BUILD_PLUGINS, sizeof(BUILD_PLUGINS));
	return access(path, F_OK) == 0;
}

/* What is done with a folder of plugins; true: no further one is wanted. */
typedef bool folder_fn(struct loader *, const char *folder, void *arg);

static bool
each_of_path(struct loader *l, const char *path, folder_fn *fn, void *arg)
{
	char *copy = xstrdup(path), *save = NULL;
	bool done = false;

	for (char *s = strtok_r(copy, ":", &save); !done && s != NULL;
	    s = strtok_r(NULL, ":", &save))
		done = fn(l, s, arg);
	free(copy);
	return done;
}

/* In their order; with elevated privilege only the last two. */
static void
each_folder(struct loader *l, folder_fn *fn, void *arg)
{
	const char *env = getenv("TAPIR_PLUGIN_PATH"), *home = getenv("HOME");
	bool all = !privilege_is_elevated();
	char path[PATH_MAX];

	if (all && env != NULL && each_of_path(l, env, fn, arg))
		return;
	if (all && home != NULL) {
		snprintf(path, sizeof(path), "%s/.local/lib/tapir/plugins",
		    home);
		if (fn(l, path, arg))
			return;
	}
	if (build_folder(path, sizeof(path)) && fn(l, path, arg))
		return;
	(void)fn(l, TAPIR_PLUGINDIR, arg);
}

void
loader_search(struct loader *l)
{
	each_folder(l, load_folder, NULL);
}

/* The plugin that runs scripts with a suffix. */
struct host_search {
	const char *suffix;
	bool loaded;
};

/* What does not load is said, and ends the search as what does. */
static bool
load_host(struct loader *l, const char *folder, void *arg)
{
	struct host_search *h = arg;
	char path[PATH_MAX + 64], buf[512];
	const char *why;

	snprintf(path, sizeof(path), "%s/hosts/%s.so", folder, h->suffix);
	if (access(path, F_OK) != 0)
		return false;
	if (privilege_is_elevated() && !privilege_trusts(path))
		why = "others than root may write it";
	else
		why = load(l, path, buf, sizeof(buf));
	h->loaded = why == NULL;
	if (why != NULL)
		warning("plugin %s is not loaded: %s", path, why);
	return true;
}

bool
loader_host(struct loader *l, const char *suffix)
{
	struct host_search h = { suffix, false };

	each_folder(l, load_host, &h);
	return h.loaded;
}

bool
loader_check(const struct loader *l)
{
	bool good = true;

	for (size_t i = 0; i < l->ndisabled; i++) {
		if (is_known(l, l->disabled[i]))
			continue;
		warning("--disable-plugin %s: no such plugin "
		    "(--list-plugins lists them)", l->disabled[i]);
		good = false;
	}
	return good;
}

void
loader_free(struct loader *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct plugin *p = &l->plugins[i];

		if (p->running && p->desc.destroy != NULL)
			p->desc.destroy(p->self);
		free(p->path);
	}
	free(l->plugins);
	free(l);
}

void
loader_list(const struct loader *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct plugin *p = &l->plugins[i];

		printf("%s\t%s\t%s\t%s%s\n", p->desc.name,
		    p->desc.version ? p->desc.version : "?", p->path,
		    p->desc.description ? p->desc.description : "",
		    p->disabled ? " (disabled)" : "");
	}
}
