-- SPDX-License-Identifier: BSD-3-Clause
-- Code that no compiler made.
-- says: binary chunk
function attack()
	assert(load(string.dump(function() return 1 end)))
end
