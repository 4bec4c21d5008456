-- SPDX-License-Identifier: BSD-3-Clause
-- What conversations keep.  They are Wireshark 4.6's, which is not at hand: what
-- they are to do is written here.
local p = Proto("convp", "Conversation Proto")
local q = Proto("convq", "Another")
local tcp, udp = {}, 0

local function both(pinfo)
	local c = Conversation.find_from_pinfo(pinfo)
	local d = Conversation.find_from_pinfo(pinfo, false)
	assert(c == d, "the same")
	return c
end

function p.dissector(tvb, pinfo, tree)
	if pinfo.port_type == convtypes.UDP then
		local before = Conversation.find_from_pinfo(pinfo, false)
		local c = both(pinfo)
		assert((before == nil) == (udp == 0))
		assert(c[p] == (udp > 0 and udp or nil))
		udp = udp + 1
		c[p] = udp
		assert(c[q] == (udp > 1 and "other" or nil))
		c[q] = "other"
		assert(c[q] == "other" and c[p] == udp)
		local ends = { pinfo.src, pinfo.dst, pinfo.src_port, pinfo.dst_port }
		assert(Conversation.find(0, convtypes.UDP, ends[1], ends[2], ends[3], ends[4]) == c)
		assert(Conversation.find(0, convtypes.UDP, ends[2], ends[1], ends[4], ends[3], false) == c)
		assert(Conversation.find(0, convtypes.TCP, ends[1], ends[2], ends[3], ends[4], false) == nil)
		assert(Conversation.find(0, convtypes.UDP, ends[1], ends[2], ends[3], 1, false) == nil)
		assert(not pcall(function() return c[5] end))
		assert(not pcall(function() c.nothing.more = 5 end))
		assert(tostring(c):match("^Conversation"))
	else
		local c = both(pinfo)
		c[p] = (c[p] or 0) + 1
		tcp[#tcp + 1] = c[p]
	end
end

DissectorTable.get("udp.port"):add(7777, p)
DissectorTable.get("tcp.port"):add(5003, p)

local l = Listener.new("frame")
function l.draw()
	assert(udp == 3, udp)
	-- the third segment is of a stream that begins anew
	assert(table.concat(tcp, " ") == "1 2 1", table.concat(tcp, " "))
	local c = Conversation.find_by_id(0, 7, 1)
	assert(c == Conversation.find_by_id(0, 7, 1) and c ~= Conversation.find_by_id(0, 7, 2))
	assert(Conversation.find_by_id(0, 7, 3, false) == nil)
	c[p] = 1
	-- bounded: the oldest goes
	for i = 10, 16500 do
		Conversation.find_by_id(0, 7, i)
	end
	assert(Conversation.find_by_id(0, 7, 1)[p] == nil)
	print("done")
end
