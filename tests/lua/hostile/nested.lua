-- SPDX-License-Identifier: BSD-3-Clause
-- Calls within a call, each of them short.
-- says: longer than 500 ms
local q = Proto("quick", "Quick")
function q.dissector()
	return 1
end
function attack(tvb, pinfo, tree)
	while true do
		Dissector.get("quick"):call(tvb, pinfo, tree)
	end
end
