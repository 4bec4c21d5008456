-- SPDX-License-Identifier: BSD-3-Clause
-- An endless loop in metamethods.
-- says: longer than 500 ms
function attack()
	local t = setmetatable({}, {
		__index = function() while true do end end,
		__tostring = function() while true do end end,
		__lt = function() while true do end end,
	})
	pcall(tostring, t)
	pcall(function() return t < t end)
	return t.x
end
