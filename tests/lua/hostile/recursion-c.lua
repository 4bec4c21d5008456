-- SPDX-License-Identifier: BSD-3-Clause
-- Recursion through C.
-- says: overflow
local function f()
	return (("x"):gsub("x", f))
end
function attack()
	return f()
end
