-- SPDX-License-Identifier: BSD-3-Clause
-- All folders that a process may have open.
-- says: 256 files are open
local all = {}
function attack()
	for i = 1, 2000 do
		all[i] = Dir.open(__DIR__)
	end
end
