-- SPDX-License-Identifier: BSD-3-Clause
-- A variable that is closed by a function.
-- says: scripts have no __close
function attack()
	local x <close> = setmetatable({}, {
		__close = function() while true do end end
	})
end
