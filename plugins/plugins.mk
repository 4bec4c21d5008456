# SPDX-License-Identifier: BSD-3-Clause
#
# The plugins: one shared object per family, one line per protocol.
#
# They are built as programs that are shared objects, which is all that
# dlopen() asks for and spares a wrapper script per compilation.  A plugin sees
# the public headers only, exports tp_plugin alone, and -z defs ends its build
# if it would import anything from the program.

app_protocols = \
	plugins/app/data.c \
	plugins/app/dhcp.c \
	plugins/app/dhcp.h \
	plugins/app/dhcp_fields.c \
	plugins/app/dhcp_name.c \
	plugins/app/dhcp_name.h \
	plugins/app/dhcp_options.c \
	plugins/app/dhcp_text.c \
	plugins/app/dhcp_vendor.c \
	plugins/app/dhcpv6.c \
	plugins/app/dhcpv6.h \
	plugins/app/dhcpv6_fields.c \
	plugins/app/dhcpv6_options.c \
	plugins/app/dhcpv6_text.c \
	plugins/app/dns.c \
	plugins/app/dns.h \
	plugins/app/dns_edns.c \
	plugins/app/dns_fields.c \
	plugins/app/dns_name.c \
	plugins/app/dns_name.h \
	plugins/app/dns_pair.c \
	plugins/app/dns_rdata.c \
	plugins/app/dns_sections.c \
	plugins/app/dns_text.c \
	plugins/app/ftp.c \
	plugins/app/http.c \
	plugins/app/http.h \
	plugins/app/http_body.c \
	plugins/app/http_fields.c \
	plugins/app/http_pair.c \
	plugins/app/json.c \
	plugins/app/media.c \
	plugins/app/ntp.c \
	plugins/app/ntp.h \
	plugins/app/ntp_fields.c \
	plugins/app/ntp_private.c \
	plugins/app/resp.c \
	plugins/app/rtp.c \
	plugins/app/rtp.h \
	plugins/app/rtp_types.c \
	plugins/app/sdp.c \
	plugins/app/sip.c \
	plugins/app/sip.h \
	plugins/app/sip_fields.c \
	plugins/app/sip_headers.c \
	plugins/app/sip_pair.c \
	plugins/app/sip_uri.c \
	plugins/app/smtp.c \
	plugins/app/ssh.c \
	plugins/app/text_lines.c \
	plugins/app/textproto.c \
	plugins/app/textproto.h \
	plugins/app/tls.c \
	plugins/app/tls.h \
	plugins/app/tls_extensions.c \
	plugins/app/tls_fields.c \
	plugins/app/tls_handshake.c \
	plugins/app/urlencoded_form.c \
	plugins/app/whois.c \
	plugins/app/xml.c

link_protocols = \
	plugins/link/bacp.c \
	plugins/link/ccp.c \
	plugins/link/chap.c \
	plugins/link/chdlc.c \
	plugins/link/eth.c \
	plugins/link/ipcp.c \
	plugins/link/lcp.c \
	plugins/link/link.c \
	plugins/link/link.h \
	plugins/link/llc.c \
	plugins/link/loop.c \
	plugins/link/mp.c \
	plugins/link/ncp.c \
	plugins/link/null.c \
	plugins/link/pap.c \
	plugins/link/ppp.c \
	plugins/link/ppp.h \
	plugins/link/ppp_auth.c \
	plugins/link/ppp_auth.h \
	plugins/link/ppp_cp.c \
	plugins/link/ppp_cp.h \
	plugins/link/pppoe.c \
	plugins/link/raw.c \
	plugins/link/sll.c \
	plugins/link/vlan.c

net_protocols = \
	plugins/net/arp.c \
	plugins/net/icmp.c \
	plugins/net/icmp_ext.c \
	plugins/net/icmpv6.c \
	plugins/net/icmpv6_fields.c \
	plugins/net/icmpv6_mld.c \
	plugins/net/icmpv6_nd.c \
	plugins/net/icmpv6_ni.c \
	plugins/net/icmpv6_options.c \
	plugins/net/icmpv6_rpl.c \
	plugins/net/icmpv6_rpl_tree.c \
	plugins/net/icmpv6_rr.c \
	plugins/net/icmpv6_tree.c \
	plugins/net/igmp.c \
	plugins/net/igmp_dvmrp.c \
	plugins/net/igmp_pimv1.c \
	plugins/net/ip.c \
	plugins/net/ip_options.c \
	plugins/net/ipproto.c \
	plugins/net/ipv6.c \
	plugins/net/ipv6_frag.c \
	plugins/net/ipv6_options.c \
	plugins/net/ipv6_routing.c \
	plugins/net/mobility.c \
	plugins/net/mobility_tree.c \
	plugins/net/parts.c \
	plugins/net/icmp.h \
	plugins/net/icmp_ext.h \
	plugins/net/icmpv6.h \
	plugins/net/igmp.h \
	plugins/net/ip.h \
	plugins/net/ipproto.h \
	plugins/net/ipv6.h \
	plugins/net/mobility.h \
	plugins/net/parts.h

transport_protocols = \
	plugins/transport/tcp.c \
	plugins/transport/tcp_fields.c \
	plugins/transport/tcp_analysis.c \
	plugins/transport/tcp_analysis.h \
	plugins/transport/tcp_analysis_fields.c \
	plugins/transport/tcp_flow.c \
	plugins/transport/tcp_md5.c \
	plugins/transport/tcp_mptcp.c \
	plugins/transport/tcp.h \
	plugins/transport/tcp_options.c \
	plugins/transport/tcp_payload.c \
	plugins/transport/tcp_unacked.c \
	plugins/transport/tcp_unacked.h \
	plugins/transport/udp.c

tunnel_protocols = \
	plugins/tunnel/erspan.c \
	plugins/tunnel/geneve.c \
	plugins/tunnel/gre.c \
	plugins/tunnel/nhrp.c \
	plugins/tunnel/nsh.c \
	plugins/tunnel/tunnel.c \
	plugins/tunnel/tunnel.h \
	plugins/tunnel/vxlan.c

# Not a family: what runs scripts, loaded only if there are some.
lua_sources = \
	plugins/lua/address.c \
	plugins/lua/bit.c \
	plugins/lua/bytearray.c \
	plugins/lua/capture_info.c \
	plugins/lua/capture_info.h \
	plugins/lua/class.c \
	plugins/lua/classes.c \
	plugins/lua/classes.h \
	plugins/lua/constants.c \
	plugins/lua/conversation.c \
	plugins/lua/crypto.c \
	plugins/lua/desegment.c \
	plugins/lua/desegment.h \
	plugins/lua/dir.c \
	plugins/lua/dissector.c \
	plugins/lua/dissector.h \
	plugins/lua/dissector_table.c \
	plugins/lua/dumper.c \
	plugins/lua/encap.c \
	plugins/lua/encap.h \
	plugins/lua/expert.c \
	plugins/lua/expert.h \
	plugins/lua/field.c \
	plugins/lua/field.h \
	plugins/lua/file.c \
	plugins/lua/file.h \
	plugins/lua/file_handler.c \
	plugins/lua/file_handler.h \
	plugins/lua/file_writer.c \
	plugins/lua/file_writer.h \
	plugins/lua/guard.c \
	plugins/lua/guard.h \
	plugins/lua/gui.c \
	plugins/lua/hex.c \
	plugins/lua/hex.h \
	plugins/lua/host.c \
	plugins/lua/int64.c \
	plugins/lua/keep.c \
	plugins/lua/keep.h \
	plugins/lua/label.c \
	plugins/lua/label.h \
	plugins/lua/lib_base.c \
	plugins/lua/lib_compat.c \
	plugins/lua/lib_coroutine.c \
	plugins/lua/lib_files.c \
	plugins/lua/lib_string.c \
	plugins/lua/lib_table.c \
	plugins/lua/libs.h \
	plugins/lua/listener.c \
	plugins/lua/listener.h \
	plugins/lua/lua_host.h \
	plugins/lua/messages.c \
	plugins/lua/misc.c \
	plugins/lua/nstime.c \
	plugins/lua/packet.c \
	plugins/lua/packet.h \
	plugins/lua/paths.c \
	plugins/lua/paths.h \
	plugins/lua/pattern.c \
	plugins/lua/pattern.h \
	plugins/lua/pinfo.c \
	plugins/lua/pinfo.h \
	plugins/lua/pool.c \
	plugins/lua/pool.h \
	plugins/lua/pref.c \
	plugins/lua/proto.c \
	plugins/lua/proto.h \
	plugins/lua/protofield.c \
	plugins/lua/protofield.h \
	plugins/lua/rex.c \
	plugins/lua/script_options.c \
	plugins/lua/state.c \
	plugins/lua/struct.c \
	plugins/lua/tap_info.c \
	plugins/lua/tap_info.h \
	plugins/lua/tasks.c \
	plugins/lua/tasks.h \
	plugins/lua/text.c \
	plugins/lua/text.h \
	plugins/lua/tree.c \
	plugins/lua/tree.h \
	plugins/lua/tvb.c \
	plugins/lua/tvb.h \
	plugins/lua/uncompress.c \
	plugins/lua/uncompress.h \
	plugins/lua/unpack.c \
	plugins/lua/unpack.h \
	plugins/lua/value.c \
	plugins/lua/value.h \
	plugins/lua/values.h

# Families.

pluginsdir = $(libdir)/tapir/plugins
plugins_PROGRAMS = \
	plugins/actions.so \
	plugins/app.so \
	plugins/link.so \
	plugins/net.so \
	plugins/transport.so \
	plugins/tunnel.so
all_protocols = \
	$(app_protocols) \
	$(link_protocols) \
	$(net_protocols) \
	$(transport_protocols) \
	$(tunnel_protocols)

# Root takes none that others may write, which some umask lets a group do.
all-local: $(plugins_PROGRAMS) $(hosts_PROGRAMS)
	$(AM_V_at)chmod go-w plugins $(plugins_PROGRAMS)
if LUA
	$(AM_V_at)chmod go-w plugins/hosts $(hosts_PROGRAMS)
endif

hostsdir = $(pluginsdir)/hosts
hosts_PROGRAMS =
if LUA
hosts_PROGRAMS += plugins/hosts/lua.so
plugins_hosts_lua_so_SOURCES = $(lua_sources)
plugins_hosts_lua_so_CPPFLAGS = $(TAPIR_CPPFLAGS) $(LUA_CFLAGS) \
	$(PCRE2_CFLAGS) $(LUA_ZLIB_CPPFLAGS) $(LUA_CRYPTO_CPPFLAGS) \
	-DTAPIR_DATADIR=\"$(datadir)/tapir\"
plugins_hosts_lua_so_CFLAGS = $(plugin_cflags)
plugins_hosts_lua_so_LDFLAGS = $(plugin_ldflags)
plugins_hosts_lua_so_LDADD = $(LUA_LIBS) $(PCRE2_LIBS) $(LUA_ZLIB_LIBS) -lm
endif

plugin_cflags = $(AM_CFLAGS) $(PLUGIN_CFLAGS)
plugin_ldflags = -shared $(AM_LDFLAGS) $(PLUGIN_LDFLAGS)

# What rules do is one more plugin, with a list of its own: actions.c.
plugins_actions_so_SOURCES = \
	plugins/actions/actions.c \
	plugins/actions/actions.h \
	plugins/actions/child.c \
	plugins/actions/child.h \
	plugins/actions/exec.c \
	plugins/actions/log.c \
	plugins/actions/mark.c \
	plugins/actions/print.c \
	plugins/actions/snapshot.c \
	plugins/actions/stop_write.c \
	plugins/actions/webhook.c \
	plugins/actions/write.c
plugins_actions_so_CPPFLAGS = $(TAPIR_CPPFLAGS) $(CURL_CPPFLAGS)
plugins_actions_so_CFLAGS = $(plugin_cflags)
plugins_actions_so_LDFLAGS = $(plugin_ldflags)
plugins_actions_so_LDADD =

plugins_app_so_SOURCES = plugins/family.c $(app_protocols)
plugins_app_so_CPPFLAGS = $(TAPIR_CPPFLAGS) -DTP_FAMILY=\"app\"
plugins_app_so_CFLAGS = $(plugin_cflags)
plugins_app_so_LDFLAGS = $(plugin_ldflags)
plugins_app_so_LDADD =

plugins_link_so_SOURCES = plugins/family.c $(link_protocols)
plugins_link_so_CPPFLAGS = $(TAPIR_CPPFLAGS) -DTP_FAMILY=\"link\"
plugins_link_so_CFLAGS = $(plugin_cflags)
plugins_link_so_LDFLAGS = $(plugin_ldflags)
plugins_link_so_LDADD =

plugins_net_so_SOURCES = plugins/family.c $(net_protocols)
plugins_net_so_CPPFLAGS = $(TAPIR_CPPFLAGS) -DTP_FAMILY=\"net\"
plugins_net_so_CFLAGS = $(plugin_cflags)
plugins_net_so_LDFLAGS = $(plugin_ldflags)
plugins_net_so_LDADD =

plugins_transport_so_SOURCES = plugins/family.c $(transport_protocols)
plugins_transport_so_CPPFLAGS = $(TAPIR_CPPFLAGS) -DTP_FAMILY=\"transport\"
plugins_transport_so_CFLAGS = $(plugin_cflags)
plugins_transport_so_LDFLAGS = $(plugin_ldflags)
plugins_transport_so_LDADD =

plugins_tunnel_so_SOURCES = plugins/family.c $(tunnel_protocols)
plugins_tunnel_so_CPPFLAGS = $(TAPIR_CPPFLAGS) -DTP_FAMILY=\"tunnel\"
plugins_tunnel_so_CFLAGS = $(plugin_cflags)
plugins_tunnel_so_LDFLAGS = $(plugin_ldflags)
plugins_tunnel_so_LDADD =
