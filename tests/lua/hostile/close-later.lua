-- SPDX-License-Identifier: BSD-3-Clause
-- A closing function that its metatable gets later, for coroutine.close().
-- says: longer than 500 ms
function attack()
	local mt = {}
	local t = setmetatable({}, mt)
	mt.__close = function() while true do end end
	local co = coroutine.create(function()
		local x <close> = t
		coroutine.yield()
	end)
	coroutine.resume(co)
	coroutine.close(co)
end
