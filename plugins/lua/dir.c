/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dir: folders, and the functions that say where files are.
 *
 * What changes folders is only for scripts that run with --lua-unsafe.
 */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classes.h"
#include "keep.h"
#include "paths.h"
#include "values.h"

struct dir_object {
	struct object object;
	DIR *dir;			/* NULL: closed, or all read */
	char suffix[32];
};

static const struct class class_dir;

static struct dir_object *
at(lua_State *L, int arg)
{
	return object_check(L, arg, &class_dir);
}

/* ---------------------------------------------------------------- reading */

/* Dir.open(path [, suffix]) */
static int
dir_open(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);
	const char *suffix = luaL_optstring(L, 2, "");
	struct dir_object *o = class_new(L, &class_dir, sizeof(*o), 0);
	struct stat st;

	luaL_argcheck(L, strlen(suffix) < sizeof(o->suffix), 2,
	    "extension too long");
	memcpy(o->suffix, suffix, strlen(suffix));
	luaL_argcheck(L, stat(path, &st) == 0 && S_ISDIR(st.st_mode), 1,
	    "Dir_open: directory does not exist");
	keep_room_for_file(L);
	o->dir = opendir(path);
	if (o->dir == NULL)
		return luaL_error(L, "Dir_open: %s: %s", path,
		    strerror(errno));
	keep_files(L, 1);
	return 1;
}

static int
dir_close(lua_State *L)
{
	struct dir_object *o = at(L, 1);

	if (o->dir == NULL)
		return 0;
	closedir(o->dir);
	o->dir = NULL;
	keep_files(L, -1);
	return 0;
}

static bool
is_wanted(const struct dir_object *o, const char *name)
{
	size_t n = strlen(name), m = strlen(o->suffix);

	return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && n >= m &&
	    strcmp(name + n - m, o->suffix) == 0;
}

/* dir(): the next name, nil at the end */
static int
dir_call(lua_State *L)
{
	struct dir_object *o = at(L, 1);
	struct dirent *e = NULL;

	while (o->dir != NULL && (e = readdir(o->dir)) != NULL) {
		if (is_wanted(o, e->d_name))
			break;
		guard_check(L);
	}
	if (e == NULL) {
		dir_close(L);
		return 0;
	}
	lua_pushstring(L, e->d_name);
	return 1;
}

/* true: a folder, false: something else, nil: nothing */
static int
dir_exists(lua_State *L)
{
	struct stat st;

	if (stat(luaL_checkstring(L, 1), &st) != 0)
		lua_pushnil(L);
	else
		lua_pushboolean(L, S_ISDIR(st.st_mode));
	return 1;
}

/* --------------------------------------------------------------- changing */

/* true: done, false: it was there, nil: it cannot be */
static int
dir_make(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);

	unsafe_check(L, "Dir.make");
	if (mkdir(path, 0755) == 0)
		lua_pushboolean(L, 1);
	else if (errno == EEXIST)
		lua_pushboolean(L, 0);
	else
		lua_pushnil(L);
	return 1;
}

/* true: done, false: not empty, nil: there is none */
static int
dir_remove(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);

	unsafe_check(L, "Dir.remove");
	if (rmdir(path) == 0)
		lua_pushboolean(L, 1);
	else if (errno == ENOENT || errno == ENOTDIR)
		lua_pushnil(L);
	else
		lua_pushboolean(L, 0);
	return 1;
}

/* With the files and empty folders in it. */
static int
dir_remove_all(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);
	struct dirent *e;
	DIR *dir;

	unsafe_check(L, "Dir.remove_all");
	dir = opendir(path);
	if (dir == NULL)
		return dir_remove(L);
	while ((e = readdir(dir)) != NULL) {
		int flags = e->d_type == DT_DIR ? AT_REMOVEDIR : 0;

		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0)
			(void)unlinkat(dirfd(dir), e->d_name, flags);
	}
	closedir(dir);
	return dir_remove(L);
}

/* ------------------------------------------------------------------ paths */

/* A folder with the name at 1, if there is one. */
static int
push_path(lua_State *L, enum path_folder folder)
{
	const char *name = luaL_optstring(L, 1, "");

	path_push(L, folder);
	if (*name != '\0') {
		lua_pushfstring(L, "/%s", name);
		lua_concat(L, 2);
	}
	return 1;
}

static int
personal_config_path(lua_State *L)
{
	return push_path(L, PATH_PERSONAL);
}

static int
global_config_path(lua_State *L)
{
	return push_path(L, PATH_GLOBAL);
}

static int
personal_plugins_path(lua_State *L)
{
	return push_path(L, PATH_PERSONAL_SCRIPTS);
}

static int
global_plugins_path(lua_State *L)
{
	return push_path(L, PATH_GLOBAL_SCRIPTS);
}

static int
file_exists(lua_State *L)
{
	struct stat st;

	lua_pushboolean(L, stat(luaL_checkstring(L, 1), &st) == 0);
	return 1;
}

static const luaL_Reg statics[] = {
	{ "open", dir_open }, { "exists", dir_exists }, { "make", dir_make },
	{ "remove", dir_remove }, { "remove_all", dir_remove_all },
	{ "personal_config_path", personal_config_path },
	{ "global_config_path", global_config_path },
	{ "personal_plugins_path", personal_plugins_path },
	{ "global_plugins_path", global_plugins_path }, { NULL, NULL }
};

static const luaL_Reg methods[] = { { "close", dir_close }, { NULL, NULL } };

static const luaL_Reg meta[] = {
	{ "__call", dir_call }, { "__gc", dir_close }, { NULL, NULL }
};

static const struct class class_dir = {
	.name = "Dir", .statics = statics, .methods = methods, .meta = meta,
};

static const luaL_Reg functions[] = {
	{ "persconffile_path", personal_config_path },
	{ "datafile_path", global_config_path },
	{ "file_exists", file_exists }, { NULL, NULL }
};

void
lua_class_dir(lua_State *L)
{
	class_open(L, &class_dir);
	lua_pushglobaltable(L);
	luaL_setfuncs(L, functions, 0);
	path_push(L, PATH_GLOBAL);
	lua_pushliteral(L, "/");
	lua_concat(L, 2);
	lua_setfield(L, -2, "DATA_DIR");
	path_push(L, PATH_PERSONAL);
	lua_pushliteral(L, "/");
	lua_concat(L, 2);
	lua_setfield(L, -2, "USER_DIR");
	lua_pop(L, 1);
}
