/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <netdb.h>
#include <netinet/ether.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <tapir/plugin.h>

#include "fatal.h"
#include "names.h"
#include "oui.h"

#define SETS 2048u		/* of WAYS addresses each: the whole cache */
#define WAYS 4u
#define QUEUE 256u		/* addresses that wait for the thread */
#define PROTO_TCP 6
#define PROTO_UDP 17

/* An address that was looked up.  name NULL: it has none, or not yet. */
struct entry {
	uint8_t type, addr[16];
	uint32_t used;			/* when, for eviction */
	char *name;
};

struct request {
	uint8_t type, addr[16];
};

struct names {
	struct names_config config;
	struct entry cache[SETS][WAYS];
	uint32_t clock;
	char *services[2][65536];	/* of tcp and udp, by port */
	bool services_read;
	/* the thread that asks the resolver; live only */
	pthread_t thread;
	bool threaded, ending;
	pthread_mutex_t lock;		/* of cache, queue and ending */
	pthread_cond_t more;
	struct request queue[QUEUE];
	uint32_t queued;
};

static size_t
addr_size(uint32_t type)
{
	return type == TP_FT_IPV4 ? 4 : type == TP_FT_IPV6 ? 16 : 6;
}

/* ------------------------------------------------------------- resolver */

/* What the system has for an address, NULL for nothing; to be freed. */
static char *
resolve(const struct names *n, uint32_t type, const uint8_t *addr)
{
	struct sockaddr_in in4 = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	struct ether_addr ether;
	char host[NI_MAXHOST];
	int rc;

	if (type == TP_FT_IPV4) {
		memcpy(&in4.sin_addr, addr, 4);
		rc = getnameinfo((struct sockaddr *)&in4, sizeof(in4), host,
		    sizeof(host), NULL, 0, NI_NAMEREQD);
	} else if (type == TP_FT_IPV6) {
		memcpy(&in6.sin6_addr, addr, 16);
		rc = getnameinfo((struct sockaddr *)&in6, sizeof(in6), host,
		    sizeof(host), NULL, 0, NI_NAMEREQD);
	} else {
		memcpy(&ether, addr, 6);
		rc = ether_ntohost(host, &ether);
	}
	if (rc != 0)
		return NULL;
	if (n->config.no_domain && type != TP_FT_ETHER)
		host[strcspn(host, ".")] = '\0';
	return xstrdup(host);
}

static struct entry *
cache_set(struct names *n, uint32_t type, const uint8_t *addr)
{
	uint32_t h = type * 0x9e3779b1u;

	for (size_t i = 0; i < addr_size(type); i++)
		h = (h ^ addr[i]) * 0x01000193u;
	return n->cache[(h ^ h >> 15) % SETS];
}

static struct entry *
cache_find(struct names *n, uint32_t type, const uint8_t *addr)
{
	struct entry *e = cache_set(n, type, addr);

	for (uint32_t i = 0; i < WAYS; i++)
		if (e[i].type == type &&
		    memcmp(e[i].addr, addr, addr_size(type)) == 0)
			return &e[i];
	return NULL;
}

/* A new entry in place of the one not used for longest. */
static struct entry *
cache_add(struct names *n, uint32_t type, const uint8_t *addr)
{
	struct entry *e = cache_set(n, type, addr), *oldest = e;

	for (uint32_t i = 1; i < WAYS; i++)
		if (e[i].used < oldest->used)
			oldest = &e[i];
	free(oldest->name);
	oldest->name = NULL;
	oldest->type = (uint8_t)type;
	memcpy(oldest->addr, addr, addr_size(type));
	return oldest;
}

/* The thread: takes requests until names_free(). */
static void *
resolve_queued(void *arg)
{
	struct names *n = arg;
	struct request r;
	struct entry *e;
	char *name;

	(void)pthread_mutex_lock(&n->lock);
	while (!n->ending) {
		if (n->queued == 0) {
			(void)pthread_cond_wait(&n->more, &n->lock);
			continue;
		}
		r = n->queue[--n->queued];
		(void)pthread_mutex_unlock(&n->lock);
		name = resolve(n, r.type, r.addr);
		(void)pthread_mutex_lock(&n->lock);
		e = cache_find(n, r.type, r.addr);
		if (e != NULL && e->name == NULL)
			e->name = name;
		else
			free(name);
	}
	(void)pthread_mutex_unlock(&n->lock);
	return NULL;
}

static void
request(struct names *n, uint32_t type, const uint8_t *addr)
{
	struct request *r;

	if (n->queued == QUEUE)
		return;
	if (!n->threaded) {
		if (pthread_create(&n->thread, NULL, resolve_queued, n) != 0)
			return;
		n->threaded = true;
	}
	r = &n->queue[n->queued++];
	r->type = (uint8_t)type;
	memcpy(r->addr, addr, addr_size(type));
	(void)pthread_cond_signal(&n->more);
}

/* Appends the name; false if there is none, or none yet. */
static bool
put_name(struct names *n, struct textbuf *b, uint32_t type,
    const uint8_t *addr)
{
	struct entry *e;
	bool known;

	(void)pthread_mutex_lock(&n->lock);
	e = cache_find(n, type, addr);
	if (e == NULL) {
		e = cache_add(n, type, addr);
		/* /etc/ethers is a file, and never slow */
		if (n->config.wait || type == TP_FT_ETHER)
			e->name = resolve(n, type, addr);
		else
			request(n, type, addr);
	}
	e->used = ++n->clock;
	known = e->name != NULL;
	if (known)
		textbuf_puts(b, e->name);
	(void)pthread_mutex_unlock(&n->lock);
	return known;
}

/* ---------------------------------------------------------------- names */

struct names *
names_new(const struct names_config *config)
{
	struct names *n = xcalloc(1, sizeof(*n));

	n->config = *config;
	(void)pthread_mutex_init(&n->lock, NULL);
	(void)pthread_cond_init(&n->more, NULL);
	return n;
}

/*
 * A thread that hangs in the resolver is left to the end of the process, and
 * what it uses with it.
 */
void
names_free(struct names *n)
{
	if (n->threaded) {
		(void)pthread_mutex_lock(&n->lock);
		n->ending = true;
		(void)pthread_cond_signal(&n->more);
		(void)pthread_mutex_unlock(&n->lock);
		(void)pthread_detach(n->thread);
		return;
	}
	/* what was never used is not to become pages now */
	for (uint32_t s = 0; n->clock != 0 && s < SETS; s++)
		for (uint32_t w = 0; w < WAYS; w++)
			free(n->cache[s][w].name);
	for (uint32_t p = 0; n->services_read && p < 65536; p++) {
		free(n->services[0][p]);
		free(n->services[1][p]);
	}
	free(n);
}

static bool
is_local(const struct names_config *c, const uint8_t *addr)
{
	for (int i = 0; i < 4; i++)
		if ((addr[i] & c->local_mask[i]) != c->local_net[i])
			return false;
	return true;
}

/* May there be names for such an address? */
static bool
is_asked(const struct names_config *c, uint32_t type, const uint8_t *addr)
{
	return !c->numeric && type != TP_FT_EUI64 && (type != TP_FT_IPV4 ||
	    !c->foreign_numeric || is_local(c, addr));
}

bool
names_known(struct names *n, struct textbuf *b, uint32_t type,
    const uint8_t *addr)
{
	return is_asked(&n->config, type, addr) && put_name(n, b, type, addr);
}

void
names_addr(struct names *n, struct textbuf *b, uint32_t type,
    const uint8_t *addr)
{
	bool ask = is_asked(&n->config, type, addr);

	if (ask && put_name(n, b, type, addr))
		return;
	if (type == TP_FT_IPV4)
		textbuf_ipv4(b, addr);
	else if (type == TP_FT_IPV6)
		textbuf_ipv6(b, addr);
	else if (type == TP_FT_EUI64)
		textbuf_octets(b, addr, 8, ':');
	else {
		textbuf_octets(b, addr, 6, ':');
		if (ask)
			textbuf_format(b, " (oui %s)", oui_name(addr));
	}
}

static void
read_services(struct names *n)
{
	struct servent *s;

	n->services_read = true;
	setservent(1);
	while ((s = getservent()) != NULL) {
		int udp = strcmp(s->s_proto, "udp") == 0;
		char **slot = &n->services[udp][ntohs((uint16_t)s->s_port)];

		if ((udp || strcmp(s->s_proto, "tcp") == 0) && *slot == NULL)
			*slot = xstrdup(s->s_name);
	}
	endservent();
}

void
names_port(struct names *n, struct textbuf *b, uint32_t ip_proto,
    uint32_t port)
{
	const char *name = NULL;

	if (!n->config.numeric &&
	    (ip_proto == PROTO_TCP || ip_proto == PROTO_UDP)) {
		if (!n->services_read)
			read_services(n);
		name = n->services[ip_proto == PROTO_UDP][port & 0xffff];
	}
	if (name != NULL)
		textbuf_puts(b, name);
	else
		textbuf_u64(b, port);
}
