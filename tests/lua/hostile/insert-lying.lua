-- SPDX-License-Identifier: BSD-3-Clause
-- A table that is short when it is asked first.
-- says: elements
function attack()
	local n = 0
	local t = setmetatable({}, { __len = function()
		n = n + 1
		return n % 2 == 1 and 1 or 1 << 50
	end })
	while true do
		table.insert(t, 1, 5)
		table.remove(t, 1)
	end
end
