-- options: -v
-- SPDX-License-Identifier: BSD-3-Clause
-- Numbers at their ends, and none: that nothing of it is undefined shows a
-- build with sanitizers.
local numbers = { 0, 1, -1, 64, 0.5, 2^31, -2^31, 2^32, 2^53, 2^63, -2^63, 2^64, 1e300, math.maxinteger, math.mininteger,
	math.huge, -math.huge, 0/0 }
local p = Proto("extremes", "Extremes")
local fields = {}
for _, kind in ipairs { "absolute_time", "relative_time", "float", "double", "int8", "uint24", "int64", "uint64", "bool",
	"char", "framenum" } do
	fields[#fields + 1] = ProtoField[kind]("extremes." .. kind, kind)
end
for _, base_ in ipairs { 1, 63, 64, 65, 200, 255 } do
	fields[#fields + 1] = ProtoField.bool("extremes.b" .. base_, "Bool", base_, nil, 0x80)
end
for _, mask in ipairs { 1, 0xf0, 0x80000000, math.mininteger, -1 } do
	fields[#fields + 1] = ProtoField.int32("extremes.m" .. mask, "Masked", base.HEX_DEC, nil, mask)
end
p.fields = fields

local function each(f)
	for _, a in ipairs(numbers) do
		for _, b in ipairs(numbers) do
			pcall(f, a, b)
		end
	end
end

each(function(a, b)
	local t, u = NSTime.new(a, b), NSTime.new(b, a)
	local all = { tostring(t), tostring(t + u), tostring(t - u), tostring(-t), t:tonumber(), t < u, t == u, t <= u }
	t.secs, t.nsecs = b, a
	return tostring(-t) .. #all
end)
for _, class in ipairs { Int64, UInt64 } do
	for _, op in ipairs { "lshift", "rshift", "arshift", "rol", "ror", "band", "tohex" } do
		each(function(a, b) return tostring(class.new(a)[op](class.new(a), b)) end)
	end
	each(function(a, b) return tostring(class.new(a) / class.new(b)) end)
	each(function(a, b) return tostring(class.new(a) % class.new(b)) end)
	each(function(a, b) return tostring(class.new(a) ^ class.new(b)) end)
	each(function(a, b) return tostring(-class.new(a, b)) .. class.new(a):tonumber() .. class.new(a):higher() end)
end
for _, library in ipairs { bit, bit32 } do
	for _, f in pairs(library) do
		each(f)
		each(function(a, b) return f(a, b, a, b) end)
	end
end
assert(tostring(Int64.min() / -1) == tostring(Int64.min()))
each(format_date)
each(format_time)
each(function(a, b) return Struct.pack("<i8d", a, b) end)
each(function(a, b) return string.format("%d %g", a, b) end)
each(function(a) return os.date("!%c", a) end)

local results = {}
for i, n in ipairs(numbers) do results[i] = n end
function p.dissector(tvb, pinfo, tree)
	local t = tree:add(p, tvb())
	for _, n in ipairs(numbers) do
		for _, f in ipairs(fields) do
			pcall(t.add, t, f, tvb(0, 1), n)
			pcall(t.add, t, f, tvb(0, 1), NSTime.new(n, n))
		end
		pcall(t.set_len, t, n)
		pcall(tvb, n, n)
		pcall(tvb, 0, n)
		pcall(tvb.raw, tvb, n, n)
		pcall(tvb.bytes, tvb, n, n)
		pcall(tvb().bitfield, tvb(), n, n)
		pcall(tvb().nstime, tvb(), n)
		pcall(tvb().string, tvb(), n)
		pcall(t.add_packet_field, t, fields[1], tvb(0, 2), n)
		pcall(t.add_expert_info, t, n, n)
		pcall(function() pinfo.desegment_len = n end)
		pcall(function() pinfo.desegment_offset = n end)
		pinfo.desegment_len, pinfo.desegment_offset = 0, 0
	end
	return table.remove(results)
end
local udp, tcp = DissectorTable.get("udp.port"), DissectorTable.get("tcp.port")
udp:add(7777, p)
tcp:add(7777, p)
for _, n in ipairs(numbers) do
	pcall(udp.add, udp, n, p)
	pcall(udp.get_dissector, udp, n)
end

local tap = Listener.new("frame")
function tap.draw()
	print("done")
end
