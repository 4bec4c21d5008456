/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include "hexdump.h"
#include "output.h"
#include "printer.h"

void
printer_init(struct printer *pr, const struct options *o)
{
	memset(pr, 0, sizeof(*pr));
	pr->o = o;
	pr->timestamp.style = o->time_style;
	pr->timestamp.nano = o->precision == PRECISION_NANO;
}

void
printer_free(struct printer *pr)
{
	textbuf_free(&pr->line);
}

/* -x, -X and -A leave out the link header, unless given twice. */
static void
put_octets(struct printer *pr, const struct packet *p)
{
	const struct options *o = pr->o;
	const struct frame *f = p->frame;
	uint32_t skip = p->pub.link_len < f->caplen ? p->pub.link_len :
	    f->caplen;
	bool whole = o->hex_ascii > 1 || (!o->hex_ascii && (o->hex > 1 ||
	    (!o->hex && o->ascii > 1)));
	const uint8_t *d = f->data + (whole ? 0 : skip);
	uint32_t n = f->caplen - (whole ? 0 : skip);

	if (o->hex_ascii)
		hexdump_ascii(&pr->line, "\n\t", d, n, 0);
	else if (o->hex)
		hexdump_plain(&pr->line, "\n\t", d, n, 0);
	else if (o->ascii) {
		textbuf_putc(&pr->line, '\n');
		hexdump_text(&pr->line, d, n);
	}
}

void
printer_put(struct printer *pr, const struct packet *p, uint64_t number)
{
	struct textbuf *b = &pr->line;
	const struct options *o = pr->o;

	b->n = 0;
	if (o->packet_number)
		textbuf_format(b, "%5llu  ", (unsigned long long)number);
	if (o->lengths)
		textbuf_format(b, "caplen %u len %u ", p->frame->caplen,
		    p->frame->len);
	timestamp_put(&pr->timestamp, b, p->frame);
	textbuf_put(b, p->text.s, p->text.n);
	put_octets(pr, p);
	textbuf_putc(b, '\n');
	output_put(b->s, b->n);
}
