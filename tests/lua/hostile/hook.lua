-- SPDX-License-Identifier: BSD-3-Clause
-- The hook, taken away.
-- says: attempt to call a nil value
function attack()
	debug.sethook()
end
