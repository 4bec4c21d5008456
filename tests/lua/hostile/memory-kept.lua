-- SPDX-License-Identifier: BSD-3-Clause
-- Memory kept at the limit, and packets that want more.
-- says: more than 256 MiB|not enough memory|longer than 500 ms
kept = {}
function attack()
	local n = 1000000
	while n > 0 do
		local ok, s = pcall(string.rep, "x", n)
		local ok2 = ok and pcall(function()
			kept[#kept + 1] = s .. #kept
		end)
		if not ok2 then
			n = n // 2
		end
	end
	error("not enough memory is left")
end
