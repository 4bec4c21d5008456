-- SPDX-License-Identifier: BSD-3-Clause
-- 16 MiB of source.
-- says: more than 4 MiB of source
function attack()
	assert(load(("x=1 "):rep(4000000)))
end
