-- SPDX-License-Identifier: BSD-3-Clause
-- A table that says it is long, to be sorted.
-- says: elements
function attack()
	local t = setmetatable({}, { __len = function() return 2 ^ 40 // 1 end,
	    __index = function() return 1 end })
	table.sort(t)
end
