/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * webhook "URL" [timeout 10s]: a POST of the event as JSON.  Values in the URL
 * are escaped as in file names.  A process of its own sends one after the
 * other, so that nothing waits for it and nobody else has the network; 64 may
 * wait their turn.
 *
 * libcurl is loaded when the first rule asks for it: no other run pays for
 * it.
 */
#include "actions.h"

#ifdef HAVE_CURL

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>

#define DEFAULT_LIMIT 10000000000u	/* ns */
#define MAX_WAITING 64u
#define MESSAGE_MAX (128u * 1024)
#define NS_PER_MS 1000000u

/* To the helper, with the URL, a NUL and the body behind it; it answers with
 * one octet once it is sent. */
struct request {
	int64_t limit;			/* ms */
};

struct webhook {
	tp_template *url;
	uint64_t limit;
};

static struct {
	int32_t fd;			/* of the helper */
	uint32_t waiting;		/* with the one that is sent */
	uint64_t dropped;
	const tp_host *host;
	__typeof__(&curl_global_init) global_init;
	__typeof__(&curl_easy_init) easy_init;
	__typeof__(&curl_easy_setopt) setopt;
	__typeof__(&curl_easy_perform) perform;
	__typeof__(&curl_easy_cleanup) cleanup;
	__typeof__(&curl_easy_strerror) strerror;
	__typeof__(&curl_slist_append) append;
	__typeof__(&curl_slist_free_all) free_all;
} queue = { .fd = -1 };

/* ----------------------------------------------------------------- curl */

/* What ISO C has no cast for. */
static int
find(void *library, const char *name, void *function)
{
	void *p = dlsym(library, name);

	memcpy(function, &p, sizeof(p));
	return p != NULL;
}

static int
curl_load(void)
{
	void *so = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);

	if (so == NULL)
		so = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
	return so != NULL &&
	    find(so, "curl_global_init", &queue.global_init) &&
	    find(so, "curl_easy_init", &queue.easy_init) &&
	    find(so, "curl_easy_setopt", &queue.setopt) &&
	    find(so, "curl_easy_perform", &queue.perform) &&
	    find(so, "curl_easy_cleanup", &queue.cleanup) &&
	    find(so, "curl_easy_strerror", &queue.strerror) &&
	    find(so, "curl_slist_append", &queue.append) &&
	    find(so, "curl_slist_free_all", &queue.free_all) &&
	    queue.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static size_t
discard(char *octets, size_t size, size_t n, void *arg)
{
	(void)octets;
	(void)arg;
	return size * n;
}

static void
post(const char *url, const char *body, int64_t limit)
{
	CURL *c = queue.easy_init();
	struct curl_slist *head;
	CURLcode rc;

	if (c == NULL)
		return;
	head = queue.append(NULL, "Content-Type: application/json");
	queue.setopt(c, CURLOPT_URL, url);
	queue.setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	queue.setopt(c, CURLOPT_POSTFIELDS, body);
	queue.setopt(c, CURLOPT_HTTPHEADER, head);
	queue.setopt(c, CURLOPT_USERAGENT, "tapir");
	queue.setopt(c, CURLOPT_TIMEOUT_MS, (long)limit);
	queue.setopt(c, CURLOPT_NOSIGNAL, 1L);
	queue.setopt(c, CURLOPT_FAILONERROR, 1L);
	queue.setopt(c, CURLOPT_WRITEFUNCTION, discard);
	rc = queue.perform(c);
	if (rc != CURLE_OK)
		queue.host->log(queue.host, TP_LOG_WARNING, "webhook: %s: %s",
		    url, queue.strerror(rc));
	queue.cleanup(c);
	queue.free_all(head);
}

/* ------------------------------------------------------------ the helper */

static void
work(int32_t fd, void *arg)
{
	static char message[MESSAGE_MAX + 1];
	const char *url = message + sizeof(struct request);
	struct request r;
	ssize_t n;

	(void)arg;
	while ((n = recv(fd, message, MESSAGE_MAX, 0)) > 0) {
		message[n] = '\0';
		memcpy(&r, message, sizeof(r));
		post(url, url + strlen(url) + 1, r.limit);
		if (send(fd, "", 1, MSG_NOSIGNAL) != 1)
			return;
	}
}

/* Those that have been sent. */
static void
hear(void)
{
	char octet;
	ssize_t n = 1;

	while (queue.waiting > 0 && n != -1) {
		n = recv(queue.fd, &octet, 1, MSG_DONTWAIT);
		if (n == 1)
			queue.waiting--;
		else if (n == 0 || errno != EAGAIN)
			queue.waiting = 0;	/* it is gone */
	}
}

/* False: it is too much, or too many wait. */
static int
enqueue(const tp_text *t)
{
	hear();
	if (queue.waiting == MAX_WAITING || t->n > MESSAGE_MAX ||
	    send(queue.fd, t->s, t->n, MSG_NOSIGNAL | MSG_DONTWAIT) == -1) {
		queue.dropped++;
		return 0;
	}
	queue.waiting++;
	return 1;
}

/* ------------------------------------------------------------- the action */

static tp_rc
webhook_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	struct webhook *w;
	tp_amount limit = { .n = DEFAULT_LIMIT, .unit = TP_UNIT_TIME };
	tp_template *url;

	*bad = n > 1 ? 1 : 0;
	if (n != 1 && (n != 3 || !arg_is(&args[1], "timeout")))
		return action_error(e, "it takes a URL, and timeout 10s");
	*bad = n == 3 ? 2 : 0;
	if (n == 3 && (h->amount(args[2].text, &limit) < 0 ||
	    limit.unit != TP_UNIT_TIME))
		return action_error(e, "behind timeout stands a time, such "
		    "as 10s");
	*bad = 0;
	if (strncmp(args[0].text, "http://", 7) != 0 &&
	    strncmp(args[0].text, "https://", 8) != 0)
		return action_error(e, "a URL starts with http:// or "
		    "https://");
	url = h->make_template(rule, args[0].text, TP_EXPAND_FILE_KEY, e);
	if (url == NULL)
		return TP_ERROR;
	if (queue.global_init == NULL && !curl_load())
		return action_error(e, "libcurl (libcurl.so.4) does not load; "
		    "on Debian it is in the package libcurl4");
	queue.host = h;
	h->helper(h, "tapir-webhook", work, NULL, &queue.fd);
	w = *instance = action_alloc(sizeof(*w));
	w->url = url;
	w->limit = limit.n;
	return TP_OK;
}

static void
webhook_fire(void *self, void *instance, const tp_event *e)
{
	const tp_host *h = self;
	const struct webhook *w = instance;
	const char *url = h->expand(e, w->url);
	const uint64_t ms = w->limit / NS_PER_MS;
	const struct request r = {
		.limit = ms > 3600000 ? 3600000 : ms == 0 ? 1 : (int64_t)ms
	};
	tp_text t = { NULL, 0, 0 };

	tp_text_put(&t, (const char *)&r, sizeof(r));
	tp_text_put(&t, url, (uint32_t)strlen(url) + 1);
	event_json(&t, e, NULL);
	if (!enqueue(&t) && queue.dropped == 1)
		h->log(h, TP_LOG_WARNING, "webhook: %s: not sent: %u wait "
		    "already", url, queue.waiting);
	tp_text_free(&t);
}

/* At the end those that wait have had their chance after one more limit. */
static uint32_t
webhook_poll(void *self, int32_t last)
{
	const tp_host *h = self;

	hear();
	if (last && queue.waiting == 0 && queue.dropped > 1) {
		h->log(h, TP_LOG_WARNING, "webhook: %llu were not sent",
		    (unsigned long long)queue.dropped);
		queue.dropped = 0;
	}
	return queue.waiting;
}

static void
webhook_destroy(void *self, void *instance)
{
	(void)self;
	free(instance);
}

#else

static tp_rc
webhook_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	(void)self;
	(void)rule;
	(void)args;
	(void)n;
	(void)instance;
	(void)bad;
	return action_error(e, "this tapir was built without libcurl");
}

static void
webhook_fire(void *self, void *instance, const tp_event *e)
{
	(void)self;
	(void)instance;
	(void)e;
}

#define webhook_poll NULL
#define webhook_destroy NULL

#endif

const tp_action_desc action_webhook = {
	.size = sizeof(action_webhook), .name = "webhook",
	.usage = "\"http://HOST/PATH\" [timeout 10s]",
	.parse = webhook_parse, .fire = webhook_fire, .poll = webhook_poll,
	.destroy = webhook_destroy,
};
