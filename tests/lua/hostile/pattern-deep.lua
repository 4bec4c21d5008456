-- SPDX-License-Identifier: BSD-3-Clause
-- A pattern of more levels than there is stack.
-- says: pattern too complex
function attack()
	return ("a"):rep(100000):match(("a?"):rep(100000))
end
