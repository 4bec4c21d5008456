-- SPDX-License-Identifier: BSD-3-Clause
-- The metatable of an object.
-- says: attempt to index a boolean
function attack()
	getmetatable(ByteArray.new("00")).__gc()
end
