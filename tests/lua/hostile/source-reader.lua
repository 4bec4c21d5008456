-- SPDX-License-Identifier: BSD-3-Clause
-- Source that a function gives without end.
-- says: more than 4 MiB of source|longer than 500 ms
function attack()
	assert(load(function() return "x = 1 " end))
end
