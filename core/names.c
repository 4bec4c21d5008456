/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/ether.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tapir/plugin.h>

#include "fatal.h"
#include "helper.h"
#include "name_cache.h"
#include "names.h"
#include "oui.h"

#define QUEUE 256u		/* addresses that wait for the resolver */
#define PROTO_TCP 6
#define PROTO_UDP 17

struct request {
	uint8_t type, addr[16];
};

struct answer {
	struct request to;
	char name[NI_MAXHOST];		/* "": there is none */
};

struct names {
	struct names_config config;
	struct name_cache *cache;
	name_told *tell;		/* or NULL */
	void *tell_arg;
	char *services[2][65536];	/* of tcp and udp, by port */
	bool services_read;
	int resolver;			/* the helper; -1: there is none */
	uint32_t asked;			/* that it has not answered */
	int socket;			/* for interfaces */
};

static size_t
addr_size(uint32_t type)
{
	return type == TP_FT_IPV4 ? 4 : type == TP_FT_IPV6 ? 16 : 6;
}

/* ------------------------------------------------------------- resolver */

/* In the helper, since it takes sockets: "" for nothing. */
static void
resolve(const struct request *r, char *host)
{
	struct sockaddr_in in4 = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	bool v4 = r->type == TP_FT_IPV4;

	memcpy(&in4.sin_addr, r->addr, 4);
	memcpy(&in6.sin6_addr, r->addr, 16);
	if (getnameinfo(v4 ? (struct sockaddr *)&in4 :
	    (struct sockaddr *)&in6, v4 ? sizeof(in4) : sizeof(in6), host,
	    NI_MAXHOST, NULL, 0, NI_NAMEREQD) != 0)
		host[0] = '\0';
}

/* Takes what has been asked meanwhile, or waits for it; false: no more will
 * come. */
static bool
take(int fd, struct request *queue, uint32_t *queued)
{
	ssize_t n = 1;

	while (n > 0 && *queued < QUEUE) {
		n = recv(fd, &queue[*queued], sizeof(*queue),
		    *queued == 0 ? 0 : MSG_DONTWAIT);
		*queued += n == (ssize_t)sizeof(*queue);
	}
	return n != 0 && *queued > 0;
}

/* Who was asked for last is resolved first: that is what is printed now. */
static void
resolve_all(int fd, void *arg)
{
	struct request queue[QUEUE];
	uint32_t queued = 0;
	struct answer a;

	(void)arg;
	while (take(fd, queue, &queued)) {
		memset(&a, 0, sizeof(a));
		a.to = queue[--queued];
		resolve(&a.to, a.name);
		if (send(fd, &a, sizeof(a), MSG_NOSIGNAL) == -1)
			return;
	}
}

/* ------------------------------------------------------------------- ours */

static void
keep_name(struct names *n, const struct request *of, char *host)
{
	if (n->config.no_domain && of->type != TP_FT_ETHER)
		host[strcspn(host, ".")] = '\0';
	name_cache_put(n->cache, of->type, of->addr, host);
	if (n->tell != NULL && of->type != TP_FT_ETHER && host[0] != '\0')
		n->tell(n->tell_arg, of->type, of->addr, host);
}

/* An answer that is there, or that is waited for; false: none. */
static bool
hear(struct names *n, int flags)
{
	struct answer a;
	ssize_t got;

	do
		got = recv(n->resolver, &a, sizeof(a), flags);
	while (got == -1 && errno == EINTR);
	if (got != (ssize_t)sizeof(a)) {
		if (got != -1 || errno != EAGAIN)
			n->asked = 0;	/* it is gone */
		return false;
	}
	n->asked--;
	a.name[sizeof(a.name) - 1] = '\0';
	keep_name(n, &a.to, a.name);
	return true;
}

/* One that does not take it now has too much to do, and is not asked. */
static void
ask(struct names *n, const struct request *r)
{
	if (n->resolver != -1 && send(n->resolver, r, sizeof(*r),
	    MSG_NOSIGNAL | (n->config.wait ? 0 : MSG_DONTWAIT)) != -1)
		n->asked++;
}

/* A file, and never slow. */
static void
look_up_ether(struct names *n, const struct request *r)
{
	struct ether_addr ether;
	char host[NI_MAXHOST];

	memcpy(&ether, r->addr, sizeof(ether));
	if (ether_ntohost(host, &ether) == 0)
		keep_name(n, r, host);
}

static void
look_up(struct names *n, uint32_t type, const uint8_t *addr)
{
	struct request r = { .type = (uint8_t)type };

	memcpy(r.addr, addr, addr_size(type));
	name_cache_put(n->cache, type, addr, NULL);
	if (type == TP_FT_ETHER)
		look_up_ether(n, &r);
	else
		ask(n, &r);
	while (n->config.wait && n->asked > 0 && hear(n, 0))
		continue;
}

/* Appends the name; false if there is none, or none yet. */
static bool
put_name(struct names *n, struct textbuf *b, uint32_t type,
    const uint8_t *addr)
{
	const char *name = NULL;

	names_hear(n);
	if (!name_cache_find(n->cache, type, addr, &name)) {
		look_up(n, type, addr);
		(void)name_cache_find(n->cache, type, addr, &name);
	}
	if (name == NULL)
		return false;
	textbuf_puts(b, name);
	return true;
}

/* ---------------------------------------------------------------- names */

struct names *
names_new(const struct names_config *config)
{
	struct names *n = xcalloc(1, sizeof(*n));
	const struct helper h = { .name = "tapir-names",
	    .role = SANDBOX_RESOLVER, .quiet = true, .work = resolve_all,
	    .fd = &n->resolver };

	n->config = *config;
	n->cache = name_cache_new();
	n->resolver = -1;
	n->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (!config->numeric && config->hosts)
		helper_want(&h);
	return n;
}

void
names_free(struct names *n)
{
	if (n->socket != -1)
		(void)close(n->socket);
	name_cache_free(n->cache);
	for (uint32_t p = 0; n->services_read && p < 65536; p++) {
		free(n->services[0][p]);
		free(n->services[1][p]);
	}
	free(n);
}

void
names_tell(struct names *n, name_told *tell, void *arg)
{
	n->tell = tell;
	n->tell_arg = arg;
}

void
names_hear(struct names *n)
{
	while (n->asked > 0 && hear(n, MSG_DONTWAIT))
		continue;
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

bool
names_interface(const struct names *n, uint32_t index, char name[16])
{
	struct ifreq r;

	memset(&r, 0, sizeof(r));
	r.ifr_ifindex = (int)index;
	if (ioctl(n->socket, SIOCGIFNAME, &r) == -1)
		return false;
	memcpy(name, r.ifr_name, IFNAMSIZ);
	return true;
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
