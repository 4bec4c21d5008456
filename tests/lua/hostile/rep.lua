-- SPDX-License-Identifier: BSD-3-Clause
-- A string of 10 GiB.
-- says: resulting string too large
function attack()
	return ("x"):rep(10 * 1024 ^ 3 // 1)
end
