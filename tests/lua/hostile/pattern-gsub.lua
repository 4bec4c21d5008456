-- SPDX-License-Identifier: BSD-3-Clause
-- One in gsub, caught.
-- says: longer than 500 ms
function attack()
	while true do
		pcall(string.gsub, ("a"):rep(100000), ("a-"):rep(30) .. "b", "")
	end
end
