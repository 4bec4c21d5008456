-- SPDX-License-Identifier: BSD-3-Clause
-- A function of ours that sorts, by one that the script has replaced.
-- says: there are: a$
table.sort = function(t)
	t[1] = {}
end
function attack()
	tapir.options({ a = 1 }, "b=2")
end
