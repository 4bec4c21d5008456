-- SPDX-License-Identifier: BSD-3-Clause
-- A regular expression that goes back without end.
-- says: too many steps
function attack()
	return rex_pcre2.match(("a"):rep(1000) .. "c", "^(a+)+$")
end
