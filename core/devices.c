/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "devices.h"
#include "fatal.h"

/* What a connection status is called, wireless and wired. */
struct status_names {
	bpf_u_int32 status;
	const char *wireless, *wired;
};

static const struct status_names status_names[] = {
	{ PCAP_IF_CONNECTION_STATUS_UNKNOWN, ", Association status unknown",
	    ", Connection status unknown" },
	{ PCAP_IF_CONNECTION_STATUS_CONNECTED, ", Associated", ", Connected" },
	{ PCAP_IF_CONNECTION_STATUS_DISCONNECTED, ", Not associated",
	    ", Disconnected" },
	{ PCAP_IF_CONNECTION_STATUS_NOT_APPLICABLE, "", "" },
};

static const char *
status_name(bpf_u_int32 flags)
{
	const struct status_names *s = status_names;

	while (s->status != (flags & PCAP_IF_CONNECTION_STATUS))
		s++;
	return flags & PCAP_IF_WIRELESS ? s->wireless : s->wired;
}

static void
print_flags(FILE *fp, bpf_u_int32 flags)
{
	static const struct { bpf_u_int32 bit; const char *name; } names[] = {
		{ PCAP_IF_UP, "Up" },
		{ PCAP_IF_RUNNING, "Running" },
		{ PCAP_IF_LOOPBACK, "Loopback" },
		{ PCAP_IF_WIRELESS, "Wireless" },
	};
	const char *comma = "";

	fputs(" [", fp);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (flags & names[i].bit) {
			fprintf(fp, "%s%s", comma, names[i].name);
			comma = ", ";
		}
	}
	if (*comma == '\0')
		fputs("none", fp);
	fprintf(fp, "%s]", status_name(flags));
}

static int
find_devices(pcap_if_t **all, char *err, size_t errlen)
{
	char reason[PCAP_ERRBUF_SIZE];

	if (pcap_findalldevs(all, reason) == 0)
		return 0;
	snprintf(err, errlen, "%s", reason);
	return -1;
}

int
devices_list(FILE *fp, char *err, size_t errlen)
{
	pcap_if_t *all, *dev;
	int number = 0;

	if (find_devices(&all, err, errlen) < 0)
		return -1;
	for (dev = all; dev != NULL; dev = dev->next) {
		fprintf(fp, "%d.%s", ++number, dev->name);
		if (dev->description != NULL)
			fprintf(fp, " (%s)", dev->description);
		if (dev->flags != 0)
			print_flags(fp, dev->flags);
		putc('\n', fp);
	}
	pcap_freealldevs(all);
	return 0;
}

/* The number in the whole of s; -1 if it is one but out of range, 0 if none. */
static int
device_number(const char *s)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(s, &end, 10);
	if (end == s || *end != '\0')
		return 0;
	return errno != 0 || n <= 0 || n > INT_MAX ? -1 : (int)n;
}

/* An interface may be called `2': a name goes before a number. */
static const pcap_if_t *
find_device(const pcap_if_t *all, const char *name, int number)
{
	const pcap_if_t *dev;

	for (dev = all; dev != NULL; dev = dev->next) {
		if (strcmp(dev->name, name) == 0)
			return dev;
	}
	for (dev = all; dev != NULL && number > 1; dev = dev->next)
		number--;
	return number == 1 ? dev : NULL;
}

static char *
first_device(const pcap_if_t *all, char *err, size_t errlen)
{
	if (all != NULL)
		return xstrdup(all->name);
	snprintf(err, errlen, "no interfaces available for capture");
	return NULL;
}

static char *
device_by_number(const pcap_if_t *all, const char *name, int number, char *err,
    size_t errlen)
{
	const pcap_if_t *dev = find_device(all, name, number);

	if (dev != NULL)
		return xstrdup(dev->name);
	snprintf(err, errlen, "Invalid adapter index %s (-D lists them)", name);
	return NULL;
}

char *
devices_resolve(const char *name, char *err, size_t errlen)
{
	int number = name == NULL ? 0 : device_number(name);
	pcap_if_t *all;
	char *found;

	if (name != NULL && number == 0)
		return xstrdup(name);
	if (find_devices(&all, err, errlen) < 0)
		return NULL;
	if (name == NULL)
		found = first_device(all, err, errlen);
	else
		found = device_by_number(all, name, number, err, errlen);
	pcap_freealldevs(all);
	return found;
}

static void
print_dlt(FILE *fp, int dlt, bool printed)
{
	const char *name = pcap_datalink_val_to_name(dlt);

	if (name == NULL) {
		fprintf(fp, "  DLT %d", dlt);
	} else {
		fprintf(fp, "  %s (%s)", name,
		    pcap_datalink_val_to_description(dlt));
	}
	fprintf(fp, "%s\n", printed ? "" : " (printing not supported)");
}

static int
list_dlts(FILE *fp, const char *device, const struct capture_config *config,
    bool (*printed)(void *arg, int dlt), void *arg, char *err, size_t errlen)
{
	pcap_t *p = capture_activate(device, config, err, errlen);
	int *dlts, n;

	if (p == NULL)
		return -1;
	n = pcap_list_datalinks(p, &dlts);
	if (n < 0) {
		snprintf(err, errlen, "%s: %s", device, pcap_geterr(p));
		pcap_close(p);
		return -1;
	}
	fprintf(fp, "Data link types for %s %s(use option -y to set):\n",
	    device, config->monitor ? "when in monitor mode " : "");
	for (int i = 0; i < n; i++)
		print_dlt(fp, dlts[i], printed(arg, dlts[i]));
	pcap_free_datalinks(dlts);
	pcap_close(p);
	return 0;
}

int
devices_list_dlts(FILE *fp, const struct capture_config *config,
    bool (*printed)(void *arg, int dlt), void *arg, char *err, size_t errlen)
{
	size_t i = 0;

	do {
		char *device = devices_resolve(
		    config->nifs == 0 ? NULL : config->ifs[i], err, errlen);
		int rc = device == NULL ? -1 :
		    list_dlts(fp, device, config, printed, arg, err, errlen);

		free(device);
		if (rc < 0)
			return -1;
	} while (++i < config->nifs);
	return 0;
}

static int
list_tstamps(FILE *fp, const char *device, char *err, size_t errlen)
{
	char reason[PCAP_ERRBUF_SIZE];
	pcap_t *p = pcap_create(device, reason);
	int *types = NULL, n;

	if (p == NULL) {
		snprintf(err, errlen, "%s: %s", device, reason);
		return -1;
	}
	n = pcap_list_tstamp_types(p, &types);
	if (n < 0) {
		snprintf(err, errlen, "%s: %s", device, pcap_geterr(p));
		pcap_close(p);
		return -1;
	}
	if (n == 0)
		fprintf(fp, "Time stamp type cannot be set for %s\n", device);
	else
		fprintf(fp, "Time stamp types for %s (use option -j to set):\n",
		    device);
	for (int i = 0; i < n; i++)
		fprintf(fp, "  %s (%s)\n",
		    pcap_tstamp_type_val_to_name(types[i]),
		    pcap_tstamp_type_val_to_description(types[i]));
	pcap_free_tstamp_types(types);
	pcap_close(p);
	return 0;
}

int
devices_list_tstamps(FILE *fp, const struct capture_config *config, char *err,
    size_t errlen)
{
	size_t i = 0;

	do {
		char *device = devices_resolve(
		    config->nifs == 0 ? NULL : config->ifs[i], err, errlen);
		int rc = device == NULL ? -1 :
		    list_tstamps(fp, device, err, errlen);

		free(device);
		if (rc < 0)
			return -1;
	} while (++i < config->nifs);
	return 0;
}
