-- fields: _ws.expert _ws.expert.message _ws.expert.severity _ws.expert.group _ws.lua.error _ws.lua.proto.warning _ws.lua.proto.error errp.a errp.bad
-- SPDX-License-Identifier: BSD-3-Clause
-- Errors of scripts, and expert information, on the packet.
local p = Proto("errp", "Err Proto")
local inner = Proto("innerp", "Inner Proto")
local post = Proto("postp", "Post Proto")
local a = ProtoField.uint8("errp.a", "A")
p.fields = { a }
local bad = ProtoExpert.new("errp.bad", "Bad A", expert.group.PROTOCOL, expert.severity.NOTE)
p.experts = { bad }

function inner.dissector(tvb, pinfo, tree)
	tree:add(inner, tvb(0, 2))
	error("inner failed")
end

function p.dissector(tvb, pinfo, tree)
	local t = tree:add(p, tvb())
	t:add(a, tvb(0, 1)):add_proto_expert_info(bad)
	Dissector.get("innerp"):call(tvb, pinfo, t)
	t:add("After")
	if pinfo.number == 1 then
		t:add_expert_info(PI_MALFORMED, PI_WARN, "warned")
		t:add_expert_info(PI_CHECKSUM, PI_ERROR, "failed")
		error("without a place", 0)
	end
	tvb(1000, 1)
end

function post.dissector(tvb, pinfo, tree)
	tree:add(post, "The end")
	error("also failed")
end

DissectorTable.get("udp.port"):add(7777, p)
register_postdissector(post)
