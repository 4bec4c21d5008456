-- SPDX-License-Identifier: BSD-3-Clause
-- %b over a long text, from each place.
-- says: longer than 500 ms
function attack()
	return ("("):rep(10000000):find("%b()")
end
