-- SPDX-License-Identifier: BSD-3-Clause
-- More values than the stack has room for.
-- says: still here
function attack()
	for _ = 1, 100 do
		coroutine.wrap(function()
			Struct.unpack(("="):rep(5000), "")
			Struct.pack(("="):rep(32))
		end)()
	end
	error("still here")
end
