-- SPDX-License-Identifier: BSD-3-Clause
-- Tables until there is no memory.
-- says: more than 256 MiB|not enough memory|longer than 500 ms
function attack()
	local t = {}
	while true do
		t = { t }
	end
end
