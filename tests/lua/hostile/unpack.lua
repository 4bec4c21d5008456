-- SPDX-License-Identifier: BSD-3-Clause
-- More results than there is stack.
-- says: too many results
function attack()
	return unpack({}, 1, 100000000)
end
