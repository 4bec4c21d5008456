-- SPDX-License-Identifier: BSD-3-Clause
-- A table that grows while its strings are copied.
-- says: a table that grows|still here
function attack()
	local t = {}
	t[5] = setmetatable({}, { __tostring = function()
		for i = 1, 5000 do
			t[i * 7] = "z"
		end
		return "w"
	end })
	ProtoField.uint8("a.b", "c", base.DEC, t)
	error("still here")
end
