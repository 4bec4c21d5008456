-- SPDX-License-Identifier: BSD-3-Clause
-- A finalizer, which no hook reaches.
-- says: scripts have no __gc
function attack()
	setmetatable({}, { __gc = function() while true do end end })
	collectgarbage()
end
