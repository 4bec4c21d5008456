/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/random.h>
#include <sys/stat.h>

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anonymize.h"
#include "cryptopan.h"
#include "fatal.h"

#define NUMBER_MAX	8u	/* octets of a field that is a number */

struct anonymizer {
	struct cryptopan *pan;
	struct packet *packet;
	struct frame frame;
	uint8_t *data;			/* of the frame that is made */
	size_t size;
	uint32_t end;			/* octets of it that count */
};

/* ---------------------------------------------------------------- the key */

static bool
from_hex(const char *s, size_t n, uint8_t *key)
{
	char digits[3] = "";
	char *end;

	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	if (n != 2 * CRYPTOPAN_KEY)
		return false;
	for (size_t i = 0; i < CRYPTOPAN_KEY; i++) {
		memcpy(digits, s + 2 * i, 2);
		key[i] = (uint8_t)strtoul(digits, &end, 16);
		if (end != digits + 2 || !isxdigit((unsigned char)*digits))
			return false;
	}
	return true;
}

static void
read_key(const char *path, uint8_t *key)
{
	char text[2 * CRYPTOPAN_KEY + 16];
	FILE *fp = fopen(path, "rb");
	struct stat st;
	bool open;
	size_t n;

	if (fp == NULL)
		fatal("--anonymize: %s: %s (head -c 32 /dev/urandom makes a "
		    "key)", path, strerror(errno));
	n = fread(text, 1, sizeof(text), fp);
	open = fstat(fileno(fp), &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & (S_IROTH | S_IWOTH)) != 0;
	(void)fclose(fp);
	if (n == CRYPTOPAN_KEY)
		memcpy(key, text, n);
	else if (!from_hex(text, n, key))
		fatal("--anonymize: %s is no key: that is 32 octets, or 64 "
		    "hexadecimal digits", path);
	if (open)
		warning("--anonymize: %s: all users may read this key: with "
		    "it the addresses can be found again", path);
}

struct anonymizer *
anonymizer_new(const char *keyfile, struct packet *p)
{
	struct anonymizer *a = xcalloc(1, sizeof(*a));
	uint8_t key[CRYPTOPAN_KEY];

	if (keyfile != NULL)
		read_key(keyfile, key);
	else if (getrandom(key, sizeof(key), 0) != (ssize_t)sizeof(key))
		fatal("--anonymize: no random key: %s", strerror(errno));
	a->pan = cryptopan_new(key);
	if (a->pan == NULL)
		fatal("--anonymize: " CRYPTOPAN_LIBRARY " does not load; on "
		    "Debian it is in the package libssl3");
	a->packet = p;
	/* each frame is written by what it says itself */
	p->frames_alone = true;
	packet_want_all(p);
	packet_ready(p);
	return a;
}

void
anonymizer_free(struct anonymizer *a)
{
	cryptopan_free(a->pan);
	free(a->data);
	free(a);
}

/* -------------------------------------------------------------- the fields */

static const struct field *
field_of(const struct anonymizer *a, const tp_value *v)
{
	return registry_field(a->packet->registry, v->field);
}

/* Octets of the frame, of a layer that is kept? */
static bool
counts(const struct anonymizer *a, const tp_value *v, const struct frame *f)
{
	const struct packet *p = a->packet;
	bool payload = p->ports_layer < p->nlayers &&
	    v->layer > p->ports_layer;

	return !payload && v->src == 0 && v->length > 0 &&
	    (v->flags & TP_VALUE_GENERATED) == 0 &&
	    (uint64_t)v->offset + v->length <= f->caplen;
}

/* Length of an address of that type, else 0. */
static uint32_t
address_length(uint32_t type)
{
	switch (type) {
	case TP_FT_IPV4:
		return 4;
	case TP_FT_ETHER:
		return 6;
	case TP_FT_EUI64:
		return 8;
	case TP_FT_IPV6:
		return 16;
	default:
		return 0;
	}
}

static void
reach(struct anonymizer *a, const tp_value *v)
{
	if (v->offset + v->length > a->end)
		a->end = v->offset + v->length;
}

static void
copy_numbers(struct anonymizer *a, const struct frame *f)
{
	const struct packet *p = a->packet;

	for (const tp_value *v = p->values; v < p->values + p->nvalues; v++) {
		uint32_t type = field_of(a, v)->type;

		if (!counts(a, v, f) || v->length > NUMBER_MAX ||
		    (!field_type_is_integer(type) && type != TP_FT_CHAR))
			continue;
		memcpy(a->data + v->offset, f->data + v->offset, v->length);
		reach(a, v);
	}
}

/* Octets that are an address elsewhere in the packet are one here, too. */
static bool
is_known(const struct anonymizer *a, const tp_value *octets,
    const struct frame *f)
{
	const struct packet *p = a->packet;

	for (const tp_value *v = p->values; v < p->values + p->nvalues; v++)
		if (counts(a, v, f) && v->length == octets->length &&
		    address_length(field_of(a, v)->type) == v->length &&
		    memcmp(f->data + v->offset, f->data + octets->offset,
		    v->length) == 0)
			return true;
	return false;
}

/*
 * Addresses of that length.  A prefix of an address is shorter than its type:
 * its bits are mapped as those of any address that starts so.
 */
static void
map_addresses(struct anonymizer *a, const struct frame *f, uint32_t length)
{
	const struct packet *p = a->packet;
	uint8_t whole[16];

	for (const tp_value *v = p->values; v < p->values + p->nvalues; v++) {
		uint32_t type = field_of(a, v)->type;
		uint32_t n = address_length(type);

		if (!counts(a, v, f))
			continue;
		if (type == TP_FT_BYTES && v->length == 6 && length == 6 &&
		    is_known(a, v, f))
			n = 6;
		if (n != length || v->length > n)
			continue;
		memset(whole, 0, sizeof(whole));
		memcpy(whole, f->data + v->offset, v->length);
		cryptopan_address(a->pan, whole, n, whole);
		memcpy(a->data + v->offset, whole, v->length);
		reach(a, v);
	}
}

/* ----------------------------------------------------------- the checksums */

static uint64_t
sum(const uint8_t *s, uint32_t n, uint64_t total)
{
	for (uint32_t i = 0; i + 1 < n; i += 2)
		total += tp_ld16(s + i);
	return n % 2 ? total + ((uint64_t)s[n - 1] << 8) : total;
}

static uint16_t
folded(uint64_t total)
{
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return (uint16_t)total;
}

/* The addresses of the network layer around: they go into its sum. */
static uint64_t
pseudo_header(const struct anonymizer *a, const tp_value *of,
    const struct frame *f, const uint8_t *data)
{
	const struct packet *p = a->packet;
	const tp_value *last[2] = { NULL, NULL };
	uint64_t total = 0;

	for (const tp_value *v = p->values; v < of; v++) {
		uint32_t n = address_length(field_of(a, v)->type);

		if ((n != 4 && n != 16) || v->length != n ||
		    v->layer >= of->layer || !counts(a, v, f))
			continue;
		if (last[0] != NULL && last[0]->layer != v->layer)
			last[0] = NULL;
		last[1] = last[0] != NULL && last[1] == NULL ? v : last[1];
		if (last[0] == NULL) {
			last[0] = v;
			last[1] = NULL;
		}
	}
	for (int i = 0; i < 2 && last[i] != NULL; i++)
		total = sum(data + last[i]->offset, last[i]->length, total);
	return total;
}

/*
 * By RFC 1624, with what has changed: the sum stays as right or wrong as it
 * was.  Over the header alone if that adds up, else over the whole unit and
 * the addresses around it.
 */
static uint16_t
mended(const struct anonymizer *a, const tp_value *v, const struct frame *f)
{
	const struct packet *p = a->packet;
	const tp_layer *l = &p->layers[v->layer];
	uint32_t header = l->offset + l->len, unit = p->layer_ends[v->layer];
	uint64_t before, after, old = tp_ld16(f->data + v->offset);
	bool alone = header <= f->caplen && header >= v->offset + 2 &&
	    folded(sum(f->data + l->offset, l->len, 0)) == 0xffff;
	uint32_t n = (alone ? header : unit) - l->offset;

	if (old == 0 || unit < v->offset + 2 || l->offset + n > a->end)
		return 0;
	before = sum(f->data + l->offset, n, 0) - old;
	after = sum(a->data + l->offset, n, 0) - old;
	if (!alone) {
		before += pseudo_header(a, v, f, f->data);
		after += pseudo_header(a, v, f, a->data);
	}
	after = (uint16_t)~folded((uint16_t)~old +
	    (uint64_t)(uint16_t)~folded(before) + folded(after));
	return after == 0 ? 0xffff : (uint16_t)after;
}

/* A number of its own, and no bit that says whether there is one. */
static bool
is_checksum(const struct field *field)
{
	const char *abbrev = field->abbrev;
	static const char *const ends[] = { ".checksum", ".chksum", ".csum" };
	size_t n = strlen(abbrev), m;

	if (field->type == TP_FT_BOOLEAN || field->bitmask != 0)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		m = strlen(ends[i]);
		if (n > m && strcmp(abbrev + n - m, ends[i]) == 0)
			return true;
	}
	return false;
}

/* From the inside out: what an outer one covers is done then. */
static void
mend_checksums(struct anonymizer *a, const struct frame *f)
{
	const struct packet *p = a->packet;

	for (const tp_value *v = p->values + p->nvalues; v-- > p->values;) {
		uint16_t value;

		if (!counts(a, v, f) || v->length > NUMBER_MAX ||
		    !is_checksum(field_of(a, v)))
			continue;
		value = v->length == 2 ? mended(a, v, f) : 0;
		memset(a->data + v->offset, 0, v->length);
		if (v->length == 2) {
			a->data[v->offset] = (uint8_t)(value >> 8);
			a->data[v->offset + 1] = (uint8_t)value;
		}
	}
}

const struct frame *
anonymize(struct anonymizer *a, const struct frame *f)
{
	static const uint32_t lengths[] = { 4, 6, 8, 16 };

	if (f->caplen > a->size) {
		a->data = xrealloc(a->data, f->caplen, 1);
		a->size = f->caplen;
	}
	if (f->caplen > 0)
		memset(a->data, 0, f->caplen);
	a->end = 0;
	copy_numbers(a, f);
	/* the longest last: it may hold others, or have them as numbers */
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		map_addresses(a, f, lengths[i]);
	mend_checksums(a, f);
	a->frame = *f;
	a->frame.data = a->data;
	a->frame.caplen = a->end;
	a->frame.comment = NULL;
	a->frame.options = NULL;
	a->frame.options_len = 0;
	return &a->frame;
}
