-- SPDX-License-Identifier: BSD-3-Clause
-- Elements that are a function of the library's, which takes its time.
-- says: longer than 500 ms
function attack()
	local t = setmetatable({}, { __index = table.concat,
	    __len = function() return 0 end })
	table.move(t, 1, 10000000, 1, {})
end
