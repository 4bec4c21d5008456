-- SPDX-License-Identifier: BSD-3-Clause
-- The registry.
-- says: debug.getregistry: a script may not
function attack()
	debug.getregistry()
end
