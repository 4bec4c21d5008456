-- SPDX-License-Identifier: BSD-3-Clause
-- A shared object.
-- says: package.loadlib: a script may not
function attack()
	package.loadlib("libc.so.6", "system")
end
