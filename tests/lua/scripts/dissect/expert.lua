-- fields: expertp.f expertp.known _ws.expert _ws.expert.message _ws.expert.severity _ws.expert.group _ws.lua.proto.chat
-- SPDX-License-Identifier: BSD-3-Clause
-- Expert information without a text, and of octets.
local p = Proto("expertp", "Expert Proto")
local f = ProtoField.uint8("expertp.f", "F")
local known = ProtoExpert.new("expertp.known", "Known", expert.group.PROTOCOL, expert.severity.WARN)
p.fields = { f }
p.experts = { known }

function p.dissector(tvb, pinfo, tree)
	local t = tree:add(p, tvb(0, 8))
	local item = t:add(f, tvb(0, 1))
	item:add_expert_info()
	item:add_expert_info(PI_CHECKSUM)
	for _, severity in ipairs { PI_CHAT, PI_NOTE, PI_WARN, PI_ERROR } do
		item:add_expert_info(PI_CHECKSUM, severity)
	end
	item:add_proto_expert_info(known)
	item:add_proto_expert_info(known, "words")
	item:add_tvb_expert_info(known, tvb(2, 2))
	item:add_tvb_expert_info(known, tvb(2, 2), "of octets")
	item:add_tvb_expert_info(known, tvb, "of all", "and no more")
	t:add(f, tvb(1, 1)):append_text(" behind")
end

DissectorTable.get("udp.port"):add(7777, p)
