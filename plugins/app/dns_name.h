/* SPDX-License-Identifier: BSD-3-Clause */
/* Domain names, which other protocols than DNS have too. */
#ifndef TAPIR_DNS_NAME_H
#define TAPIR_DNS_NAME_H

#include <tapir/dissect.h>

enum { SECTION_QUESTION, SECTION_ANSWER, SECTION_AUTHORITY,
    SECTION_ADDITIONAL, NSECTIONS };

enum dns_kind { DNS_UNICAST, DNS_MULTICAST, DNS_LLMNR };

/* What names stand in; data, caplen and steps will do for them. */
struct dns_message {
	const uint8_t *data;	/* compression pointers count from here */
	uint32_t caplen;	/* octets of it captured */
	uint32_t len;		/* declared */
	uint32_t id, flags, count[NSECTIONS];
	enum dns_kind kind;
	uint32_t steps;		/* compression pointers that may still be
				 * followed, and labels past a name's limit:
				 * keeps hostile messages cheap */
};

enum dns_name_status {
	NAME_OK,
	NAME_TOO_LONG,		/* 255 octets are over */
	NAME_CUT,		/* goes on where the capture does not */
	NAME_CUT_AT_LABEL,	/* so, and behind a length octet */
	NAME_LOOP,		/* a pointer that does not point back */
	NAME_BEYOND,		/* one that points out of the message */
	NAME_UNKNOWN_LABEL	/* RFC 6891 5: extended label types */
};

/* 255 octets of labels as text; bit string labels grow most. */
#define DNS_NAME_TEXT 1024

struct dns_name {
	enum dns_name_status status;
	uint32_t end;		/* offset after the name where it stands */
	uint32_t labels, octets;	/* that it is made of */
	uint32_t label;		/* octet of an unknown label type */
	uint32_t n;		/* octets of text */
	char text[DNS_NAME_TEXT];	/* labels as they are, a dot after
					 * each */
};

/* Reads the name at off; what stands before a fault is in n->text. */
void	dns_name_read(struct dns_message *, uint32_t off, struct dns_name *n);
/* The offset after the name at off, or 0 if it is cut or unreadable. */
uint32_t dns_name_skip(const struct dns_message *, uint32_t off);

/* As text: t is a window on the message from its first octet, to the end of
 * the capture. */

/* Prints the name at the cursor and moves after it; 0: t has failed. */
int	dns_text_name(struct dns_message *, tp_tvb *t);

/* As a field: t is a window anywhere within the message. */

/* The name at the cursor; returns the octets of its text. */
uint32_t dns_field_name(struct dns_message *, tp_tvb *t, tp_field f);

#endif
