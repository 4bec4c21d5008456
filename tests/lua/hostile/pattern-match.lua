-- SPDX-License-Identifier: BSD-3-Clause
-- Another one, with captures.
-- says: longer than 500 ms
function attack()
	return ("a"):rep(1000):match(("(a*)"):rep(30) .. "b")
end
