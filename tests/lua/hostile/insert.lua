-- SPDX-License-Identifier: BSD-3-Clause
-- A table that says it is long, moved by one.
-- says: elements
function attack()
	local t = setmetatable({}, { __len = function() return 2 ^ 40 // 1 end })
	table.insert(t, 1, 5)
end
