-- SPDX-License-Identifier: BSD-3-Clause
-- __index that asks itself.
-- says: overflow
function attack()
	local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end })
	return t[1]
end
