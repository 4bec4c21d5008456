-- fields: sep.none sep.dot sep.dash sep.colon sep.space
-- SPDX-License-Identifier: BSD-3-Clause
-- What stands between octets.
local p = Proto("sepp", "Separator Proto")
local f = {}
for i, n in ipairs { "none", "dot", "dash", "colon", "space" } do
	f[i] = ProtoField.bytes("sep." .. n, n, base[n:upper()])
end
p.fields = f
function p.dissector(tvb, pinfo, tree)
	local t = tree:add(p, tvb())
	for i = 1, 5 do
		t:add(f[i], tvb(0, 5))
		t:add(f[i], tvb(0, 1))
		t:add(f[i], tvb(0, 50))
	end
end
DissectorTable.get("udp.port"):add(7777, p)
