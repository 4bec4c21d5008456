-- SPDX-License-Identifier: BSD-3-Clause
-- One list of many keys.
-- says: longer than 500 ms
local p = Proto("hostilep", "Hostile, too")
local keys = DissectorTable.new("hostile.keys", "Keys", ftypes.UINT32)
local list = {}
for i = 1, 300000 do
	list[i] = i
end
list = table.concat(list, ",")
function attack()
	keys:add(list, p)
end
