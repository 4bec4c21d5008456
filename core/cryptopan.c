/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#ifdef HAVE_CRYPTO
#include <dlfcn.h>
#include <openssl/evp.h>
#endif

#include "cryptopan.h"
#include "fatal.h"

#define BLOCK	16
#define CACHED	4096u

struct cached {
	uint8_t n, in[BLOCK], out[BLOCK];
};

struct cryptopan {
	void *aes;
	uint8_t pad[BLOCK];
	struct cached cache[CACHED];
};

/* Addresses that start so: how many of their bits stay. */
static const struct special {
	uint8_t n, bits, keep;
	uint8_t prefix[BLOCK];
} specials[] = {
	{ 4, 8, 32, { 0 } },			/* this host */
	{ 4, 8, 32, { 127 } },
	{ 4, 3, 32, { 224 } },			/* groups, broadcast */
	{ 16, 127, 128, { 0 } },		/* :: and ::1 */
	{ 16, 96, 96, { [10] = 0xff, 0xff } },	/* RFC 4291 section 2.5.5.2 */
	{ 16, 96, 96, { 0, 0x64, 0xff, 0x9b } },	/* RFC 6052 */
	{ 16, 64, 64, { 0xfe, 0x80 } },
	/* solicited nodes: RFC 4291 section 2.7.1 */
	{ 16, 104, 104, { 0xff, 2, [11] = 1, 0xff } },
	{ 16, 12, 128, { 0xff } },		/* groups that are well known */
	{ 16, 8, 16, { 0xff } },
	{ 6, 48, 48, { 0 } },
	{ 6, 24, 24, { 0x33, 0x33, 0xff } },	/* RFC 2464, of solicited */
};

#define NSPECIALS (sizeof(specials) / sizeof(specials[0]))

#ifdef HAVE_CRYPTO
/* Loaded at need: linked with, it would make each start a third slower. */
static struct {
	__typeof__(&EVP_CIPHER_CTX_new) new;
	__typeof__(&EVP_CIPHER_CTX_free) free;
	__typeof__(&EVP_CIPHER_CTX_set_padding) set_padding;
	__typeof__(&EVP_aes_128_ecb) aes_128_ecb;
	__typeof__(&EVP_EncryptInit_ex) init;
	__typeof__(&EVP_EncryptUpdate) update;
} evp;

/* What ISO C has no cast for. */
static bool
find(void *library, const char *name, void *function)
{
	void *p = dlsym(library, name);

	memcpy(function, &p, sizeof(p));
	return p != NULL;
}

static bool
load(void)
{
	void *so = dlopen(CRYPTOPAN_LIBRARY, RTLD_NOW | RTLD_LOCAL);

	return so != NULL &&
	    find(so, "EVP_CIPHER_CTX_new", &evp.new) &&
	    find(so, "EVP_CIPHER_CTX_free", &evp.free) &&
	    find(so, "EVP_CIPHER_CTX_set_padding", &evp.set_padding) &&
	    find(so, "EVP_aes_128_ecb", &evp.aes_128_ecb) &&
	    find(so, "EVP_EncryptInit_ex", &evp.init) &&
	    find(so, "EVP_EncryptUpdate", &evp.update);
}

static void
encrypt(void *aes, const uint8_t *in, size_t n, uint8_t *out)
{
	int len;

	if (evp.update(aes, out, &len, in, (int)n) != 1)
		fatal("AES does not work");
}

static void *
start(const uint8_t *key)
{
	EVP_CIPHER_CTX *aes;

	if (!load())
		return NULL;
	aes = evp.new();
	if (aes == NULL ||
	    evp.init(aes, evp.aes_128_ecb(), NULL, key, NULL) != 1)
		fatal("AES does not work");
	evp.set_padding(aes, 0);
	return aes;
}

static void
stop(void *aes)
{
	evp.free(aes);
}
#else
static void
encrypt(void *aes, const uint8_t *in, size_t n, uint8_t *out)
{
	(void)aes;
	memcpy(out, in, n);
}

static void *
start(const uint8_t *key)
{
	(void)key;
	return NULL;
}

static void
stop(void *aes)
{
	(void)aes;
}
#endif

struct cryptopan *
cryptopan_new(const uint8_t key[CRYPTOPAN_KEY])
{
	void *aes = start(key);
	struct cryptopan *c;

	if (aes == NULL)
		return NULL;
	c = xcalloc(1, sizeof(*c));
	c->aes = aes;
	encrypt(aes, key + BLOCK, BLOCK, c->pad);
	return c;
}

void
cryptopan_free(struct cryptopan *c)
{
	stop(c->aes);
	free(c);
}

/*
 * Bit i is turned over if the first bit of AES is set, of a block that starts
 * with the i bits before it and goes on as the padding does.
 */
void
cryptopan_bits(struct cryptopan *c, const uint8_t *in, size_t n,
    unsigned keep, uint8_t *out)
{
	uint8_t blocks[8 * BLOCK][BLOCK];
	unsigned count = 0;

	for (unsigned i = keep; i < 8 * n; i++, count++) {
		uint8_t *b = blocks[count], mask = (uint8_t)(0xff00 >> i % 8);

		memcpy(b, in, i / 8);
		b[i / 8] = (uint8_t)((in[i / 8] & mask) |
		    (c->pad[i / 8] & (uint8_t)~mask));
		memcpy(b + i / 8 + 1, c->pad + i / 8 + 1, BLOCK - 1 - i / 8);
	}
	if (count > 0)
		encrypt(c->aes, blocks[0], (size_t)count * BLOCK, blocks[0]);
	memmove(out, in, n);
	for (unsigned i = keep; i < 8 * n; i++)
		out[i / 8] ^= (uint8_t)((blocks[i - keep][0] & 0x80) >> i % 8);
}

static const struct special *
special_of(const uint8_t *address, size_t n)
{
	for (const struct special *s = specials; s < specials + NSPECIALS; s++) {
		uint8_t mask = (uint8_t)(0xff00 >> s->bits % 8);

		if (s->n == n && memcmp(address, s->prefix, s->bits / 8) == 0 &&
		    (s->bits % 8 == 0 || ((address[s->bits / 8] ^
		    s->prefix[s->bits / 8]) & mask) == 0))
			return s;
	}
	return NULL;
}

static void
map_special(struct cryptopan *c, const struct special *s, const uint8_t *in,
    uint8_t *out)
{
	uint8_t group[BLOCK] = { 0xff, 2, [11] = 1, 0xff };

	if (s->n == 16 && s->keep == 96) {
		memmove(out, in, 12);
		cryptopan_address(c, in + 12, 4, out + 12);
	} else if (s->n == 6 && s->keep == 24) {
		/* the same as in the address of the group */
		memcpy(group + 13, in + 3, 3);
		cryptopan_bits(c, group, 16, 104, group);
		memmove(out, in, 3);
		memcpy(out + 3, group + 13, 3);
	} else
		cryptopan_bits(c, in, s->n, s->keep, out);
}

static void
map(struct cryptopan *c, const uint8_t *in, size_t n, uint8_t *out)
{
	const struct special *s = special_of(in, n);
	const uint8_t kinds = n == 6 ? 3 : 0;	/* bits of a MAC's first octet */
	uint8_t kind = in[0] & kinds;

	if (s != NULL) {
		map_special(c, s, in, out);
		return;
	}
	/* groups other than those of solicited nodes are well known */
	if (kind & 1) {
		memmove(out, in, n);
		return;
	}
	do {
		cryptopan_bits(c, in, n, 0, out);
		out[0] = (uint8_t)((out[0] & ~kinds) | kind);
		in = out;
	} while (special_of(out, n) != NULL);
}

void
cryptopan_address(struct cryptopan *c, const uint8_t *in, size_t n,
    uint8_t *out)
{
	struct cached *slot;
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ in[i]) * 16777619u;
	slot = &c->cache[(h ^ h >> 16) % CACHED];
	if (slot->n != n || memcmp(slot->in, in, n) != 0) {
		memcpy(slot->in, in, n);
		map(c, slot->in, n, slot->out);
		slot->n = (uint8_t)n;
	}
	memmove(out, slot->out, n);
}
