-- SPDX-License-Identifier: BSD-3-Clause
-- An iterator in C that has no end.
-- says: longer than 500 ms
function attack()
	for _ in ("x"):rep(10000000):gmatch("") do
		for _ in ("x"):rep(1000000):gmatch(".-y") do end
	end
end
