-- SPDX-License-Identifier: BSD-3-Clause
-- Coroutines in coroutines, with pcall at each level.
-- says: longer than 500 ms
local function deep(n)
	if n == 0 then
		while true do end
	end
	while true do
		pcall(coroutine.wrap(function() deep(n - 1) end))
	end
end

function attack()
	deep(20)
end
