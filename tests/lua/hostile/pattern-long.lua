-- SPDX-License-Identifier: BSD-3-Clause
-- A pattern that never needs a way back.
-- says: longer than 500 ms
function attack()
	return (("a"):rep(4000000)):find(("a"):rep(300000) .. "b.")
end
