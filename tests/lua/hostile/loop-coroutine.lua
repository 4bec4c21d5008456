-- SPDX-License-Identifier: BSD-3-Clause
-- An endless loop in a coroutine, resumed again and again.
-- says: longer than 500 ms
function attack()
	while true do
		coroutine.resume(coroutine.create(function()
			while true do end
		end))
	end
end
