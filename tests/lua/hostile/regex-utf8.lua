-- SPDX-License-Identifier: BSD-3-Clause
-- Text that is no UTF-8, and is said to be.
-- says: UTF-8 error
function attack()
	local f = rex_pcre2.flags()
	return rex_pcre2.match("abc\xf8", "\\w+.$", 1,
	    f.UTF | f.NO_UTF_CHECK, f.NO_UTF_CHECK)
end
