-- SPDX-License-Identifier: BSD-3-Clause
-- A string that doubles.
-- says: more than 256 MiB|not enough memory|longer than 500 ms
function attack()
	local s = "x"
	while true do
		s = s .. s
	end
end
