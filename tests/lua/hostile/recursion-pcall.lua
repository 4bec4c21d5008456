-- SPDX-License-Identifier: BSD-3-Clause
-- Recursion that catches each overflow.
-- says: longer than 500 ms|overflow
local function f()
	pcall(f)
	pcall(f)
end
function attack()
	f()
	error("overflow")
end
