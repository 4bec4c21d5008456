-- SPDX-License-Identifier: BSD-3-Clause
-- Strings of which each comparison takes long.
-- says: longer than 500 ms
function attack()
	local a = ("x"):rep(50000000)
	local b = a .. "y"
	local t = {}
	for i = 1, 100000 do
		t[i] = i % 2 == 0 and a or b
	end
	table.sort(t)
end
