-- SPDX-License-Identifier: BSD-3-Clause
-- Parentheses without end.
-- says: overflow|too many|C levels
function attack()
	assert(load("return " .. ("("):rep(1000000)))
end
