-- SPDX-License-Identifier: BSD-3-Clause
-- Over TCP, where text is made apart from fields, what a dissector that a script
-- calls has added is there to be read in either, each value once: tshark says
-- the same of these frames.
local p = Proto("calledp", "Called Proto")
local key, attribute = Field.new("json.key"), Field.new("xml.attribute")
local json, xml = Dissector.get("json"), Dissector.get("xml")
local wanted = { "a b", 'b="c" d="e"', "" }
local calls = 0

local function read()
	local values = {}
	for _, field in ipairs { key, attribute } do
		for _, v in ipairs { field() } do values[#values + 1] = tostring(v) end
	end
	return table.concat(values, " ")
end

function p.dissector(tvb, pinfo, tree)
	assert(read() == "")
	local called = tvb:raw(0, 1) == "<" and xml or json
	called:call(tvb, pinfo, tree)
	assert(read() == wanted[pinfo.number], read())
	calls = calls + 1
end

DissectorTable.get("tcp.port"):add(5004, p)

local tap = Listener.new("frame")
function tap.packet(pinfo)
	assert(read() == wanted[pinfo.number], read())
end
function tap.draw()
	assert(calls == 6, calls)	-- for the text and the fields of each
	print("done")
end
