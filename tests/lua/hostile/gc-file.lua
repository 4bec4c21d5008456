-- SPDX-License-Identifier: BSD-3-Clause
-- A finalizer in the metatable of Lua's files.
-- says: attempt to index a boolean
function attack()
	local f = select(4, io.lines(__FILE__))
	getmetatable(f).__gc = function() while true do end end
	f = nil
	collectgarbage()
end
