-- SPDX-License-Identifier: BSD-3-Clause
-- A pattern that goes back without end.
-- says: longer than 500 ms
function attack()
	return ("a"):rep(100000):find((".-"):rep(50) .. "b")
end
