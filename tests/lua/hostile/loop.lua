-- SPDX-License-Identifier: BSD-3-Clause
-- An endless loop.
-- says: longer than 500 ms
function attack()
	while true do end
end
