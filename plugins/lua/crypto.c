/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * luagcrypt, as scripts require() it, and GcryptCipher, as Wireshark 4.6 has it:
 * ciphers and digests, by libcrypto, which is opened when the first is asked
 * for.  Numbers of algorithms and modes are libgcrypt's.
 *
 *	gcrypt.Cipher(algorithm, mode), GcryptCipher.open(algorithm, mode)
 *	gcrypt.Hash(algorithm, [gcrypt.MD_FLAG_HMAC])
 */
#include <stdio.h>
#include <string.h>

#include "classes.h"
#include "keep.h"
#include "values.h"

enum { MODE_ECB = 1, MODE_CFB, MODE_CBC, MODE_OFB = 5, MODE_CTR, MODE_GCM = 9 };
enum { FLAG_HMAC = 2 };
#define MAX_KEY		64u
#define MAX_IV		16u
#define MAX_DIGEST	64u
#define CONTEXT_SIZE	((size_t)1024)	/* about: that of libcrypto */

struct name {
	const char *name;
	int number;
	const char *theirs;		/* libcrypto's */
};

static const struct name ciphers[] = {
	{ "CIPHER_AES", 7, "AES-128" }, { "CIPHER_AES128", 7, "AES-128" },
	{ "CIPHER_AES192", 8, "AES-192" }, { "CIPHER_AES256", 9, "AES-256" },
	{ "CIPHER_3DES", 2, "DES-EDE3" }, { NULL, 0, NULL }
};

static const struct name modes[] = {
	{ "CIPHER_MODE_ECB", MODE_ECB, "ECB" },
	{ "CIPHER_MODE_CFB", MODE_CFB, "CFB" },
	{ "CIPHER_MODE_CBC", MODE_CBC, "CBC" },
	{ "CIPHER_MODE_OFB", MODE_OFB, "OFB" },
	{ "CIPHER_MODE_CTR", MODE_CTR, "CTR" },
	{ "CIPHER_MODE_GCM", MODE_GCM, "GCM" }, { NULL, 0, NULL }
};

static const struct name digests[] = {
	{ "MD_MD5", 1, "MD5" }, { "MD_SHA1", 2, "SHA1" },
	{ "MD_SHA224", 11, "SHA224" }, { "MD_SHA256", 8, "SHA256" },
	{ "MD_SHA384", 9, "SHA384" }, { "MD_SHA512", 10, "SHA512" },
	{ NULL, 0, NULL }
};

static const char *
name_of(const struct name *list, lua_Integer number)
{
	for (; list->name != NULL; list++)
		if (list->number == number)
			return list->theirs;
	return NULL;
}

/* -------------------------------------------------------------- libcrypto */

#ifdef HAVE_CRYPTO
#include <dlfcn.h>
#include <openssl/evp.h>

/* Of libcrypto 3, by their names. */
#define FUNCTIONS(F)							\
	F(EVP_CIPHER *, EVP_CIPHER_fetch, (void *, const char *,	\
	    const char *))						\
	F(void, EVP_CIPHER_free, (EVP_CIPHER *))			\
	F(int, EVP_CIPHER_get_key_length, (const EVP_CIPHER *))		\
	F(EVP_CIPHER_CTX *, EVP_CIPHER_CTX_new, (void))			\
	F(void, EVP_CIPHER_CTX_free, (EVP_CIPHER_CTX *))		\
	F(int, EVP_CIPHER_CTX_ctrl, (EVP_CIPHER_CTX *, int, int, void *)) \
	F(int, EVP_CIPHER_CTX_set_padding, (EVP_CIPHER_CTX *, int))	\
	F(int, EVP_CipherInit_ex, (EVP_CIPHER_CTX *, const EVP_CIPHER *, \
	    void *, const unsigned char *, const unsigned char *, int))	\
	F(int, EVP_CipherUpdate, (EVP_CIPHER_CTX *, unsigned char *,	\
	    int *, const unsigned char *, int))				\
	F(int, EVP_CipherFinal_ex, (EVP_CIPHER_CTX *, unsigned char *,	\
	    int *))							\
	F(EVP_MD *, EVP_MD_fetch, (void *, const char *, const char *))	\
	F(void, EVP_MD_free, (EVP_MD *))				\
	F(int, EVP_Digest, (const void *, size_t, unsigned char *,	\
	    unsigned *, const EVP_MD *, void *))			\
	F(unsigned char *, HMAC, (const EVP_MD *, const void *, int,	\
	    const unsigned char *, size_t, unsigned char *, unsigned *))

static struct {
	void *so;
#define MEMBER(type, name, args) type (*name) args;
	FUNCTIONS(MEMBER)
} lib;

static void
find(lua_State *L, const char *name, void *to)
{
	void *p = dlsym(lib.so, name);

	if (p == NULL) {
		(void)dlclose(lib.so);
		lib.so = NULL;
		luaL_error(L, "gcrypt: libcrypto has no %s", name);
	}
	memcpy(to, &p, sizeof(p));
}

static void
need(lua_State *L)
{
	if (lib.so != NULL)
		return;
	lib.so = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
	if (lib.so == NULL)
		luaL_error(L, "gcrypt: libcrypto.so.3 is missing (package "
		    "libssl3)");
#define FIND(type, name, args) find(L, #name, &lib.name);
	FUNCTIONS(FIND)
}

/* ---------------------------------------------------------------- ciphers */

struct cipher {
	struct object object;
	EVP_CIPHER *kind;
	EVP_CIPHER_CTX *ctx;		/* NULL before the first octets */
	int direction;			/* of ctx: 1 enciphers */
	int mode;
	bool has_key, has_iv;
	uint8_t key[MAX_KEY], iv[MAX_IV];
	size_t iv_len;
};

static const struct class class_cipher, class_hash;

static struct cipher *
check_cipher(lua_State *L)
{
	return object_check(L, 1, &class_cipher);
}

/* Octets of a string or a ByteArray. */
static const uint8_t *
octets_arg(lua_State *L, int arg, size_t *n)
{
	const struct bytearray *b = object_test(L, arg, &class_bytearray);

	if (b == NULL)
		return (const uint8_t *)luaL_checklstring(L, arg, n);
	*n = b->len;
	return b->data;
}

/* As what was given: a string for a string. */
static void
push_octets(lua_State *L, int like, const void *p, size_t n)
{
	if (object_test(L, like, &class_bytearray) != NULL)
		(void)bytearray_push(L, p, n);
	else
		lua_pushlstring(L, p, n);
}

static int
cipher_new(lua_State *L)
{
	const char *algorithm = name_of(ciphers, integer_arg(L, 1));
	lua_Integer mode = integer_arg(L, 2);
	const char *m = name_of(modes, mode);
	struct cipher *c;
	char name[32];

	need(L);
	luaL_argcheck(L, algorithm != NULL, 1, "gcrypt: no such cipher here");
	luaL_argcheck(L, m != NULL, 2, "gcrypt: no such mode here");
	snprintf(name, sizeof(name), "%s-%s", algorithm, m);
	c = class_new(L, &class_cipher, sizeof(*c), 0);
	c->mode = (int)mode;
	c->kind = lib.EVP_CIPHER_fetch(NULL, name, NULL);
	return c->kind != NULL ? 1 : luaL_error(L, "gcrypt: libcrypto has no "
	    "%s", name);
}

static void
forget(lua_State *L, struct cipher *c)
{
	if (c->ctx == NULL)
		return;
	lib.EVP_CIPHER_CTX_free(c->ctx);
	c->ctx = NULL;
	keep_discharge(L, CONTEXT_SIZE);
}

static int
cipher_gc(lua_State *L)
{
	struct cipher *c = lua_touserdata(L, 1);

	forget(L, c);
	if (c->kind != NULL)
		lib.EVP_CIPHER_free(c->kind);
	c->kind = NULL;
	return 0;
}

static int
cipher_setkey(lua_State *L)
{
	struct cipher *c = check_cipher(L);
	size_t n;
	const uint8_t *key = octets_arg(L, 2, &n);
	int want = lib.EVP_CIPHER_get_key_length(c->kind);

	if (n != (size_t)want)
		return luaL_error(L, "gcrypt: a key of this cipher has %d "
		    "octets, not %d", want, (int)n);
	memcpy(c->key, key, n);
	c->has_key = true;
	forget(L, c);
	return 0;
}

/* setiv(octets), setctr(octets) */
static int
cipher_setiv(lua_State *L)
{
	struct cipher *c = check_cipher(L);
	size_t n;
	const uint8_t *iv = octets_arg(L, 2, &n);

	luaL_argcheck(L, n > 0 && n <= MAX_IV, 2, "gcrypt: 1 to 16 octets");
	memset(c->iv, 0, sizeof(c->iv));
	memcpy(c->iv, iv, n);
	c->iv_len = n;
	c->has_iv = true;
	forget(L, c);
	return 0;
}

/* The key stays; the vector is 0. */
static int
cipher_reset(lua_State *L)
{
	struct cipher *c = check_cipher(L);

	memset(c->iv, 0, sizeof(c->iv));
	forget(L, c);
	return 0;
}

static void
start(lua_State *L, struct cipher *c, int direction)
{
	if (c->ctx != NULL && (c->direction == direction || direction < 0))
		return;
	if (!c->has_key)
		luaL_error(L, "gcrypt: setkey() comes first");
	forget(L, c);
	keep_charge(L, CONTEXT_SIZE);
	c->ctx = lib.EVP_CIPHER_CTX_new();
	if (c->ctx == NULL)
		keep_discharge(L, CONTEXT_SIZE);
	c->direction = direction != 0;
	if (c->ctx == NULL || lib.EVP_CipherInit_ex(c->ctx, c->kind, NULL,
	    NULL, NULL, c->direction) != 1 || (c->mode == MODE_GCM &&
	    c->has_iv && lib.EVP_CIPHER_CTX_ctrl(c->ctx,
	    EVP_CTRL_AEAD_SET_IVLEN, (int)c->iv_len, NULL) != 1) ||
	    lib.EVP_CipherInit_ex(c->ctx, NULL, NULL, c->key, c->iv,
	    c->direction) != 1)
		luaL_error(L, "gcrypt: the cipher does not start");
	(void)lib.EVP_CIPHER_CTX_set_padding(c->ctx, 0);
}

static int
crypt(lua_State *L, int direction)
{
	struct cipher *c = check_cipher(L);
	size_t n;
	const uint8_t *in = octets_arg(L, 2, &n);
	uint8_t *out;
	int got = 0;

	luaL_argcheck(L, n <= (16u << 20), 2, "gcrypt: more than 16 MiB");
	start(L, c, direction);
	out = lua_newuserdatauv(L, n + 32, 0);
	if (lib.EVP_CipherUpdate(c->ctx, out, &got, in, (int)n) != 1 ||
	    (size_t)got != n)
		return luaL_error(L, "gcrypt: it takes whole blocks");
	push_octets(L, 2, out, n);
	return 1;
}

static int
cipher_encrypt(lua_State *L)
{
	return crypt(L, 1);
}

static int
cipher_decrypt(lua_State *L)
{
	return crypt(L, 0);
}

/* What is not enciphered, and is vouched for; who deciphers says so by
 * authenticate(octets, true), since libcrypto wants to know. */
static int
cipher_authenticate(lua_State *L)
{
	struct cipher *c = check_cipher(L);
	size_t n;
	const uint8_t *in = octets_arg(L, 2, &n);
	int got;

	luaL_argcheck(L, c->mode == MODE_GCM, 1, "gcrypt: this is for "
	    "CIPHER_MODE_GCM");
	start(L, c, !lua_toboolean(L, 3));
	if (n != 0 && lib.EVP_CipherUpdate(c->ctx, NULL, &got, in, (int)n) !=
	    1)
		return luaL_error(L, "gcrypt: authenticate() comes before the "
		    "data");
	return 0;
}

static int
cipher_gettag(lua_State *L)
{
	struct cipher *c = check_cipher(L);
	uint8_t tag[16];
	int n = 0;

	luaL_argcheck(L, c->mode == MODE_GCM && c->ctx != NULL &&
	    c->direction == 1, 1, "gcrypt: a tag is what encrypt() makes in "
	    "CIPHER_MODE_GCM");
	if (lib.EVP_CipherFinal_ex(c->ctx, tag, &n) != 1 ||
	    lib.EVP_CIPHER_CTX_ctrl(c->ctx, EVP_CTRL_AEAD_GET_TAG, 16, tag) !=
	    1)
		return luaL_error(L, "gcrypt: there is no tag");
	lua_pushlstring(L, (const char *)tag, sizeof(tag));
	return 1;
}

/* An error if it is another one. */
static int
cipher_checktag(lua_State *L)
{
	struct cipher *c = check_cipher(L);
	size_t n;
	const uint8_t *tag = octets_arg(L, 2, &n);
	uint8_t copy[16], rest[16];
	int got = 0;

	luaL_argcheck(L, c->mode == MODE_GCM && c->ctx != NULL &&
	    c->direction == 0, 1, "gcrypt: a tag is checked after decrypt() "
	    "in CIPHER_MODE_GCM");
	luaL_argcheck(L, n >= 4 && n <= sizeof(copy), 2, "gcrypt: a tag has "
	    "4 to 16 octets");
	memcpy(copy, tag, n);
	if (lib.EVP_CIPHER_CTX_ctrl(c->ctx, EVP_CTRL_AEAD_SET_TAG, (int)n,
	    copy) != 1 || lib.EVP_CipherFinal_ex(c->ctx, rest, &got) != 1)
		return luaL_error(L, "gcrypt: the tag is another one");
	return 0;
}

static const luaL_Reg cipher_methods[] = {
	{ "setkey", cipher_setkey }, { "setiv", cipher_setiv },
	{ "setctr", cipher_setiv }, { "reset", cipher_reset },
	{ "encrypt", cipher_encrypt }, { "decrypt", cipher_decrypt },
	{ "authenticate", cipher_authenticate }, { "gettag", cipher_gettag },
	{ "checktag", cipher_checktag }, { NULL, NULL }
};

/* ---------------------------------------------------------------- digests */

/* User value 1: the text so far. */
struct hash {
	struct object object;
	EVP_MD *kind;
	bool hmac;
	uint8_t key[1024];
	size_t key_len;
};

static struct hash *
check_hash(lua_State *L)
{
	return object_check(L, 1, &class_hash);
}

static int
hash_reset(lua_State *L)
{
	(void)check_hash(L);
	lua_settop(L, 1);
	lua_pushliteral(L, "");
	lua_setiuservalue(L, 1, 1);
	return 0;
}

static int
hash_new(lua_State *L)
{
	const char *name = name_of(digests, integer_arg(L, 1));
	lua_Integer flags = integer_opt(L, 2, 0);
	struct hash *h;

	need(L);
	luaL_argcheck(L, name != NULL, 1, "gcrypt: no such digest here");
	h = class_new(L, &class_hash, sizeof(*h), 1);
	lua_pushliteral(L, "");
	lua_setiuservalue(L, -2, 1);
	h->hmac = (flags & FLAG_HMAC) != 0;
	h->kind = lib.EVP_MD_fetch(NULL, name, NULL);
	return h->kind != NULL ? 1 : luaL_error(L, "gcrypt: libcrypto has no "
	    "%s", name);
}

static int
hash_gc(lua_State *L)
{
	struct hash *h = lua_touserdata(L, 1);

	if (h->kind != NULL)
		lib.EVP_MD_free(h->kind);
	h->kind = NULL;
	return 0;
}

static int
hash_setkey(lua_State *L)
{
	struct hash *h = check_hash(L);
	size_t n;
	const uint8_t *key = octets_arg(L, 2, &n);

	luaL_argcheck(L, n <= sizeof(h->key), 2, "gcrypt: up to 1024 octets");
	if (n != 0)			/* an empty ByteArray has no octets */
		memcpy(h->key, key, n);
	h->key_len = n;
	return 0;
}

static int
hash_write(lua_State *L)
{
	size_t n;
	const uint8_t *s = octets_arg(L, 2, &n);

	(void)check_hash(L);
	lua_getiuservalue(L, 1, 1);
	lua_pushlstring(L, (const char *)s, n);
	lua_concat(L, 2);
	lua_setiuservalue(L, 1, 1);
	return 0;
}

static int
hash_read(lua_State *L)
{
	const struct hash *h = check_hash(L);
	uint8_t digest[MAX_DIGEST];
	unsigned n = 0;
	size_t len;
	const char *s;
	bool good;

	lua_getiuservalue(L, 1, 1);
	s = lua_tolstring(L, -1, &len);
	good = h->hmac ? lib.HMAC(h->kind, h->key, (int)h->key_len,
	    (const uint8_t *)s, len, digest, &n) != NULL :
	    lib.EVP_Digest(s, len, digest, &n, h->kind, NULL) == 1;
	if (!good)
		return luaL_error(L, "gcrypt: there is no digest");
	lua_pushlstring(L, (const char *)digest, n);
	return 1;
}

static const luaL_Reg hash_methods[] = {
	{ "setkey", hash_setkey }, { "write", hash_write },
	{ "read", hash_read }, { "reset", hash_reset }, { NULL, NULL }
};

static const luaL_Reg cipher_statics[] = {
	{ "open", cipher_new }, { NULL, NULL }
};
static const luaL_Reg cipher_meta[] = { { "__gc", cipher_gc }, { NULL, NULL } };
static const luaL_Reg hash_meta[] = { { "__gc", hash_gc }, { NULL, NULL } };

static const struct class class_cipher = {
	.name = "GcryptCipher", .statics = cipher_statics,
	.methods = cipher_methods, .meta = cipher_meta,
};

static const struct class class_hash = {
	.name = "GcryptHash", .methods = hash_methods, .meta = hash_meta,
};

static void
open_classes(lua_State *L)
{
	class_open(L, &class_cipher);
	class_open(L, &class_hash);
}

#else

static int
cipher_new(lua_State *L)
{
	(void)name_of;
	return luaL_error(L, "gcrypt: tapir was built without libcrypto");
}

static int
hash_new(lua_State *L)
{
	return cipher_new(L);
}

static const luaL_Reg cipher_statics[] = {
	{ "open", cipher_new }, { NULL, NULL }
};

static const struct class class_cipher = {
	.name = "GcryptCipher", .statics = cipher_statics,
};

static void
open_classes(lua_State *L)
{
	class_open(L, &class_cipher);
}

#endif

/* ---------------------------------------------------------------- opening */

static void
set_names(lua_State *L, const struct name *list)
{
	for (; list->name != NULL; list++) {
		lua_pushinteger(L, list->number);
		lua_setfield(L, -2, list->name);
	}
}

static int
nothing(lua_State *L)
{
	(void)L;
	return 0;
}

/* require("luagcrypt"): upvalue 1 */
static int
give(lua_State *L)
{
	lua_pushvalue(L, lua_upvalueindex(1));
	return 1;
}

void
lua_class_crypto(lua_State *L)
{
	static const luaL_Reg functions[] = { { "Cipher", cipher_new },
	    { "Hash", hash_new }, { "init", nothing }, { NULL, NULL } };

	open_classes(L);
	luaL_newlib(L, functions);
	set_names(L, ciphers);
	set_names(L, modes);
	set_names(L, digests);
	lua_pushinteger(L, FLAG_HMAC);
	lua_setfield(L, -2, "MD_FLAG_HMAC");
	lua_getglobal(L, "package");
	if (lua_getfield(L, -1, "preload") == LUA_TTABLE) {
		lua_pushvalue(L, -3);
		lua_pushcclosure(L, give, 1);
		lua_setfield(L, -2, "luagcrypt");
	}
	lua_pop(L, 2);
	lua_setglobal(L, "gcrypt");
}
