/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mixgen: writes a capture of mixed traffic to standard output.
 *
 *	mixgen [-n packets] [-H hosts] [-F flows] [-s seed] > file.pcap
 *
 * The same options give the same bytes on any machine.  Checksums are right,
 * lengths agree and time never goes back, so that a reader takes the paths it
 * takes on real traffic.  Hosts are 10.0.0.1 and up (and 2001:db8::/32).
 * Flows is how many TCP sessions are open at any time; one that ends is
 * followed by another with a new port.  A capture starts in the middle of
 * most of them, as real ones do.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NELEM(a)	(sizeof(a) / sizeof((a)[0]))

enum {
	FRAME_MAX = 2048, RESOLVERS = 4, PENDING = 64,
	ETH_IP4 = 0x0800, ETH_ARP = 0x0806, ETH_IP6 = 0x86dd,
	IP_ICMP = 1, IP_TCP = 6, IP_UDP = 17, IP_ICMP6 = 58,
	TH_FIN = 1, TH_SYN = 2, TH_RST = 4, TH_PSH = 8, TH_ACK = 16,
	T_A = 1, T_CNAME = 5, T_SOA = 6, T_PTR = 12, T_MX = 15, T_TXT = 16,
	T_AAAA = 28, T_OPT = 41, T_NXDOMAIN = 0x10000, T_CHAIN = 0x20000
};

enum kind { K_HTTP, K_TLS, K_RESP, K_BINARY };
enum state { S_SYN, S_SYNACK, S_ACK, S_REQ, S_RESP, S_RACK, S_FIN, S_FINACK,
    S_LAST };

/* The frame being made; every writer below appends to it. */
struct frame {
	uint8_t	 b[FRAME_MAX];
	size_t	 n;
};

/* An IP header that has been begun: its place, for lengths and checksums. */
struct ip {
	size_t	 at;		/* offset of the IP header */
	size_t	 l4;		/* offset of what follows it */
	uint8_t	 proto;
	bool	 v6;
};

struct session {
	uint64_t key;		/* everything the payload is made from */
	uint32_t client, server;
	uint32_t seq[2];	/* next to send; 0 is the client */
	uint32_t total, head;	/* octets of the response, of its head */
	uint32_t sent;
	uint16_t cport;
	uint8_t	 app, state;
	uint8_t	 exchange, exchanges;
	uint8_t	 unacked;	/* segments since the client's last ACK */
	bool	 v6, stamps;
};

struct query {
	uint32_t client, name, type;
	uint16_t port, id;
	uint8_t	 resolver;
	bool	 edns, v6;
};

static const struct {
	uint16_t	 port;
	enum kind	 kind;
} apps[] = {
	{ 80, K_HTTP }, { 80, K_HTTP }, { 8080, K_HTTP }, { 9200, K_HTTP },
	{ 443, K_TLS }, { 443, K_TLS }, { 443, K_TLS }, { 8443, K_TLS },
	{ 6379, K_RESP }, { 5432, K_BINARY }, { 9092, K_BINARY },
	{ 27017, K_BINARY }, { 50051, K_BINARY }, { 7000, K_BINARY },
};

static const char *const words[] = {
	"alpha", "www", "mail", "api", "static", "cdn", "login", "shop",
	"images", "news", "edge", "data", "cloud", "metrics", "auth", "store",
};

static uint64_t		 rng, now_us = UINT64_C(1700000000) * 1000000;
static uint32_t		 nhosts = 64, nflows;
static uint16_t		 ip_id, ping_seq;
static struct query	 pending[PENDING + 1];
static size_t		 npending;
static struct session	*plain, *six, *inner;	/* by where they run */
static uint32_t		 nplain, nsix, ninner;

/* splitmix64: passes its state through a finalizer, so any seed will do. */
static uint64_t
draw(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31));
}

/* A number below n. */
static uint32_t
below(uint32_t n)
{
	return ((uint32_t)((draw(&rng) >> 32) * n >> 32));
}

static bool
percent(uint32_t p)
{
	return (below(100) < p);
}

static void
put8(struct frame *f, uint32_t v)
{
	f->b[f->n++] = (uint8_t)(v & 0xff);
}

static void
put16(struct frame *f, uint32_t v)
{
	put8(f, v >> 8);
	put8(f, v);
}

static void
put32(struct frame *f, uint32_t v)
{
	put16(f, v >> 16);
	put16(f, v);
}

static void
put(struct frame *f, const void *p, size_t n)
{
	memcpy(f->b + f->n, p, n);
	f->n += n;
}

static void
set16(struct frame *f, size_t at, size_t v)
{
	f->b[at] = (uint8_t)(v >> 8 & 0xff);
	f->b[at + 1] = (uint8_t)(v & 0xff);
}

/* n octets that look like ciphertext. */
static void
put_noise(struct frame *f, size_t n, uint64_t seed)
{
	while (n > 0) {
		uint64_t z = draw(&seed);
		size_t k = n < sizeof(z) ? n : sizeof(z);

		for (size_t i = 0; i < k; i++, z >>= 8)
			put8(f, (uint32_t)(z & 0xff));
		n -= k;
	}
}

static uint32_t
sum(const uint8_t *p, size_t n, uint32_t acc)
{
	for (; n > 1; p += 2, n -= 2)
		acc += (uint32_t)(p[0] << 8 | p[1]);
	if (n == 1)
		acc += (uint32_t)(p[0] << 8);
	return (acc);
}

static uint16_t
fold(uint32_t acc)
{
	while (acc > 0xffff)
		acc = (acc & 0xffff) + (acc >> 16);
	return ((uint16_t)(~acc & 0xffff));
}

static uint32_t
address4(uint32_t host)
{
	return ((UINT32_C(10) << 24) + host + 1);
}

static void
put_address6(struct frame *f, uint32_t host)
{
	put32(f, 0x20010db8);
	put32(f, host >> 8);
	put32(f, 0);
	put32(f, host + 1);
}

static void
put_mac(struct frame *f, uint32_t host)
{
	put16(f, 0x0200);
	put32(f, address4(host));
}

static void
put_eth(struct frame *f, uint32_t src, uint32_t dst, uint32_t type)
{
	put_mac(f, dst);
	put_mac(f, src);
	put16(f, type);
}

static struct ip
begin_ip(struct frame *f, uint32_t src, uint32_t dst, uint8_t proto, bool v6)
{
	struct ip ip = { f->n, 0, proto, v6 };

	if (v6) {
		put32(f, 0x60000000);
		put16(f, 0);
		put8(f, proto);
		put8(f, proto == IP_ICMP6 ? 255 : 64);
		put_address6(f, src);
		put_address6(f, dst);
	} else {
		put16(f, 0x4500);
		put16(f, 0);
		put16(f, ip_id++);
		put16(f, 0x4000);	/* don't fragment */
		put8(f, 64);
		put8(f, proto);
		put16(f, 0);
		put32(f, address4(src));
		put32(f, address4(dst));
	}
	ip.l4 = f->n;
	return (ip);
}

/* Sets the lengths and checksums of a packet whose payload is complete. */
static void
end_ip(struct frame *f, struct ip ip)
{
	size_t len = f->n - ip.l4, at;
	uint32_t acc = (uint32_t)len + ip.proto;
	uint16_t check;

	if (ip.proto == IP_UDP)
		set16(f, ip.l4 + 4, len);
	if (ip.v6) {
		set16(f, ip.at + 4, len);
		acc = sum(f->b + ip.at + 8, 32, acc);
	} else {
		set16(f, ip.at + 2, f->n - ip.at);
		set16(f, ip.at + 10, fold(sum(f->b + ip.at, 20, 0)));
		acc = sum(f->b + ip.at + 12, 8, acc);
	}
	if (ip.proto == IP_ICMP)
		acc = 0;	/* has no pseudo header */
	at = ip.proto == IP_TCP ? 16 : ip.proto == IP_UDP ? 6 : 2;
	check = fold(sum(f->b + ip.l4, len, acc));
	if (check == 0 && ip.proto == IP_UDP)
		check = 0xffff;	/* RFC 768: 0 means none */
	set16(f, ip.l4 + at, check);
}

static struct ip
begin_udp(struct frame *f, uint32_t src, uint32_t dst, uint32_t sport,
    uint32_t dport, bool v6)
{
	struct ip ip = begin_ip(f, src, dst, IP_UDP, v6);

	put16(f, sport);
	put16(f, dport);
	put32(f, 0);
	return (ip);
}

static void
put_text(struct frame *f, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf((char *)f->b + f->n, sizeof(f->b) - f->n, fmt, ap);
	va_end(ap);
	f->n += (size_t)n;
}

/* --- what sessions carry ------------------------------------------------ */

static void
put_client_hello(struct frame *f, const struct session *s)
{
	static const uint16_t suites[] = { 0x1301, 0x1302, 0x1303, 0xc02b,
	    0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c };
	char name[64];
	size_t record, hello, ext;
	int n = snprintf(name, sizeof(name), "%s%u.example.com",
	    words[s->key % NELEM(words)], (unsigned)(s->key >> 8 & 255));
	uint32_t len = (uint32_t)n;

	put8(f, 22);
	put16(f, 0x0301);
	put16(f, 0);
	record = f->n;
	put8(f, 1);
	put8(f, 0);
	put16(f, 0);
	hello = f->n;
	put16(f, 0x0303);
	put_noise(f, 32, s->key);
	put8(f, 32);
	put_noise(f, 32, s->key + 1);
	put16(f, 2 * NELEM(suites));
	for (size_t i = 0; i < NELEM(suites); i++)
		put16(f, suites[i]);
	put16(f, 0x0100);
	put16(f, 0);
	ext = f->n;
	put16(f, 0);		/* server_name */
	put16(f, len + 5);
	put16(f, len + 3);
	put8(f, 0);
	put16(f, len);
	put(f, name, len);
	put(f, "\0\x10\0\x0e\0\x0c\2h2\x08http/1.1", 18);	/* ALPN */
	put(f, "\0\x0a\0\x06\0\x04\0\x1d\0\x17", 10);	/* groups */
	put(f, "\0\x0d\0\x06\0\x04\x04\x03\x08\x04", 10);	/* signatures */
	put(f, "\0\x2b\0\x05\x04\x03\x04\x03\x03", 9);	/* versions */
	put(f, "\0\x33\0\x26\0\x24\0\x1d\0\x20", 10);	/* key share */
	put_noise(f, 32, s->key + 2);
	set16(f, ext - 2, f->n - ext);
	set16(f, hello - 2, f->n - hello);
	set16(f, record - 2, f->n - record);
}

/* The server's flight: hello, change cipher spec, and a record of `rest'. */
static void
put_server_hello(struct frame *f, const struct session *s, uint32_t rest)
{
	put(f, "\x16\x03\x03\0\x7a\x02\0\0\x76\x03\x03", 11);
	put_noise(f, 32, s->key + 3);
	put8(f, 32);
	put_noise(f, 32, s->key + 1);
	put(f, "\x13\x01\0\0\x2e", 5);
	put(f, "\0\x2b\0\x02\x03\x04", 6);
	put(f, "\0\x33\0\x24\0\x1d\0\x20", 8);
	put_noise(f, 32, s->key + 4);
	put(f, "\x14\x03\x03\0\1\1", 6);
	put(f, "\x17\x03\x03", 3);
	put16(f, rest);
}

/*
 * The head of a message, from the client (dir 0) or the server, with `body'
 * octets to follow.  Depends on the session alone, so it can be made twice.
 */
static void
put_head(struct frame *f, const struct session *s, int dir, uint32_t body)
{
	uint64_t r = s->key + s->exchange;
	unsigned a = (unsigned)(draw(&r) & 0xffff);
	const char *w = words[a % NELEM(words)];

	switch (apps[s->app].kind) {
	case K_HTTP:
		if (dir == 0)
			put_text(f, "%s /%s/%s/%u.html HTTP/1.1\r\n"
			    "Host: %s%u.example.com\r\n"
			    "User-Agent: mixgen/1.0\r\nAccept: */*\r\n"
			    "Content-Length: %u\r\n\r\n",
			    body > 0 ? "POST" : "GET", w,
			    words[a / 16 % NELEM(words)], a, w, a & 255, body);
		else
			put_text(f, "HTTP/1.1 %s\r\nServer: mixgen\r\n"
			    "Content-Type: text/html; charset=utf-8\r\n"
			    "Cache-Control: max-age=%u\r\n"
			    "Content-Length: %u\r\n\r\n",
			    a % 20 == 0 ? "404 Not Found" : "200 OK", a, body);
		break;
	case K_TLS:
		if (s->exchange == 0 && dir == 0) {
			put_client_hello(f, s);
		} else if (s->exchange == 0) {
			put_server_hello(f, s, body);
		} else {
			put(f, "\x17\x03\x03", 3);
			put16(f, body);
		}
		break;
	case K_RESP:
		if (dir == 0)
			put_text(f, "*3\r\n$3\r\nSET\r\n$%zu\r\n%s\r\n$%u\r\n",
			    strlen(w), w, body - 2);
		else
			put_text(f, "$%u\r\n", body - 2);
		break;
	case K_BINARY:
		put32(f, body + 4);
		put32(f, (uint32_t)dir << 16 | s->exchange);
		break;
	}
}

/* Octets off to off + len of the body that follows such a head. */
static void
put_body(struct frame *f, const struct session *s, int dir, uint32_t off,
    uint32_t len, uint32_t body)
{
	static const char line[] = "<p>All packets are equal, but some "
	    "packets are more equal than others.</p>\r\n";
	enum kind kind = apps[s->app].kind;
	size_t start = f->n;

	if (kind == K_TLS || kind == K_BINARY)
		put_noise(f, len, s->key + off + (uint64_t)dir * 7919);
	else
		for (uint32_t i = off; i < off + len; i++)
			put8(f, (uint8_t)line[i % (sizeof(line) - 1)]);
	if (kind == K_RESP && len >= 2 && off + len == body)
		memcpy(f->b + start + len - 2, "\r\n", 2);
}

/* Octets of the body that the client's next message has. */
static uint32_t
request_body(const struct session *s)
{
	uint64_t r = s->key + 31 * s->exchange;
	uint32_t n = 40 + (uint32_t)(draw(&r) % 400);

	if (apps[s->app].kind == K_HTTP)
		return (n % 4 == 0 ? n : 0);
	return (apps[s->app].kind == K_TLS && s->exchange == 0 ? 0 : n);
}

/* --- TCP ---------------------------------------------------------------- */

static void
new_session(struct session *s, bool v6)
{
	memset(s, 0, sizeof(*s));
	s->key = draw(&rng);
	s->client = below(nhosts);
	/* A tenth of the hosts serve. */
	s->server = below(nhosts / 10 + 1) * 7 % nhosts;
	if (s->server == s->client)
		s->server = (s->client + 1) % nhosts;
	s->cport = (uint16_t)(32768 + below(28232));
	s->app = (uint8_t)below(NELEM(apps));
	s->seq[0] = (uint32_t)(draw(&rng) & 0xffffffff);
	s->seq[1] = (uint32_t)(draw(&rng) & 0xffffffff);
	s->exchanges = (uint8_t)(8 + below(16));
	s->stamps = percent(90);
	s->v6 = v6;
}

static struct session *
new_sessions(uint32_t n, bool v6)
{
	struct session *s = calloc(n, sizeof(*s));

	if (s == NULL) {
		fprintf(stderr, "mixgen: no memory for %u flows\n", n);
		exit(1);
	}
	for (uint32_t i = 0; i < n; i++) {
		new_session(&s[i], v6);
		s[i].client = i % nhosts;
		if (s[i].server == s[i].client)
			s[i].server = (s[i].client + 1) % nhosts;
		if (percent(90)) {	/* was there before the capture */
			s[i].state = S_REQ;
			s[i].exchange = (uint8_t)below(s[i].exchanges);
		}
	}
	return (s);
}

/* The clock of RFC 7323 stamps: milliseconds, another start for each end. */
static uint32_t
stamp(const struct session *s, int dir)
{
	return ((uint32_t)((now_us / 1000 + (s->key >> (dir ? 32 : 8))) &
	    0xffffffff));
}

static void
put_options(struct frame *f, const struct session *s, int dir, uint32_t flags,
    uint32_t sack)
{
	if (flags & TH_SYN) {
		put16(f, 0x0204);
		put16(f, s->v6 ? 1440 : 1460);
		put16(f, 0x0402);
		if (!s->stamps)
			put16(f, 0x0101);
	} else if (s->stamps) {
		put16(f, 0x0101);
	}
	if (s->stamps) {
		put16(f, 0x080a);
		put32(f, stamp(s, dir));
		/* Nothing to echo on the first; a little old on the others. */
		put32(f, flags == TH_SYN ? 0 : stamp(s, !dir) - 1);
	}
	if (flags & TH_SYN) {
		put16(f, 0x0103);
		put16(f, 0x0307);
	}
	if (sack > 0) {
		put32(f, 0x0101050a);
		put32(f, s->seq[!dir] - sack);
		put32(f, s->seq[!dir]);
	}
}

/* Octets off to off + len of a message; a head never spans two segments. */
static void
put_payload(struct frame *f, const struct session *s, int dir, uint32_t off,
    uint32_t len)
{
	uint32_t body = dir ? s->total - s->head : request_body(s);
	size_t start = f->n;

	if (off == 0) {
		put_head(f, s, dir, body);
		put_body(f, s, dir, 0, len - (uint32_t)(f->n - start), body);
	} else {
		put_body(f, s, dir, off - s->head, len, body);
	}
}

/* Octets of the head of a message with such a body. */
static uint32_t
head_length(const struct session *s, int dir, uint32_t body)
{
	struct frame f;

	f.n = 0;
	put_head(&f, s, dir, body);
	return ((uint32_t)f.n);
}

/*
 * A segment from one end.  With sack > 0 it reports that the last `sack'
 * octets have come, but not the segment of 1448 before them.
 */
static void
segment(struct frame *f, struct session *s, int dir, uint32_t flags,
    uint32_t off, uint32_t len, uint32_t sack)
{
	uint32_t port = apps[s->app].port;
	uint32_t ack = s->seq[!dir] - (sack > 0 ? sack + 1448 : 0);
	struct ip ip = begin_ip(f, dir ? s->server : s->client,
	    dir ? s->client : s->server, IP_TCP, s->v6);

	put16(f, dir ? port : s->cport);
	put16(f, dir ? s->cport : port);
	put32(f, s->seq[dir]);
	put32(f, flags & TH_ACK ? ack : 0);
	put16(f, flags);
	put16(f, flags & TH_SYN ? 64240 : 502 - below(3));
	put32(f, 0);
	put_options(f, s, dir, flags, sack);
	f->b[ip.l4 + 12] = (uint8_t)((f->n - ip.l4) / 4 << 4 & 0xff);
	if (len > 0)
		put_payload(f, s, dir, off, len);
	end_ip(f, ip);
	s->seq[dir] += len + (flags & (TH_SYN | TH_FIN) ? 1 : 0);
}

/* The client's request, whole in one segment; decides on the answer. */
static void
request(struct frame *f, struct session *s)
{
	uint32_t body = request_body(s);
	uint32_t answer = 60 + below(percent(60) ? 300 : 5000);

	segment(f, s, 0, TH_PSH | TH_ACK, 0, head_length(s, 0, body) + body,
	    0);
	s->head = head_length(s, 1, answer);
	s->total = s->head + answer;
	s->sent = 0;
	s->unacked = 0;
	s->state = S_RESP;
}

/* One segment of the answer, or the client's ACK of every second one. */
static void
respond(struct frame *f, struct session *s)
{
	uint32_t mss = s->v6 ? 1428 : 1448, len = s->total - s->sent;

	if (s->unacked == 2) {
		segment(f, s, 0, TH_ACK, 0, 0, 0);
		s->unacked = 0;
		return;
	}
	if (len > mss)
		len = mss;
	segment(f, s, 1, s->sent + len == s->total ? TH_PSH | TH_ACK : TH_ACK,
	    s->sent, len, 0);
	s->sent += len;
	s->unacked++;
	if (s->sent == s->total)
		s->state = S_RACK;
}

/* The client has it all: an ACK and the next exchange, or the end. */
static void
acknowledge(struct frame *f, struct session *s)
{
	uint32_t last = s->total % 1448;

	if (s->stamps && !s->v6 && s->total > 2 * 1448 && last > 0 &&
	    percent(5)) {
		segment(f, s, 0, TH_ACK, 0, 0, last);
		return;
	}
	s->exchange++;
	s->state = s->exchange < s->exchanges ? S_REQ : S_FIN;
	if (s->state == S_REQ && percent(60))
		request(f, s);	/* carries the ACK */
	else
		segment(f, s, 0, TH_ACK, 0, 0, 0);
}

/* The next packet of a session. */
static void
step(struct frame *f, struct session *s)
{
	switch ((enum state)s->state) {
	case S_SYN:
		segment(f, s, 0, TH_SYN, 0, 0, 0);
		s->state = S_SYNACK;
		break;
	case S_SYNACK:
		segment(f, s, 1, TH_SYN | TH_ACK, 0, 0, 0);
		s->state = S_ACK;
		break;
	case S_ACK:
		segment(f, s, 0, TH_ACK, 0, 0, 0);
		s->state = S_REQ;
		break;
	case S_REQ:
		request(f, s);
		break;
	case S_RESP:
		respond(f, s);
		break;
	case S_RACK:
		acknowledge(f, s);
		break;
	case S_FIN:
		if (percent(5)) {
			segment(f, s, 0, TH_RST | TH_ACK, 0, 0, 0);
			new_session(s, s->v6);
			break;
		}
		segment(f, s, 0, TH_FIN | TH_ACK, 0, 0, 0);
		s->state = S_FINACK;
		break;
	case S_FINACK:
		segment(f, s, 1, TH_FIN | TH_ACK, 0, 0, 0);
		s->state = S_LAST;
		break;
	case S_LAST:
		segment(f, s, 0, TH_ACK, 0, 0, 0);
		new_session(s, s->v6);
		break;
	}
}

/* --- DNS ---------------------------------------------------------------- */

static void
put_name(struct frame *f, const char *name)
{
	while (*name != '\0') {
		size_t n = strcspn(name, ".");

		put8(f, (uint32_t)n);
		put(f, name, n);
		name += n + (name[n] == '.' ? 1 : 0);
	}
	put8(f, 0);
}

static void
put_question(struct frame *f, const struct query *q, uint32_t type)
{
	char name[64];

	if (type == T_PTR)
		snprintf(name, sizeof(name), "%u.%u.%u.10.in-addr.arpa",
		    q->name & 255, q->name >> 8 & 255, q->name >> 16 & 255);
	else
		snprintf(name, sizeof(name), "%s%u.%s.example.com",
		    words[q->name % NELEM(words)], q->name >> 4,
		    words[q->name / 16 % NELEM(words)]);
	put_name(f, name);
	put16(f, type);
	put16(f, 1);
}

/* Begins a record whose owner is the question's name, or the pointer given. */
static size_t
begin_rr(struct frame *f, uint32_t owner, uint32_t type, uint32_t ttl)
{
	put16(f, 0xc000 | owner);
	put16(f, type);
	put16(f, 1);
	put32(f, ttl);
	put16(f, 0);
	return (f->n);
}

static void
end_rr(struct frame *f, size_t data)
{
	set16(f, data - 2, f->n - data);
}

/* The records that answer; `msg' is where the message starts. */
static uint32_t
put_answers(struct frame *f, const struct query *q, uint32_t type, size_t msg)
{
	uint32_t n = type == T_A || type == T_AAAA || type == T_MX ?
	    1 + q->name % 3 : 1, owner = 12, count = n;
	size_t rr;

	if (q->type & T_CHAIN) {
		rr = begin_rr(f, owner, T_CNAME, 300);
		owner = (uint32_t)(f->n - msg);
		put_name(f, "edge.cdn.example.net");
		end_rr(f, rr);
		count++;
	}
	for (uint32_t i = 0; i < n; i++) {
		rr = begin_rr(f, owner, type, 60 + q->name % 3600);
		if (type == T_A) {
			put32(f, address4((q->name + i) % nhosts));
		} else if (type == T_AAAA) {
			put_address6(f, (q->name + i) % nhosts);
		} else if (type == T_MX) {
			put16(f, 10 * (i + 1));
			put_text(f, "%cmx%u", 3, i);
			put16(f, 0xc00c);
		} else if (type == T_TXT) {
			put_text(f, "%cv=spf1 ip4:10.%03u.0.0/16 -all", 29,
			    q->name % 256);
		} else {
			put_name(f, "ptr.example.org");
		}
		end_rr(f, rr);
	}
	return (count);
}

/* The SOA that tells how long the absence may be believed (RFC 2308). */
static void
put_soa(struct frame *f)
{
	size_t rr = begin_rr(f, 12, T_SOA, 900);

	put_name(f, "ns1.example.com");
	put_name(f, "hostmaster.example.com");
	put32(f, 2024010101);
	put32(f, 7200);
	put32(f, 3600);
	put32(f, 1209600);
	put32(f, 900);
	end_rr(f, rr);
}

static void
put_dns(struct frame *f, const struct query *q, bool response)
{
	uint32_t type = q->type & 0xffff;
	bool absent = response && (q->type & T_NXDOMAIN);
	size_t msg = f->n;

	put16(f, q->id);
	put16(f, !response ? 0x0100 : absent ? 0x8183 : 0x8180);
	put16(f, 1);
	put16(f, 0);
	put16(f, absent ? 1 : 0);
	put16(f, q->edns ? 1 : 0);
	put_question(f, q, type);
	if (absent)
		put_soa(f);
	else if (response)
		set16(f, msg + 6, put_answers(f, q, type, msg));
	if (q->edns) {
		put8(f, 0);
		put16(f, T_OPT);
		put16(f, 1232);
		put32(f, q->name % 2 ? 0x8000 : 0);	/* DO */
		put16(f, 0);
	}
}

static void
new_query(struct query *q, bool v6)
{
	static const uint32_t types[] = { T_A, T_A, T_A, T_A, T_A, T_A,
	    T_A | T_CHAIN, T_A | T_CHAIN, T_A | T_NXDOMAIN,
	    T_AAAA | T_NXDOMAIN, T_AAAA, T_AAAA, T_AAAA, T_AAAA | T_CHAIN,
	    T_CNAME, T_MX, T_TXT, T_PTR };

	q->client = below(nhosts);
	q->resolver = (uint8_t)below(RESOLVERS);
	q->name = below(1 << 20);
	q->type = types[below(NELEM(types))];
	q->port = (uint16_t)(1024 + below(64000));
	q->id = (uint16_t)below(65536);
	q->edns = percent(50);
	q->v6 = v6;
}

/* A query, or the response to one that waits. */
static void
dns(struct frame *f, bool v6)
{
	struct query *q = &pending[npending];
	bool response = npending == PENDING ||
	    (npending > 0 && percent(49));
	uint32_t server;
	struct ip ip;

	if (response)
		q = &pending[below((uint32_t)npending)];
	else
		new_query(q, v6);
	server = q->resolver % nhosts;
	put_eth(f, response ? server : q->client,
	    response ? q->client : server, q->v6 ? ETH_IP6 : ETH_IP4);
	if (response)
		ip = begin_udp(f, server, q->client, 53, q->port, q->v6);
	else
		ip = begin_udp(f, q->client, server, q->port, 53, q->v6);
	put_dns(f, q, response);
	end_ip(f, ip);
	if (response)
		*q = pending[--npending];
	else
		npending++;
}

/* --- the rest ----------------------------------------------------------- */

static void
tcp(struct frame *f, struct session *s)
{
	bool up = s->state == S_SYNACK || s->state == S_FINACK ||
	    (s->state == S_RESP && s->unacked < 2);

	put_eth(f, up ? s->server : s->client, up ? s->client : s->server,
	    s->v6 ? ETH_IP6 : ETH_IP4);
	step(f, s);
}

static void
quic(struct frame *f, bool v6)
{
	uint32_t a = below(nhosts), b = below(nhosts);
	uint32_t port = 32768 + below(28232);
	bool first = percent(15), up = percent(70);
	struct ip ip;

	put_eth(f, a, b, v6 ? ETH_IP6 : ETH_IP4);
	ip = begin_udp(f, a, b, up ? 443 : port, up ? port : 443, v6);
	if (first) {		/* Initial of RFC 9000, padded to 1200 */
		put8(f, 0xc0 | below(4));
		put32(f, 1);
		put8(f, 8);
		put_noise(f, 8, port);
		put(f, "\0\0", 2);
		put16(f, 0x4000 | (1200 - 18));
		put_noise(f, 1200 - 18, draw(&rng));
	} else {
		put8(f, 0x40 | below(64));
		put_noise(f, up ? 200 + below(1000) : 25 + below(40),
		    draw(&rng));
	}
	end_ip(f, ip);
}

static void
echo(struct frame *f, bool v6)
{
	uint32_t a = below(nhosts), b = below(nhosts);
	bool reply = percent(50);
	struct ip ip = begin_ip(f, a, b, v6 ? IP_ICMP6 : IP_ICMP, v6);

	put8(f, v6 ? (reply ? 129 : 128) : reply ? 0 : 8);
	put8(f, 0);
	put16(f, 0);
	put16(f, 1 + a % 50);
	put16(f, ++ping_seq);
	put_noise(f, 56, now_us);
	end_ip(f, ip);
}

/* An error that quotes a datagram: unreachable, too big, time exceeded. */
static void
icmp_error(struct frame *f, bool v6)
{
	static const struct {
		uint8_t	type, code, type6, code6;
		uint16_t mtu;
	} errors[] = {
		{ 3, 3, 1, 4, 0 }, { 3, 1, 1, 3, 0 }, { 3, 4, 2, 0, 1400 },
		{ 11, 0, 3, 0, 0 }, { 3, 13, 1, 1, 0 },
	};
	uint32_t a = below(nhosts), b = below(nhosts), e = below(5);
	struct ip in, ip = begin_ip(f, a, b, v6 ? IP_ICMP6 : IP_ICMP, v6);

	put8(f, v6 ? errors[e].type6 : errors[e].type);
	put8(f, v6 ? errors[e].code6 : errors[e].code);
	put16(f, 0);
	put32(f, errors[e].mtu);
	in = begin_udp(f, b, a, 33434 + below(90), 33434 + below(90), v6);
	put_noise(f, 32, now_us);
	end_ip(f, in);
	end_ip(f, ip);
}

static void
icmp(struct frame *f)
{
	put_eth(f, below(nhosts), below(nhosts), ETH_IP4);
	if (percent(70))
		echo(f, false);
	else
		icmp_error(f, false);
}

static void
neighbour(struct frame *f)
{
	uint32_t a = below(nhosts), b = below(nhosts);
	bool reply = percent(50);
	struct ip ip = begin_ip(f, a, b, IP_ICMP6, true);

	put16(f, reply ? 0x8800 : 0x8700);
	put16(f, 0);
	put32(f, reply ? 0x60000000 : 0);
	put_address6(f, reply ? a : b);
	put16(f, reply ? 0x0201 : 0x0101);
	put_mac(f, a);
	end_ip(f, ip);
}

static void
ipv6(struct frame *f)
{
	uint32_t r = below(100);

	if (r < 55) {
		tcp(f, &six[below(nsix)]);
	} else if (r < 70) {
		dns(f, true);
	} else if (r < 82) {
		quic(f, true);
	} else {
		put_eth(f, below(nhosts), below(nhosts), ETH_IP6);
		if (r < 90)
			echo(f, true);
		else if (r < 97)
			neighbour(f);
		else
			icmp_error(f, true);
	}
}

static void
vxlan(struct frame *f)
{
	uint32_t a = below(nhosts), b = below(nhosts);
	struct ip ip;
	uint32_t n = below(ninner);

	put_eth(f, a, b, ETH_IP4);
	/* 49152 is another protocol to tcpdump 4.99 */
	ip = begin_udp(f, a, b, 49153 + n % 16383, 4789, false);
	put32(f, 0x08000000);
	put32(f, (100 + n % 8) << 8);
	if (percent(80))
		tcp(f, &inner[n]);
	else
		icmp(f);
	end_ip(f, ip);
	set16(f, ip.l4 + 6, 0);		/* RFC 7348, 5: should be zero */
}

static void
arp(struct frame *f)
{
	uint32_t a = below(nhosts), b = below(nhosts);
	bool reply = percent(45);

	if (reply) {
		put_eth(f, a, b, ETH_ARP);
	} else {
		put(f, "\xff\xff\xff\xff\xff\xff", 6);
		put_mac(f, a);
		put16(f, ETH_ARP);
	}
	put(f, "\0\1\x08\0\6\4\0", 7);
	put8(f, reply ? 2 : 1);
	put_mac(f, a);
	put32(f, address4(a));
	if (reply)
		put_mac(f, b);
	else
		put(f, "\0\0\0\0\0\0", 6);
	put32(f, address4(b));
}

static void
make_frame(struct frame *f)
{
	uint32_t r = below(1000);

	f->n = 0;
	if (r < 600)
		tcp(f, &plain[below(nplain)]);
	else if (r < 800)
		dns(f, false);
	else if (r < 860)
		ipv6(f);
	else if (r < 905)
		vxlan(f);
	else if (r < 930)
		arp(f);
	else if (r < 960)
		icmp(f);
	else
		quic(f, false);
}

/* Little-endian, whatever the machine, so that the bytes are the same. */
static void
put_le32(uint8_t *p, uint64_t v)
{
	for (int i = 0; i < 4; i++, v >>= 8)
		p[i] = (uint8_t)(v & 0xff);
}

static void
fail_write(void)
{
	fprintf(stderr, "mixgen: standard output: %s\n", strerror(errno));
	exit(1);
}

static void
write_all(const void *p, size_t n)
{
	if (fwrite(p, 1, n, stdout) != n)
		fail_write();
}

static void
write_capture(uint64_t packets)
{
	static const uint32_t head[] = { 0xa1b2c3d4, 4 << 16 | 2, 0, 0, 262144,
	    1 };
	static struct frame f;
	uint8_t b[24];

	for (size_t i = 0; i < NELEM(head); i++)
		put_le32(b + 4 * i, head[i]);
	write_all(b, 24);
	for (; packets > 0; packets--) {
		make_frame(&f);
		put_le32(b, now_us / 1000000);
		put_le32(b + 4, now_us % 1000000);
		put_le32(b + 8, f.n);
		put_le32(b + 12, f.n);
		write_all(b, 16);
		write_all(f.b, f.n);
		now_us += below(percent(1) ? 1000 : 40);
	}
	if (fflush(stdout) == EOF)
		fail_write();
}

static uint64_t
number(int opt, const char *arg, uint64_t min, uint64_t max)
{
	char *end;
	uint64_t v;

	errno = 0;
	v = strtoull(arg, &end, 10);
	if (errno != 0 || *arg < '0' || *arg > '9' || *end != '\0' ||
	    v < min || v > max) {
		fprintf(stderr, "mixgen: -%c %s: not a number from %" PRIu64
		    " to %" PRIu64 "\n", opt, arg, min, max);
		exit(1);
	}
	return (v);
}

int
main(int argc, char **argv)
{
	uint64_t packets = 500000;
	int c;

	rng = 1;
	while ((c = getopt(argc, argv, "F:H:n:s:")) != -1)
		switch (c) {
		case 'F':
			nflows = (uint32_t)number(c, optarg, 16, 10000000);
			break;
		case 'H':
			nhosts = (uint32_t)number(c, optarg, 2, 10000000);
			break;
		case 'n':
			packets = number(c, optarg, 0, UINT64_MAX);
			break;
		case 's':
			rng = number(c, optarg, 0, UINT64_MAX);
			break;
		default:
			fprintf(stderr, "usage: mixgen [-n packets] "
			    "[-H hosts] [-F flows] [-s seed] > file.pcap\n");
			return (1);
		}
	if (optind != argc || isatty(STDOUT_FILENO)) {
		fprintf(stderr, "mixgen: writes a capture to standard output; "
		    "redirect it to a file\n");
		return (1);
	}
	if (nflows == 0)
		nflows = nhosts < 1024 ? 4 * nhosts : 4096;
	nsix = ninner = nflows / 16;
	nplain = nflows - nsix - ninner;
	plain = new_sessions(nplain, false);
	six = new_sessions(nsix, true);
	inner = new_sessions(ninner, false);
	write_capture(packets);
	free(plain);
	free(six);
	free(inner);
	return (0);
}
