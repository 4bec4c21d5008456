-- SPDX-License-Identifier: BSD-3-Clause
-- A table without end, joined.
-- says: elements
function attack()
	local t = setmetatable({}, { __index = tostring })
	return table.concat(t, "", 1, math.maxinteger)
end
