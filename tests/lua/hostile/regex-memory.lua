-- SPDX-License-Identifier: BSD-3-Clause
-- Compiled patterns that are kept.
-- says: more than 256 MiB|longer than 500 ms
function attack()
	local kept = {}
	local p = ("()"):rep(3000)
	while true do
		kept[#kept + 1] = rex_pcre2.new(p)
	end
end
