-- fields: wordsp.n
-- SPDX-License-Identifier: BSD-3-Clause
-- What stands behind a range, of all types: strings and numbers are words.
local p = Proto("wordsp", "Words Proto")
local n = ProtoField.uint8("wordsp.n", "N")
p.fields = { n }

function p.dissector(tvb, pinfo, tree)
	local t = tree:add(p, tvb(), "first", nil, "third", true, {}, UInt64(5), 7)
	t:add(p, tvb(0, 1), nil, "behind")
	t:add(p, tvb(0, 1), {}, "behind")
	t:add(p, nil, "behind")
	t:add(p)
	t:add(n, tvb(0, 1), 5, nil, "behind", nil)
	t:add(n, tvb(0, 1), 6, false)
	t:add(n, tvb(0, 1), 7, "instead", print, "of it")
	t:add(n, 8, true, "behind")
	t:add(tvb(0, 1), "text", true, "and more")
	t:add("text", tvb(0, 1), "and more")
	t:add("text", nil, nil)
end

DissectorTable.get("udp.port"):add(7777, p)
