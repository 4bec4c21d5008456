/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * webhook "URL" [timeout 10s]: a POST of the event as JSON.  Values in the URL
 * are escaped as in file names.  A thread sends one after the other, so that
 * nothing waits for it; 64 may wait their turn.
 *
 * libcurl is loaded when the first rule asks for it: no other run pays for
 * it.
 */
#include "actions.h"

#ifdef HAVE_CURL

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>

#define DEFAULT_LIMIT 10000000000u	/* ns */
#define MAX_WAITING 64u
#define NS_PER_MS 1000000u

struct request {
	struct request *next;
	char *url, *body;
	long limit;			/* ms */
};

struct webhook {
	tp_template *url;
	uint64_t limit;
};

/* The thread's; all below the lock but curl's functions. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct request *first, **last;
	uint32_t waiting;		/* with the one that is sent */
	uint64_t dropped;
	int running;
	const tp_host *host;
	__typeof__(&curl_global_init) global_init;
	__typeof__(&curl_easy_init) easy_init;
	__typeof__(&curl_easy_setopt) setopt;
	__typeof__(&curl_easy_perform) perform;
	__typeof__(&curl_easy_cleanup) cleanup;
	__typeof__(&curl_easy_strerror) strerror;
	__typeof__(&curl_slist_append) append;
	__typeof__(&curl_slist_free_all) free_all;
} queue = { .lock = PTHREAD_MUTEX_INITIALIZER,
    .more = PTHREAD_COND_INITIALIZER };

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
post(const struct request *r)
{
	CURL *c = queue.easy_init();
	struct curl_slist *head;
	CURLcode rc;

	if (c == NULL)
		return;
	head = queue.append(NULL, "Content-Type: application/json");
	queue.setopt(c, CURLOPT_URL, r->url);
	queue.setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	queue.setopt(c, CURLOPT_POSTFIELDS, r->body);
	queue.setopt(c, CURLOPT_HTTPHEADER, head);
	queue.setopt(c, CURLOPT_USERAGENT, "tapir");
	queue.setopt(c, CURLOPT_TIMEOUT_MS, r->limit);
	queue.setopt(c, CURLOPT_NOSIGNAL, 1L);
	queue.setopt(c, CURLOPT_FAILONERROR, 1L);
	queue.setopt(c, CURLOPT_WRITEFUNCTION, discard);
	rc = queue.perform(c);
	if (rc != CURLE_OK)
		queue.host->log(queue.host, TP_LOG_WARNING, "webhook: %s: %s",
		    r->url, queue.strerror(rc));
	queue.cleanup(c);
	queue.free_all(head);
}

/* ------------------------------------------------------------ the thread */

static void
request_free(struct request *r)
{
	free(r->url);
	free(r->body);
	free(r);
}

static void *
work(void *arg)
{
	struct request *r;

	(void)pthread_mutex_lock(&queue.lock);
	for (;;) {
		while (queue.first == NULL)
			(void)pthread_cond_wait(&queue.more, &queue.lock);
		r = queue.first;
		queue.first = r->next;
		if (queue.first == NULL)
			queue.last = &queue.first;
		(void)pthread_mutex_unlock(&queue.lock);
		post(r);
		request_free(r);
		(void)pthread_mutex_lock(&queue.lock);
		queue.waiting--;
	}
	return arg;
}

/* With all signals blocked: they are the capture's. */
static int
start_thread(void)
{
	sigset_t all, before;
	pthread_t thread;
	int rc;

	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&thread, NULL, work, NULL);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (rc == 0)
		(void)pthread_detach(thread);
	return rc;
}

/* False: too many wait. */
static int
enqueue(struct request *r)
{
	int room;

	(void)pthread_mutex_lock(&queue.lock);
	if (queue.last == NULL)
		queue.last = &queue.first;
	room = queue.waiting < MAX_WAITING;
	if (room) {
		*queue.last = r;
		queue.last = &r->next;
		queue.waiting++;
		(void)pthread_cond_signal(&queue.more);
	} else
		queue.dropped++;
	(void)pthread_mutex_unlock(&queue.lock);
	return room;
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
	struct request *r = action_alloc(sizeof(*r));
	tp_text body = { NULL, 0, 0 };
	uint64_t ms = w->limit / NS_PER_MS;

	event_json(&body, e, NULL);
	r->body = body.s;
	r->url = strdup(h->expand(e, w->url));
	r->limit = ms > 3600000 ? 3600000 : ms == 0 ? 1 : (long)ms;
	/* not in parse(): a process that becomes another user has one thread */
	if (!queue.running && start_thread() == 0)
		queue.running = 1;
	if (queue.running && enqueue(r))
		return;
	if (queue.dropped <= 1)
		h->log(h, TP_LOG_WARNING, "webhook: %s: not sent: %u wait "
		    "already", r->url, MAX_WAITING);
	request_free(r);
}

/* At the end those that wait have had their chance after one more limit. */
static uint32_t
webhook_poll(void *self, int32_t last)
{
	const tp_host *h = self;
	uint32_t n;

	(void)pthread_mutex_lock(&queue.lock);
	n = queue.waiting;
	(void)pthread_mutex_unlock(&queue.lock);
	if (last && n == 0 && queue.dropped > 1) {
		h->log(h, TP_LOG_WARNING, "webhook: %llu were not sent",
		    (unsigned long long)queue.dropped);
		queue.dropped = 0;
	}
	return n;
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
