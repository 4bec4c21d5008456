-- SPDX-License-Identifier: BSD-3-Clause
-- __tostring that asks itself.
-- says: overflow
function attack()
	local t
	t = setmetatable({}, { __tostring = function() return tostring(t) end })
	return tostring(t)
end
