/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sends numbered UDP packets into an interface at an exact rate, many by one
 * system call, and past the queue of the interface.
 *
 *	blast [-f] [-p port] [-n first] interface[,interface] count rate size
 *
 * rate is in packets per second, 0 for as fast as possible; size is that of
 * the whole frame in octets, 54 at least.  The payload starts with the number
 * of the packet, 64 bits in network byte order, from first (0) on.  Several
 * interfaces take turns.  -f is faster and goes past whoever listens on the
 * interface itself.  Exits with 1 if a packet could not be sent.
 */
#include <sys/socket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define HEADERS 42		/* Ethernet, IPv4, UDP */
#define MAX_SIZE 1514
#define MAX_IFS 8
#define MAX_BURST 64

/* past: the queue, and with it whoever listens where it sends. */
static int
open_interface(const char *name, int past)
{
	struct sockaddr_ll sll = { .sll_family = AF_PACKET };
	int fd = socket(AF_PACKET, SOCK_RAW, 0);	/* receives nothing */

	sll.sll_ifindex = (int)if_nametoindex(name);
	if (fd < 0 || sll.sll_ifindex == 0 ||
	    bind(fd, (struct sockaddr *)&sll, sizeof(sll)) < 0) {
		fprintf(stderr, "blast: %s: %s\n", name, strerror(errno));
		exit(1);
	}
	/* without it, it is slower */
	(void)setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &past,
	    sizeof(past));
	return fd;
}

static void
put16(uint8_t *at, unsigned value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static void
put64(uint8_t *at, uint64_t value)
{
	for (int i = 7; i >= 0; i--, value >>= 8)
		at[i] = (uint8_t)value;
}

/* 192.0.2.1.port > 192.0.2.2.port, to all stations. */
static void
make_packet(uint8_t *p, size_t size, unsigned port)
{
	static const uint8_t addresses[] = { 192, 0, 2, 1, 192, 0, 2, 2 };
	uint8_t *ip = p + 14, *udp = ip + 20;
	uint32_t sum = 0;

	memset(p, 0, size);
	memset(p, 0xff, 6);
	memcpy(p + 6, "\x02\0\0\0\0\x01\x08\0", 8);
	ip[0] = 0x45;
	put16(ip + 2, (unsigned)size - 14);
	ip[8] = 64;
	ip[9] = 17;
	memcpy(ip + 12, addresses, sizeof(addresses));
	for (int i = 0; i < 20; i += 2)
		sum += (uint32_t)(ip[i] << 8 | ip[i + 1]);
	sum = (sum & 0xffff) + (sum >> 16);
	put16(ip + 10, ~(sum + (sum >> 16)) & 0xffff);
	put16(udp, port);
	put16(udp + 2, port);
	put16(udp + 4, (unsigned)size - 34);
}

/* Sleeps until packet n is due. */
static void
pace(const struct timespec *start, uint64_t n, uint64_t rate)
{
	struct timespec due = *start;
	uint64_t ns = n % rate * 1000000000 / rate + (uint64_t)due.tv_nsec;

	due.tv_sec += (time_t)(n / rate + ns / 1000000000);
	due.tv_nsec = (long)(ns % 1000000000);
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL) ==
	    EINTR)
		;
}

/* Packets that make half a millisecond: sleeping is not exact. */
static unsigned
burst(uint64_t rate)
{
	uint64_t n = rate == 0 ? MAX_BURST : rate / 2000;

	return n < 1 ? 1 : n > MAX_BURST ? MAX_BURST : (unsigned)n;
}

static void
send_all(int fd, struct mmsghdr *m, unsigned n)
{
	unsigned done = 0;
	int rc;

	while (done < n) {
		rc = sendmmsg(fd, m + done, n - done, 0);
		if (rc > 0)
			done += (unsigned)rc;
		else if (errno != ENOBUFS && errno != EINTR) {
			perror("blast: sendmmsg");
			exit(1);
		}
	}
}

static void
usage(void)
{
	fprintf(stderr, "usage: blast [-f] [-p port] [-n first] "
	    "interface[,interface] count rate size\n");
	exit(2);
}

int
main(int argc, char *argv[])
{
	static uint8_t packets[MAX_BURST][MAX_SIZE];
	static struct iovec iov[MAX_BURST];
	static struct mmsghdr messages[MAX_BURST];
	unsigned port = 9999, nifs = 0, most, many;
	uint64_t count, rate, first = 0;
	struct timespec start;
	int ifs[MAX_IFS], opt, past = 0;
	size_t size;

	while ((opt = getopt(argc, argv, "fp:n:")) != -1) {
		if (opt == 'p')
			port = (unsigned)strtoul(optarg, NULL, 10);
		else if (opt == 'f')
			past = 1;
		else if (opt == 'n')
			first = strtoull(optarg, NULL, 10);
		else
			usage();
	}
	if (argc - optind != 4)
		usage();
	count = strtoull(argv[optind + 1], NULL, 10);
	rate = strtoull(argv[optind + 2], NULL, 10);
	size = strtoull(argv[optind + 3], NULL, 10);
	if (size < HEADERS + 12 || size > MAX_SIZE)
		usage();
	for (char *name = strtok(argv[optind], ","); name != NULL &&
	    nifs < MAX_IFS; name = strtok(NULL, ","))
		ifs[nifs++] = open_interface(name, past);
	if (nifs == 0)
		usage();
	for (unsigned i = 0; i < MAX_BURST; i++) {
		make_packet(packets[i], size, port);
		iov[i] = (struct iovec){ packets[i], size };
		messages[i].msg_hdr.msg_iov = &iov[i];
		messages[i].msg_hdr.msg_iovlen = 1;
	}
	/* several interfaces take turns, packet by packet */
	most = nifs > 1 ? 1 : burst(rate);
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (uint64_t n = 0; n < count; n += many) {
		many = count - n < most ? (unsigned)(count - n) : most;
		for (unsigned i = 0; i < many; i++)
			put64(packets[i] + HEADERS, first + n + i);
		if (rate != 0)
			pace(&start, n, rate);
		send_all(ifs[n % nifs], messages, many);
	}
	return 0;
}
