/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where all that is wanted of a packet stands deep inside it, most packets
 * are told from their first octets to have none of it: by what dissectors say
 * of their headers (tp_hop) and by the keys under which anybody leads to a
 * wanted field.  This only ever finds that a packet has nothing; whatever is
 * out of the ordinary is left to the dissectors.
 */
#ifndef TAPIR_PREFILTER_H
#define TAPIR_PREFILTER_H

#include "registry.h"

/* Does nothing in these n octets, of which the dissector's own fields are not
 * wanted, lead to a wanted field?  After registry_reach(). */
bool	prefilter_is_dead_end(const tp_dissector *, const uint8_t *,
	    uint32_t n);
/* May anybody take these octets who leads to a wanted field and is called where
 * no key leads on (tp_hop.any)? */
bool	prefilter_any_leads(const tp_dissector *, const uint8_t *,
	    uint32_t n);

#endif
