-- SPDX-License-Identifier: BSD-3-Clause
-- The same, of a coroutine that fails.
-- says: longer than 500 ms
function attack()
	local mt = {}
	local t = setmetatable({}, mt)
	mt.__close = function() while true do end end
	coroutine.wrap(function()
		local x <close> = t
		error("x")
	end)()
end
