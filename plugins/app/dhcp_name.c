/* SPDX-License-Identifier: BSD-3-Clause */
/* Domain names in the options of DHCP and DHCPv6 (RFC 1035 3.1). */
#include "dhcp_name.h"

#define MAX_STEPS 1024u

struct dhcp_names
dhcp_names(const uint8_t *p, uint32_t n)
{
	struct dhcp_names names = { .m = { .data = p, .caplen = n, .len = n,
	    .steps = MAX_STEPS } };

	return names;
}

static const char *
wording(tp_tvb *t, const struct dns_name *name, uint32_t *n)
{
	const char *s = name->status == NAME_LOOP ?
	    "<Name contains a pointer that loops>" : "<Root>";
	char *copy;

	if (name->status == NAME_LOOP || name->n == 0) {
		*n = (uint32_t)strlen(s);
		return s;
	}
	*n = name->n - 1;	/* without the last dot */
	copy = t->pkt->host->alloc(t->pkt, name->n);
	if (copy != NULL)
		memcpy(copy, name->text, *n);
	return copy;
}

const char *
dhcp_next_name(tp_tvb *t, struct dhcp_names *names, uint32_t *n)
{
	uint32_t left = names->m.caplen - names->off;
	struct dns_name name;

	if (left == 0)
		return NULL;
	dns_name_read(&names->m, names->off, &name);
	if (name.status == NAME_CUT && name.octets == left)
		name.end = names->m.caplen;
	else if (name.status != NAME_OK && name.status != NAME_LOOP)
		return NULL;
	names->off = name.end;
	return wording(t, &name, n);
}

void
dhcp_field_names(tp_tvb *v, tp_field f)
{
	struct dhcp_names names;
	uint32_t n, off;
	const char *s;

	if (!tp_wants(v, f) || v->err)
		return;
	names = dhcp_names(v->data + v->off, tp_left(v));
	for (off = 0; (s = dhcp_next_name(v, &names, &n)) != NULL;
	    off = names.off)
		(void)tp_add_ptr(v, f, v->off + off, names.off - off, s, n);
}
