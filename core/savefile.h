/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Saved captures: pcap in every variant that libpcap reads, and pcapng; both
 * also compressed with gzip, zstd or lz4, whatever the file's name.
 *
 * The source's next() hands out frames that point into the read buffer, as
 * soon as their octets have come in, also from a pipe that grows.  It returns
 * SOURCE_IDLE when a signal interrupted the wait for more, or a pipe was silent
 * for a while.  Every frame that lies wholly before a damage is delivered before
 * SOURCE_ERROR is; error[] then has tcpdump's words for it.
 *
 * Memory is bounded whatever the file says: by the longest record that is
 * allowed (16 MiB; 128 MiB for link types with frames that long), 65,536
 * interfaces, and 16 MiB of interface names and the like.  More is an error.
 *
 * The names, descriptions and filters of a pcapng's interfaces, and the
 * comments, are what the file holds up to the first NUL, in any octets: escape
 * them before you show them.  Several comments on one packet are joined by a
 * line feed.
 */
#ifndef TAPIR_SAVEFILE_H
#define TAPIR_SAVEFILE_H

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "compress.h"

struct source;

/*
 * Opens path ("-" is the standard input, which close() leaves open) and reads
 * up to the first interface, so that ifs[0] is known.  NULL on failure, with
 * one line in err that names the file; also when a signal interrupts the wait
 * for the header.
 */
struct source *savefile_open(const char *path, char *err, size_t errlen);

/* The same from a file's image in memory, which is copied. */
struct source *savefile_open_memory(const void *image, size_t len, char *err,
    size_t errlen);

/* What the file is, and how much of it has been read.  Octets are those of the
 * decompressed file, but for frame_end. */
struct savefile_facts {
	enum compression compression;
	bool is_pcapng;
	bool is_plain;		/* pcap 2.4 in this host's byte order */
	bool is_torn;		/* it ended in the middle of a record */
	uint64_t whole;		/* octets up to where the last record ended */
	uint64_t frame_whole;	/* up to where the last compressed frame did */
	uint64_t frame_end;	/* the same in the file itself */
};
void	savefile_facts(const struct source *, struct savefile_facts *);

/*
 * LINKTYPE_ values stand in files, DLT_ values are libpcap's on this system;
 * they differ for a few.  Unknown ones are handed through.
 */
int dlt_of_linktype(uint32_t linktype);
uint32_t linktype_of_dlt(int dlt);

#endif
