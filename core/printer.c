/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include "hexdump.h"
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
printer_head(struct printer *pr, struct textbuf *b, const struct frame *f,
    uint64_t number)
{
	const struct options *o = pr->o;

	if (o->packet_number)
		textbuf_format(b, "%5llu  ", (unsigned long long)number);
	if (o->lengths)
		textbuf_format(b, "caplen %u len %u ", f->caplen, f->len);
	if (!frame_is_nonsense(f))
		timestamp_put(&pr->timestamp, b, f);
}

/* -x, -X and -A leave out the link header, unless given twice. */
void
printer_tail(struct printer *pr, struct textbuf *b, const struct packet *p)
{
	const struct options *o = pr->o;
	const struct frame *f = p->frame;
	uint32_t skip = p->pub.link_len < f->caplen ? p->pub.link_len :
	    f->caplen;
	int times = o->hex_ascii ? o->hex_ascii : o->hex ? o->hex : o->ascii;
	const uint8_t *d = f->data + (times > 1 ? 0 : skip);
	uint32_t n = f->caplen - (times > 1 ? 0 : skip);

	if (frame_is_nonsense(f))
		n = 0;
	if (o->hex_ascii)
		hexdump_ascii(b, "\n\t", d, n, 0);
	else if (o->hex)
		hexdump_plain(b, "\n\t", d, n, 0);
	else if (o->ascii && n != 0) {
		textbuf_putc(b, '\n');
		hexdump_text(b, d, n);
	}
	textbuf_putc(b, '\n');
}
