-- SPDX-License-Identifier: BSD-3-Clause
-- Tables of fields that have each other.
-- says: still here
local t = {}
for i = 1, 50 do
	t[i] = t
end
Proto("many", "Many").fields.all = t
function attack()
	error("still here")
end
