-- SPDX-License-Identifier: BSD-3-Clause
-- Strings until there is no memory.
-- says: more than 256 MiB|not enough memory|longer than 500 ms
function attack()
	local t = {}
	while true do
		t[#t + 1] = ("x"):rep(1000000) .. #t
	end
end
