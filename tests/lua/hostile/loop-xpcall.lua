-- SPDX-License-Identifier: BSD-3-Clause
-- An endless loop whose handler loops, too.
-- says: longer than 500 ms
function attack()
	while true do
		xpcall(function() while true do end end,
		    function() while true do end end)
	end
end
