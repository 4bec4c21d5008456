-- SPDX-License-Identifier: BSD-3-Clause
-- 2^60 elements moved.
-- says: elements
function attack()
	table.move({}, 1, 2 ^ 60 // 1, 2)
end
