-- SPDX-License-Identifier: BSD-3-Clause
-- A function that calls itself.
-- says: stack overflow|longer than 500 ms
local function f()
	return 1 + f()
end
function attack()
	return f()
end
