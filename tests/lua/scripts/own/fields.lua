-- SPDX-License-Identifier: BSD-3-Clause
-- tapir.fields(): what the packet has, as text.
local p = Proto("fieldsp", "Fields Proto")
local a = ProtoField.uint8("fieldsp.a", "A", base.HEX)
p.fields = { a }
local packets = 0

function p.dissector(tvb, pinfo, tree)
	local t = tree:add(p, tvb())
	t:add(a, tvb(0, 1))
	t:add(a, tvb(1, 1))
	local f = tapir.fields(pinfo)
	assert(f["ip.src"] == "10.0.0.1" and f["udp.dstport"] == "7777", f["ip.src"])
	assert(f["fieldsp.a"] == "0x61,0x62", f["fieldsp.a"])
	assert(f["eth.addr"] == nil and f["tcp.port"] == nil)
	assert(f["frame.len"] == "45" and f["frame.number"] == "1", f["frame.len"])
end
DissectorTable.get("udp.port"):add(7777, p)

local l = Listener.new("udp")
function l.packet(pinfo)
	assert(tapir.fields()["fieldsp.a"] == "0x61,0x62")
	packets = packets + 1
end
function l.draw()
	assert(packets == 1)
	assert(not pcall(tapir.fields))
	print("done")
end
