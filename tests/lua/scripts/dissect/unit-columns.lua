-- fields: ucols.n ucols.text _ws.col.Protocol _ws.col.Info
-- shows: fields
-- SPDX-License-Identifier: BSD-3-Clause
-- Columns set before a unit is there: they are those of the segment's units.
local p = Proto("ucols", "Unit Columns")
local n = ProtoField.uint16("ucols.n", "Length")
local text = ProtoField.string("ucols.text", "Text")
p.fields = { n, text }

local function length(tvb, pinfo, at)
	return tvb(at, 2):uint()
end

local function unit(tvb, pinfo, tree)
	pinfo.cols.protocol = "UNIT"
	local t = tree:add(p, tvb())
	t:add(n, tvb(0, 2))
	if tvb:len() > 2 then
		t:add(text, tvb(2))
	end
	pinfo.cols.info:append(" " .. tvb:len())
	return tvb:len()
end

function p.dissector(tvb, pinfo, tree)
	pinfo.cols.info = "Units:"
	dissect_tcp_pdus(tvb, tree, 2, length, unit)
	return tvb:len()
end

DissectorTable.get("tcp.port"):add("5001-5002", p)
