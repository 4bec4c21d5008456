/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What abidiff compares: debug information follows only types that some
 * function uses, so this one uses them all.
 */
#include <tapir/plugin.h>

void	tp_abi_anchor(tp_host *, tp_pkt *, tp_dissector *, tp_table *, tp_field,
	    tp_slot, tp_item, tp_rc, tp_tvb *, tp_value_string *,
	    tp_field_desc *, tp_time *, tp_value *, tp_layer *, tp_error *,
	    tp_dissector_desc *, tp_slot_desc *, tp_pref_desc *,
	    tp_plugin_desc *, tp_rule *, tp_template *, tp_arg *, tp_named *,
	    tp_event *, tp_amount *, tp_message *, tp_action_desc *,
	    tp_script *, tp_field_info *, tp_tap_desc *, tp_hop *, tp_shape *,
	    tp_pieces *, tp_segment *, tp_fragment *, tp_dump *, tp_capture *,
	    tp_record *, tp_reader_desc *, tp_program *);

TP_EXPORT void
tp_abi_anchor(tp_host *host, tp_pkt *pkt, tp_dissector *dissector,
    tp_table *table, tp_field field, tp_slot slot, tp_item item, tp_rc rc,
    tp_tvb *tvb, tp_value_string *value_string, tp_field_desc *field_desc,
    tp_time *time, tp_value *value, tp_layer *layer, tp_error *error,
    tp_dissector_desc *dissector_desc, tp_slot_desc *slot_desc,
    tp_pref_desc *pref_desc, tp_plugin_desc *plugin_desc, tp_rule *rule,
    tp_template *template, tp_arg *arg, tp_named *named, tp_event *event,
    tp_amount *amount, tp_message *message, tp_action_desc *action_desc,
    tp_script *script, tp_field_info *field_info, tp_tap_desc *tap_desc,
    tp_hop *hop, tp_shape *shape, tp_pieces *pieces, tp_segment *segment,
    tp_fragment *fragment, tp_dump *dump, tp_capture *capture,
    tp_record *record, tp_reader_desc *reader_desc, tp_program *program)
{
	(void)host;
	(void)pkt;
	(void)dissector;
	(void)table;
	(void)field;
	(void)slot;
	(void)item;
	(void)rc;
	(void)tvb;
	(void)value_string;
	(void)field_desc;
	(void)time;
	(void)value;
	(void)layer;
	(void)error;
	(void)dissector_desc;
	(void)slot_desc;
	(void)pref_desc;
	(void)plugin_desc;
	(void)rule;
	(void)template;
	(void)arg;
	(void)named;
	(void)event;
	(void)amount;
	(void)message;
	(void)action_desc;
	(void)script;
	(void)field_info;
	(void)tap_desc;
	(void)hop;
	(void)shape;
	(void)pieces;
	(void)segment;
	(void)fragment;
	(void)dump;
	(void)capture;
	(void)record;
	(void)reader_desc;
	(void)program;
}
