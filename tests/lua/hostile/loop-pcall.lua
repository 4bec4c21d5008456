-- SPDX-License-Identifier: BSD-3-Clause
-- An endless loop that catches its end.
-- says: longer than 500 ms
function attack()
	while true do
		pcall(function() while true do end end)
	end
end
