-- SPDX-License-Identifier: BSD-3-Clause
-- A plain search that compares all with all.
-- says: the end
function attack()
	local a = ("a"):rep(10000000)
	a:find(("a"):rep(5000000) .. "b", 1, true)
	error("the end")
end
