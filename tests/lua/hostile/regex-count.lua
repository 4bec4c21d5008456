-- SPDX-License-Identifier: BSD-3-Clause
-- Many matches, each of few steps.
-- says: longer than 500 ms
function attack()
	return rex_pcre2.count(("a"):rep(1000000), "a{0,3000}b|a")
end
