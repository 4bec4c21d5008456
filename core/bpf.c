/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bpf.h"
#include "fatal.h"

#define UNKNOWN SIZE_MAX

/* A pcap file's header; see pcap-savefile(5). */
struct file_header {
	uint32_t magic;
	uint16_t major, minor;
	uint32_t zone, accuracy;
	uint32_t snaplen;
	uint32_t linktype;
};

/* A filter compiled for one link type. */
struct compiled {
	uint32_t linktype;
	struct bpf_program program;
};

struct pktfilter {
	struct pktfilter_config config;
	struct compiled *compiled;
	size_t ncompiled;
	size_t *of_if;		/* interface: index into compiled, or UNKNOWN */
	size_t nifs;
};

pcap_t *
pktfilter_open_dlt(int dlt, int snaplen, char *err, size_t errlen)
{
	pcap_t *p = pcap_open_dead(dlt, snaplen);

	if (p == NULL)
		snprintf(err, errlen, "cannot compile for link type %d", dlt);
	return p;
}

/*
 * pcap_compile() refuses what makes no sense on a savefile only where the
 * handle is one: so it is given a file of a header and no packets.
 */
pcap_t *
pktfilter_open_saved(const struct capture_if *iface, char *err, size_t errlen)
{
	struct file_header header = { .magic = 0xa1b2c3d4, .major = 2,
	    .minor = 4, .snaplen = iface->snaplen,
	    .linktype = iface->linktype };
	char reason[PCAP_ERRBUF_SIZE] = "";
	FILE *fp = fmemopen(&header, sizeof(header), "r");
	pcap_t *p = fp == NULL ? NULL : pcap_fopen_offline(fp, reason);

	if (p != NULL)
		return p;
	if (fp != NULL)
		fclose(fp);
	snprintf(err, errlen, "cannot compile for link type %u: %s",
	    iface->linktype, reason);
	return NULL;
}

/* In network byte order, as pcap_compile() wants it. */
static bpf_u_int32
netmask_of(const char *device)
{
	char reason[PCAP_ERRBUF_SIZE];
	bpf_u_int32 net, mask;

	if (device == NULL || pcap_lookupnet(device, &net, &mask, reason) < 0)
		return 0;
	return mask;
}

int
pktfilter_compile(pcap_t *p, const char *device,
    const struct pktfilter_config *config, struct bpf_program *prog, char *err,
    size_t errlen)
{
	bpf_u_int32 mask = config->netmask ? netmask_of(device) : 0;

	if (pcap_compile(p, prog, config->expr, config->optimize, mask) == 0)
		return 0;
	snprintf(err, errlen, "%s", pcap_geterr(p));
	return -1;
}

int
pktfilter_dump(pcap_t *p, const char *device,
    const struct pktfilter_config *config, int level, char *err, size_t errlen)
{
	struct bpf_program prog;

	if (pktfilter_compile(p, device, config, &prog, err, errlen) < 0)
		return -1;
	bpf_dump(&prog, level);
	pcap_freecode(&prog);
	return 0;
}

struct pktfilter *
pktfilter_new(const struct pktfilter_config *config)
{
	struct pktfilter *pf = xcalloc(1, sizeof(*pf));

	pf->config = *config;
	return pf;
}

void
pktfilter_free(struct pktfilter *pf)
{
	for (size_t i = 0; i < pf->ncompiled; i++)
		pcap_freecode(&pf->compiled[i].program);
	free(pf->compiled);
	free(pf->of_if);
	free(pf);
}

static int
compile_saved(struct pktfilter *pf, const struct capture_if *iface,
    struct bpf_program *prog, char *err, size_t errlen)
{
	pcap_t *p = pktfilter_open_saved(iface, err, errlen);
	int rc;

	if (p == NULL)
		return -1;
	rc = pktfilter_compile(p, NULL, &pf->config, prog, err, errlen);
	pcap_close(p);
	return rc;
}

/* Finds or makes the program for an interface; -1 if it does not compile. */
static int
find_program(struct pktfilter *pf, const struct capture_if *iface,
    size_t *index, char *err, size_t errlen)
{
	struct compiled new = { .linktype = iface->linktype };
	size_t i;

	for (i = 0; i < pf->ncompiled; i++) {
		if (pf->compiled[i].linktype == iface->linktype)
			break;
	}
	if (i == pf->ncompiled) {
		if (compile_saved(pf, iface, &new.program, err, errlen) < 0)
			return -1;
		pf->compiled = xrealloc(pf->compiled, i + 1, sizeof(new));
		pf->compiled[pf->ncompiled++] = new;
	}
	*index = i;
	return 0;
}

int
pktfilter_prepare(struct pktfilter *pf, const struct source *s, uint32_t iface,
    char *err, size_t errlen)
{
	if (iface >= pf->nifs) {
		pf->of_if = xrealloc(pf->of_if, s->nifs, sizeof(*pf->of_if));
		while (pf->nifs < s->nifs)
			pf->of_if[pf->nifs++] = UNKNOWN;
	}
	if (pf->of_if[iface] != UNKNOWN)
		return 0;
	return find_program(pf, &s->ifs[iface], &pf->of_if[iface], err, errlen);
}

int
pktfilter_match(struct pktfilter *pf, const struct source *s,
    const struct frame *f, char *err, size_t errlen)
{
	struct pcap_pkthdr header = { .caplen = f->caplen, .len = f->len };

	if ((f->iface >= pf->nifs || pf->of_if[f->iface] == UNKNOWN) &&
	    pktfilter_prepare(pf, s, f->iface, err, errlen) < 0)
		return -1;
	return pcap_offline_filter(
	    &pf->compiled[pf->of_if[f->iface]].program, &header, f->data) != 0;
}
