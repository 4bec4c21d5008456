/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Extensible Markup Language 1.0 (W3C, fifth edition): what stands in it as
 * Wireshark tells it, which checks little.  An element is a group of what is
 * in it; its end closes the innermost one, whatever its name.
 */
#include <tapir/dissect.h>

#include <ctype.h>

enum { F_XMLPI, F_CDATASECTION, F_COMMENT, F_ATTRIBUTE, F_DOCTYPE, F_DTDTAG,
    F_CDATA, F_TAG, F_UNKNOWN, F_XML, F_ENCODING, F_STANDALONE, F_VERSION,
    NFIELDS };

#define STRING(abbrev, name) { "xml." abbrev, name, TP_FT_STRING }

static const tp_field_desc fields[NFIELDS] = {
	[F_XMLPI] = STRING("xmlpi", "XMLPI"),
	[F_CDATASECTION] = STRING("cdatasection", "CDATASection"),
	[F_COMMENT] = STRING("comment", "Comment"),
	[F_ATTRIBUTE] = STRING("attribute", "Attribute"),
	[F_DOCTYPE] = STRING("doctype", "Doctype"),
	[F_DTDTAG] = STRING("dtdtag", "DTD Tag"),
	[F_CDATA] = STRING("cdata", "CDATA"),
	[F_TAG] = STRING("tag", "Tag"),
	[F_UNKNOWN] = STRING("unknown", "Unknown"),
	[F_XML] = STRING("xmlpi.xml", "xml.xmlpi.xml"),
	[F_ENCODING] = STRING("xmlpi.xml.encoding", "encoding"),
	[F_STANDALONE] = STRING("xmlpi.xml.standalone", "standalone"),
	[F_VERSION] = STRING("xmlpi.xml.version", "version"),
};

/* What is open, an element or the part of DOCTYPE in brackets. */
#define MAX_DEPTH 128u			/* deeper ones are not told apart */

struct open {
	tp_item item, outer;		/* group; the one around it */
	uint32_t start;
	int is_tag;
};

struct document {
	struct open open[MAX_DEPTH];
	uint32_t depth;			/* may be more */
	uint64_t left;			/* octets that ends are looked for in */
};

/* For each octet of the document, so that what never ends takes no time that
 * grows with the square of it. */
#define LOOKS 16u

struct span {
	uint32_t off, n;
};

/* ------------------------------------------------------------- characters */

static int
at(const tp_tvb *t, uint32_t off, uint8_t c)
{
	return off < t->caplen && t->data[off] == c;
}

static int
is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static uint32_t
after_space(const tp_tvb *t, uint32_t off)
{
	while (off < t->caplen && is_space(t->data[off]))
		off++;
	return off;
}

/* As Wireshark has names: of ASCII. */
static uint32_t
after_name(const tp_tvb *t, uint32_t off)
{
	while (off < t->caplen && (isalnum(t->data[off]) ||
	    (t->data[off] != '\0' && strchr("-_.:", t->data[off]) != NULL)))
		off++;
	return off;
}

/* Do these letters, in capitals or not, stand there?  Behind them; 0: no. */
static uint32_t
after_word(const tp_tvb *t, uint32_t off, const char *word)
{
	for (; *word != '\0'; word++, off++)
		if (!at(t, off, (uint8_t)*word) &&
		    !at(t, off, (uint8_t)(*word | 0x20)))
			return 0;
	return off;
}

static void
charge(struct document *d, uint32_t octets)
{
	d->left -= octets < d->left ? octets : d->left;
}

/* Behind the next one of these; 0: there is none. */
static uint32_t
after_next(struct document *d, const tp_tvb *t, uint32_t off, const char *end)
{
	size_t n = strlen(end);
	const uint8_t *p = off > t->caplen || d->left == 0 ? NULL :
	    memmem(t->data + off, t->caplen - off, end, n);
	uint32_t next = p == NULL ? t->caplen : (uint32_t)(p - t->data);

	charge(d, next > off ? next - off : 1);
	return p != NULL ? next + (uint32_t)n : 0;
}

/* A value ends at a 0. */
static tp_item
add(tp_tvb *t, tp_field f, struct span where, struct span value)
{
	const char *s = (const char *)t->data + value.off;

	return tp_add_ptr(t, f, where.off, where.n, s,
	    (uint32_t)strnlen(s, value.n));
}

/* ------------------------------------------------------------------ groups */

static void
open_group(struct document *d, tp_tvb *t, tp_item item, uint32_t start,
    int is_tag)
{
	if (d->depth < MAX_DEPTH) {
		d->open[d->depth] = (struct open){ item, t->group, start,
		    is_tag };
		if (item != 0)
			t->group = item;
	}
	d->depth++;
}

/* The end of the innermost one, which goes up to the cursor. */
static void
close_group(struct document *d, tp_tvb *t)
{
	const struct open *o;

	if (d->depth == 0 || --d->depth >= MAX_DEPTH)
		return;
	o = &d->open[d->depth];
	if (o->item != 0 && o->is_tag)
		t->pkt->host->set_len(t, o->item, t->off - o->start);
	tp_close(t, o->outer);
}

static const struct open *
innermost(const struct document *d)
{
	return d->depth == 0 ? NULL :
	    &d->open[d->depth < MAX_DEPTH ? d->depth - 1 : MAX_DEPTH - 1];
}

/* -------------------------------------------------------------- attributes */

struct attribute {
	struct span all, name, value;	/* value: without quotes */
};

/* The one at off; 0: none is. */
static uint32_t
attribute(struct document *d, const tp_tvb *t, uint32_t off,
    struct attribute *a)
{
	uint32_t end = after_name(t, off), start;

	charge(d, end - off + 1);
	a->all.off = a->name.off = off;
	a->name.n = end - off;
	off = after_space(t, end);
	if (d->left == 0 || a->name.n == 0 || !at(t, off, '='))
		return 0;
	start = off = after_space(t, off + 1);
	if (at(t, off, '"') || at(t, off, '\'')) {
		start++;
		end = after_next(d, t, start, at(t, off, '"') ? "\"" : "'");
		if (end == 0)
			return 0;
		off = end - 1;
	} else {
		while (off < t->caplen && isalnum(t->data[off]))
			off++;
		end = off;
		if (end == start)
			return 0;
	}
	a->value = (struct span){ start, off - start };
	a->all.n = end - a->all.off;
	return end;
}

/* Behind all of them and the space after them. */
static uint32_t
after_attributes(struct document *d, const tp_tvb *t, uint32_t off)
{
	struct attribute a;
	uint32_t next;

	while ((next = attribute(d, t, after_space(t, off), &a)) != 0)
		off = next;
	return after_space(t, off);
}

static tp_field
declared(const tp_tvb *t, struct span name)
{
	static const struct {
		const char *name;
		tp_field field;
	} known[] = { { "encoding", F_ENCODING },
		{ "standalone", F_STANDALONE }, { "version", F_VERSION } };

	for (uint32_t i = 0; i < TP_COUNT(known); i++)
		if (strlen(known[i].name) == name.n &&
		    memcmp(t->data + name.off, known[i].name, name.n) == 0)
			return known[i].field;
	return F_ATTRIBUTE;
}

/* is_xml: those of the XML declaration have fields of their own. */
static void
add_attributes(struct document *d, tp_tvb *t, uint32_t off, int is_xml)
{
	struct attribute a;
	tp_field f;

	while ((off = attribute(d, t, after_space(t, off), &a)) != 0) {
		f = is_xml ? declared(t, a.name) : F_ATTRIBUTE;
		if (f == F_ATTRIBUTE)
			(void)add(t, f, a.all, a.all);
		else
			(void)add(t, f, a.value, a.value);
	}
}

/* ------------------------------------------------------------------ markup */

/* Each of these takes what is at the cursor; 0: it is not that. */

/* What ends with the next `end', as it is. */
static int
take_quoted(struct document *d, tp_tvb *t, const char *begin, const char *end,
    tp_field f)
{
	struct span all = { t->off, 0 };
	uint32_t off = after_word(t, t->off, begin);

	off = off != 0 ? after_next(d, t, off, end) : 0;
	if (off == 0)
		return 0;
	all.n = off - t->off;
	(void)add(t, f, all, all);
	t->off = off;
	return 1;
}

/* <?name attribute="value"?> (2.6, 2.8) */
static int
take_instruction(struct document *d, tp_tvb *t)
{
	uint32_t name = t->off + 2, behind = after_name(t, name), end;
	int is_xml = behind == name + 3 && memcmp(t->data + name, "xml", 3) == 0;
	struct span all = { t->off, 0 };
	tp_item outer = t->group, i;

	if (!at(t, t->off + 1, '?') || behind == name)
		return 0;
	end = after_attributes(d, t, behind);
	if (!at(t, end, '?') || !at(t, end + 1, '>'))
		return 0;
	all.n = end + 2 - all.off;
	i = add(t, is_xml ? F_XML : F_XMLPI, all, all);
	if (i != 0)
		t->group = i;
	add_attributes(d, t, behind, is_xml);
	tp_close(t, outer);
	t->off = end + 2;
	return 1;
}

/* <!DOCTYPE name [, or with where it is from: to the next > (2.8) */
static int
take_doctype(struct document *d, tp_tvb *t)
{
	uint32_t start = t->off, off = after_word(t, start, "<!DOCTYPE"), end;
	struct span name;
	tp_item i;

	name.off = off != 0 ? after_space(t, off) : 0;
	end = after_name(t, name.off);
	name.n = end - name.off;
	end = after_space(t, end);
	if (off == 0 || name.off == off || name.n == 0)
		return 0;
	if (at(t, end, '[')) {
		i = add(t, F_DOCTYPE, name, name);
		t->off = end + 1;
		open_group(d, t, i, start, 0);
		return 1;
	}
	if (after_word(t, end, "PUBLIC") == 0 && after_word(t, end, "SYSTEM") == 0)
		return 0;
	end = after_next(d, t, end, ">");
	if (end == 0)
		return 0;
	(void)add(t, F_DOCTYPE, name, name);
	t->off = end;
	return 1;
}

/* Any other one: what is not <!-- or <![ (3.2 to 4.7) */
static int
take_declaration(struct document *d, tp_tvb *t)
{
	return !at(t, t->off + 2, '-') && !at(t, t->off + 2, '[') &&
	    take_quoted(d, t, "<!", ">", F_DTDTAG);
}

/* </name> (3.1) */
static int
take_end(struct document *d, tp_tvb *t)
{
	uint32_t name = after_space(t, t->off + 2), off = after_name(t, name);
	uint32_t end = after_space(t, off);

	if (!at(t, t->off + 1, '/') || off == name || !at(t, end, '>'))
		return 0;
	t->off = end + 1;
	close_group(d, t);
	return 1;
}

/* <name attribute="value"> or /> (3.1) */
static int
take_tag(struct document *d, tp_tvb *t)
{
	uint32_t name = after_space(t, t->off + 1), behind = after_name(t, name);
	uint32_t end = after_attributes(d, t, behind);
	int is_empty = at(t, end, '/');
	struct span all = { t->off, 0 };
	tp_item i;

	end += (uint32_t)is_empty;
	if (behind == name || !at(t, end, '>'))
		return 0;
	t->off = end + 1;
	all.n = t->off - all.off;
	i = add(t, F_TAG, all, all);
	open_group(d, t, i, all.off, 1);
	add_attributes(d, t, behind, 0);
	if (is_empty)
		close_group(d, t);
	return 1;
}

static int
take_markup(struct document *d, tp_tvb *t)
{
	return take_quoted(d, t, "<!--", "-->", F_COMMENT) ||
	    take_quoted(d, t, "<![CDATA[", "]]>", F_CDATASECTION) ||
	    take_instruction(d, t) || take_doctype(d, t) ||
	    take_declaration(d, t) || take_end(d, t) ||
	    take_tag(d, t);
}

/* The end of what DOCTYPE has in brackets. */
static int
take_bracket(struct document *d, tp_tvb *t)
{
	const struct open *o = innermost(d);
	uint32_t end = after_space(t, t->off + 1);

	if (o == NULL || o->is_tag || !at(t, t->off, ']') || !at(t, end, '>'))
		return 0;
	t->off = end + 1;
	close_group(d, t);
	return 1;
}

static void
take_text(const struct document *d, tp_tvb *t)
{
	const struct open *o = innermost(d);
	struct span all = { t->off, 0 };

	while (t->off < t->caplen && t->data[t->off] != '<')
		t->off++;
	all.n = t->off - all.off;
	(void)add(t, o != NULL && o->is_tag ? F_CDATA : F_UNKNOWN, all, all);
}

/* A < that begins nothing: up to the next space. */
static void
skip_word(tp_tvb *t)
{
	while (t->off < t->caplen && !is_space(t->data[t->off]))
		t->off++;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct document d = { .depth = 0,
	    .left = (uint64_t)LOOKS * t->caplen };
	tp_item outer = t->group;

	(void)self;
	(void)arg;
	while ((t->off = after_space(t, t->off)) < t->caplen) {
		if (!at(t, t->off, '<')) {
			if (!take_bracket(&d, t))
				take_text(&d, t);
		} else if (!take_markup(&d, t))
			skip_word(t);
	}
	tp_close(t, outer);
	return tp_done(t);
}

/* RFC 7303, and those of its suffix +xml that Wireshark knows. */
static const tp_word types[] = {
	TP_MEDIA("application/3gpp-ims+xml"),
	TP_MEDIA("application/atom+xml"),
	TP_MEDIA("application/auth-policy+xml"),
	TP_MEDIA("application/ccmp+xml"),
	TP_MEDIA("application/conference-info+xml"),
	TP_MEDIA("application/cpim-pidf+xml"),
	TP_MEDIA("application/cpl+xml"),
	TP_MEDIA("application/dds-web+xml"),
	TP_MEDIA("application/im-iscomposing+xml"),
	TP_MEDIA("application/load-control+xml"),
	TP_MEDIA("application/mathml+xml"),
	TP_MEDIA("application/media_control+xml"),
	TP_MEDIA("application/mediaservercontrol+xml"),
	TP_MEDIA("application/note+xml"),
	TP_MEDIA("application/pidf+xml"),
	TP_MEDIA("application/pidf-diff+xml"),
	TP_MEDIA("application/poc-settings+xml"),
	TP_MEDIA("application/rdf+xml"),
	TP_MEDIA("application/reginfo+xml"),
	TP_MEDIA("application/resource-lists+xml"),
	TP_MEDIA("application/rlmi+xml"),
	TP_MEDIA("application/rls-services+xml"),
	TP_MEDIA("application/rs-metadata+xml"),
	TP_MEDIA("application/rss+xml"),
	TP_MEDIA("application/simple-filter+xml"),
	TP_MEDIA("application/simple-message-summary+xml"),
	TP_MEDIA("application/simservs+xml"),
	TP_MEDIA("application/smil"),
	TP_MEDIA("application/soap+xml"),
	TP_MEDIA("application/upp-directory+xml"),
	TP_MEDIA("application/vnd.3gpp-prose+xml"),
	TP_MEDIA("application/vnd.3gpp-prose-pc3ch+xml"),
	TP_MEDIA("application/vnd.3gpp.access-transfer-events+xml"),
	TP_MEDIA("application/vnd.3gpp.bsf+xml"),
	TP_MEDIA("application/vnd.3gpp.comm-div-info+xml"),
	TP_MEDIA("application/vnd.3gpp.cw+xml"),
	TP_MEDIA("application/vnd.3gpp.iut+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-affiliation-command+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-location-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-mbms-usage-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-regroup+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-service-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-ue-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcdata-user-profile+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-affiliation-command+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-floor-request+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-location-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-mbms-usage-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-regroup+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-service-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-signed+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-ue-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-ue-init-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcptt-user-profile+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-affiliation-command+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-location-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-mbms-usage-info+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-service-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-ue-config+xml"),
	TP_MEDIA("application/vnd.3gpp.mcvideo-user-profile+xml"),
	TP_MEDIA("application/vnd.3gpp.mid-call+xml"),
	TP_MEDIA("application/vnd.3gpp.replication+xml"),
	TP_MEDIA("application/vnd.3gpp.sms+xml"),
	TP_MEDIA("application/vnd.3gpp.srvcc-ext+xml"),
	TP_MEDIA("application/vnd.3gpp.srvcc-info+xml"),
	TP_MEDIA("application/vnd.3gpp.state-and-event-info+xml"),
	TP_MEDIA("application/vnd.3gpp.transmission-request+xml"),
	TP_MEDIA("application/vnd.3gpp.ussd+xml"),
	TP_MEDIA("application/vnd.3gpp2.bcmcsinfo+xml"),
	TP_MEDIA("application/vnd.etsi.aoc+xml"),
	TP_MEDIA("application/vnd.etsi.cug+xml"),
	TP_MEDIA("application/vnd.etsi.iptvcommand+xml"),
	TP_MEDIA("application/vnd.etsi.iptvdiscovery+xml"),
	TP_MEDIA("application/vnd.etsi.iptvprofile+xml"),
	TP_MEDIA("application/vnd.etsi.iptvsad-bc+xml"),
	TP_MEDIA("application/vnd.etsi.iptvsad-cod+xml"),
	TP_MEDIA("application/vnd.etsi.iptvsad-npvr+xml"),
	TP_MEDIA("application/vnd.etsi.iptvservice+xml"),
	TP_MEDIA("application/vnd.etsi.iptvsync+xml"),
	TP_MEDIA("application/vnd.etsi.iptvueprofile+xml"),
	TP_MEDIA("application/vnd.etsi.mcid+xml"),
	TP_MEDIA("application/vnd.etsi.overload-control-policy-dataset+xml"),
	TP_MEDIA("application/vnd.etsi.pstn+xml"),
	TP_MEDIA("application/vnd.etsi.sci+xml"),
	TP_MEDIA("application/vnd.etsi.simservs+xml"),
	TP_MEDIA("application/vnd.etsi.tsl+xml"),
	TP_MEDIA("application/vnd.oma.access-permissions-list+xml"),
	TP_MEDIA("application/vnd.oma.alias-principals-list+xml"),
	TP_MEDIA("application/vnd.oma.bcast.associated-procedure-parameter+xml"),
	TP_MEDIA("application/vnd.oma.bcast.drm-trigger+xml"),
	TP_MEDIA("application/vnd.oma.bcast.imd+xml"),
	TP_MEDIA("application/vnd.oma.bcast.notification+xml"),
	TP_MEDIA("application/vnd.oma.bcast.sgdd+xml"),
	TP_MEDIA("application/vnd.oma.bcast.smartcard-trigger+xml"),
	TP_MEDIA("application/vnd.oma.bcast.sprov+xml"),
	TP_MEDIA("application/vnd.oma.cab-address-book+xml"),
	TP_MEDIA("application/vnd.oma.cab-feature-handler+xml"),
	TP_MEDIA("application/vnd.oma.cab-pcc+xml"),
	TP_MEDIA("application/vnd.oma.cab-subs-invite+xml"),
	TP_MEDIA("application/vnd.oma.cab-user-prefs+xml"),
	TP_MEDIA("application/vnd.oma.dd2+xml"),
	TP_MEDIA("application/vnd.oma.drm.risd+xml"),
	TP_MEDIA("application/vnd.oma.fnl+xml"),
	TP_MEDIA("application/vnd.oma.group-usage-list+xml"),
	TP_MEDIA("application/vnd.oma.pal+xml"),
	TP_MEDIA("application/vnd.oma.poc.detailed-progress-report+xml"),
	TP_MEDIA("application/vnd.oma.poc.final-report+xml"),
	TP_MEDIA("application/vnd.oma.poc.groups+xml"),
	TP_MEDIA("application/vnd.oma.poc.invocation-descriptor+xml"),
	TP_MEDIA("application/vnd.oma.poc.optimized-progress-report+xml"),
	TP_MEDIA("application/vnd.oma.scidm.messages+xml"),
	TP_MEDIA("application/vnd.oma.suppnot+xml"),
	TP_MEDIA("application/vnd.oma.xcap-directory+xml"),
	TP_MEDIA("application/vnd.oma.xdcp+xml"),
	TP_MEDIA("application/vnd.oma.xdm-apd+xml"),
	TP_MEDIA("application/vnd.oma.xdm-hi+xml"),
	TP_MEDIA("application/vnd.oma.xdm-prefs+xml"),
	TP_MEDIA("application/vnd.oma.xdm-rhi+xml"),
	TP_MEDIA("application/vnd.omads-email+xml"),
	TP_MEDIA("application/vnd.omads-file+xml"),
	TP_MEDIA("application/vnd.omads-folder+xml"),
	TP_MEDIA("application/vnd.wv.csp+xml"),
	TP_MEDIA("application/vnd.wv.csp.xml"),
	TP_MEDIA("application/watcherinfo+xml"),
	TP_MEDIA("application/x-crd+xml"),
	TP_MEDIA("application/x-wms-logconnectstats"),
	TP_MEDIA("application/x-wms-logplaystats"),
	TP_MEDIA("application/x-wms-sendevent"),
	TP_MEDIA("application/xcap-att+xml"),
	TP_MEDIA("application/xcap-caps+xml"),
	TP_MEDIA("application/xcap-diff+xml"),
	TP_MEDIA("application/xcap-el+xml"),
	TP_MEDIA("application/xcap-error+xml"),
	TP_MEDIA("application/xcap-ns+xml"),
	TP_MEDIA("application/xml"),
	TP_MEDIA("application/xml-dtd"),
	TP_MEDIA("application/xpidf+xml"),
	TP_MEDIA("application/xslt+xml"),
	TP_MEDIA("image/svg+xml"),
	TP_MEDIA("message/imdn+xml"),
	TP_MEDIA("text/vnd.wap.emn"),
	TP_MEDIA("text/vnd.wap.si"),
	TP_MEDIA("text/vnd.wap.sl"),
	TP_MEDIA("text/vnd.wap.wml"),
	TP_MEDIA("text/xml"),
	{ NULL, NULL }
};

static const tp_protocol xml = {
	.name = "xml",
	.long_name = "eXtensible Markup Language",
	.fields = fields,
	.nfields = NFIELDS,
	.words = types,
	.dissect = dissect,
};
TP_REGISTER(xml);
