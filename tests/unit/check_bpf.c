/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Filters on frames of saved sources, of several link types.  Which frames
 * pass follows from pcap-filter(7); texts of errors and the machine code were
 * taken from tcpdump 4.99.3 with libpcap 1.10.3.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "bpf.h"

#define ETHERNET 1
#define RAW 101
#define COOKED 113

static char err[256];

/* 192.0.2.1.1024 > 192.0.2.2.53: UDP, no payload. */
#define UDP_PACKET \
	0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, \
	4, 0, 0, 53, 0, 8, 0, 0
static const uint8_t ethernet[] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0,
    UDP_PACKET };
static const uint8_t tagged[] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2,
    0x81, 0, 0, 5, 8, 0, UDP_PACKET };
static const uint8_t raw[] = { UDP_PACKET };
static const uint8_t cooked[] = { 0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0,
    8, 0, UDP_PACKET };

static const struct capture_if ifs[] = {
	{ .dlt = DLT_EN10MB, .linktype = ETHERNET, .snaplen = 65535 },
	{ .dlt = DLT_RAW, .linktype = RAW, .snaplen = 65535 },
	{ .dlt = DLT_LINUX_SLL, .linktype = COOKED, .snaplen = 96 },
	{ .dlt = DLT_EN10MB, .linktype = ETHERNET, .snaplen = 96 },
};
static struct source source = { .ifs = ifs, .nifs = 4 };

#define FRAME(octets, interface) { .data = (octets), \
	.caplen = sizeof(octets), .len = sizeof(octets), .iface = (interface) }
static const struct frame frames[] = {
	FRAME(ethernet, 0), FRAME(raw, 1), FRAME(cooked, 2),
	FRAME(tagged, 3)
};
#define NFRAMES (sizeof(frames) / sizeof(frames[0]))

/* Which of the frames pass, as bits; the first is bit 0. */
static unsigned
passing(const char *expr)
{
	struct pktfilter_config config = { .expr = expr, .optimize = true };
	struct pktfilter *pf = pktfilter_new(&config);
	unsigned bits = 0;
	int rc;

	for (size_t i = 0; i < NFRAMES; i++) {
		rc = pktfilter_match(pf, &source, &frames[i], err,
		    sizeof(err));
		ck_assert_msg(rc >= 0, "%s: %s", expr, err);
		bits |= (unsigned)rc << i;
	}
	pktfilter_free(pf);
	return bits;
}

START_TEST(test_match)
{
	ck_assert_uint_eq(passing(""), 15);
	ck_assert_uint_eq(passing("udp"), 7);
	ck_assert_uint_eq(passing("udp dst port 53"), 7);
	ck_assert_uint_eq(passing("tcp"), 0);
	ck_assert_uint_eq(passing("src host 192.0.2.1"), 7);
	ck_assert_uint_eq(passing("src host 192.0.2.2"), 0);
	ck_assert_uint_eq(passing("greater 45"), 8);
}
END_TEST

/* The tag stands in the frame: no auxiliary data as in live capture. */
START_TEST(test_vlan)
{
	struct pktfilter_config config = { .expr = "vlan 5 and udp" };
	struct pktfilter *pf = pktfilter_new(&config);

	ck_assert_int_eq(pktfilter_match(pf, &source, &frames[3], err,
	    sizeof(err)), 1);
	ck_assert_int_eq(pktfilter_match(pf, &source, &frames[0], err,
	    sizeof(err)), 0);
	/* raw IP has no place for one, and says so whenever it comes */
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(pktfilter_match(pf, &source, &frames[1], err,
		    sizeof(err)), -1);
		ck_assert_str_eq(err, "no VLAN support for Raw IP");
	}
	pktfilter_free(pf);
}
END_TEST

/* A frame cut by the snapshot length: what is not there does not match. */
START_TEST(test_cut)
{
	struct pktfilter_config config = { .expr = "port 53" };
	struct pktfilter *pf = pktfilter_new(&config);
	struct frame cut = frames[0];

	cut.caplen = 38;
	ck_assert_int_eq(pktfilter_match(pf, &source, &cut, err, sizeof(err)),
	    1);
	cut.caplen = 35;
	ck_assert_int_eq(pktfilter_match(pf, &source, &cut, err, sizeof(err)),
	    0);
	pktfilter_free(pf);
}
END_TEST

/* A pcapng file tells of its interfaces one after the other. */
START_TEST(test_growing)
{
	struct pktfilter_config config = { .expr = "udp" };
	struct pktfilter *pf = pktfilter_new(&config);
	struct source growing = { .ifs = ifs, .nifs = 1 };

	for (uint32_t i = 0; i < 3; i++) {
		growing.nifs = i + 1;
		ck_assert_int_eq(pktfilter_match(pf, &growing, &frames[i],
		    err, sizeof(err)), 1);
	}
	pktfilter_free(pf);
}
END_TEST

START_TEST(test_wrong)
{
	static const struct { const char *expr, *message; } wrong[] = {
		{ "foo bar", "can't parse filter expression: syntax error" },
		{ "port nosuch", "unknown port 'nosuch'" },
		{ "inbound", "inbound/outbound not supported on Ethernet "
		    "when reading savefiles" },
		{ "tcp and ip6[", "can't parse filter expression: "
		    "syntax error" },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct pktfilter_config config = { .expr = wrong[i].expr };
		struct pktfilter *pf = pktfilter_new(&config);

		ck_assert_int_eq(pktfilter_prepare(pf, &source, 0, err,
		    sizeof(err)), -1);
		ck_assert_str_eq(err, wrong[i].message);
		pktfilter_free(pf);
	}
}
END_TEST

/* The code as numbers, as -ddd has it. */
static void
expect_code(pcap_t *p, const struct pktfilter_config *config, const char *want)
{
	struct bpf_program prog;
	char code[1024];
	int used = 0;

	ck_assert_ptr_nonnull(p);
	ck_assert_int_eq(pktfilter_compile(p, NULL, config, &prog, err,
	    sizeof(err)), 0);
	for (unsigned i = 0; i < prog.bf_len; i++) {
		const struct bpf_insn *in = &prog.bf_insns[i];

		used += snprintf(code + used, sizeof(code) - (size_t)used,
		    "%u %u %u %u\n", in->code, in->jt, in->jf, in->k);
	}
	ck_assert_str_eq(code, want);
	pcap_freecode(&prog);
	pcap_close(p);
}

START_TEST(test_code)
{
	struct pktfilter_config config = { .expr = "ip", .optimize = true };

	/* tcpdump -ddd -y EN10MB -s 96 ip */
	expect_code(pktfilter_open_dlt(DLT_EN10MB, 96, err, sizeof(err)),
	    &config, "40 0 0 12\n21 0 1 2048\n6 0 0 96\n6 0 0 0\n");
	/* ... -O ip host 192.0.2.1 on raw IP */
	config.expr = "ip";
	config.optimize = false;
	expect_code(pktfilter_open_dlt(DLT_RAW, 262144, err, sizeof(err)),
	    &config, "48 0 0 0\n84 0 0 240\n21 0 1 64\n6 0 0 262144\n"
	    "6 0 0 0\n");
	/* tcpdump -ddd -r FILE, of cooked frames and a snapshot of 96 */
	config.expr = "";
	expect_code(pktfilter_open_saved(&ifs[2], err, sizeof(err)), &config,
	    "6 0 0 96\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("bpf");
	TCase *tc = tcase_create("filters");
	SRunner *sr;
	int nfailed;

	tcase_add_test(tc, test_match);
	tcase_add_test(tc, test_vlan);
	tcase_add_test(tc, test_cut);
	tcase_add_test(tc, test_growing);
	tcase_add_test(tc, test_wrong);
	tcase_add_test(tc, test_code);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	nfailed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return nfailed != 0;
}
