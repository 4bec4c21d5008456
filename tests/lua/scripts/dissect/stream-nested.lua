-- fields: frame.number snest.len snest.text snest.left
-- shows: fields
-- SPDX-License-Identifier: BSD-3-Clause
-- A dissector that is called by another asks for more of the stream.
local outer = Proto("snout", "Outer Proto")
local inner = Proto("snest", "Inner Proto")
local len = ProtoField.uint16("snest.len", "Length")
local text = ProtoField.string("snest.text", "Text")
local left = ProtoField.uint16("snest.left", "Left")
inner.fields = { len, text, left }

function inner.dissector(tvb, pinfo, tree)
	local at = 0
	while at < tvb:len() do
		local n = tvb:len() - at >= 2 and tvb(at, 2):uint() or 0
		if n < 2 or at + n > tvb:len() then
			if pinfo.can_desegment > 0 then
				pinfo.desegment_offset = at
				pinfo.desegment_len = n < 2 and DESEGMENT_ONE_MORE_SEGMENT or at + n - tvb:len()
			else
				tree:add(left, tvb(at), tvb:len() - at)
			end
			return
		end
		tree:add(len, tvb(at, 2))
		if n > 2 then
			tree:add(text, tvb(at + 2, n - 2))
		end
		at = at + n
	end
end

function outer.dissector(tvb, pinfo, tree)
	if pinfo.dst_port == 5002 then
		pinfo.can_desegment = pinfo.can_desegment + 1
	end
	inner.dissector:call(tvb(0):tvb(), pinfo, tree)
end

DissectorTable.get("tcp.port"):add("5001-5002", outer)
