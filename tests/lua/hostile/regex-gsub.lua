-- SPDX-License-Identifier: BSD-3-Clause
-- Many of them, each caught.
-- says: longer than 500 ms
function attack()
	while true do
		pcall(rex_pcre2.match, ("a"):rep(1000) .. "c", "^(a+)+$")
	end
end
