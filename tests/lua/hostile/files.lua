-- SPDX-License-Identifier: BSD-3-Clause
-- All files that a process may have open.
-- says: 256 files are open
local all = {}
function attack()
	for i = 1, 2000 do
		all[i] = assert(io.open(__FILE__))
	end
end
