-- SPDX-License-Identifier: BSD-3-Clause
-- A field a million wide.
-- says: invalid (conversion|format)
function attack()
	return string.format("%1000000d", 1)
end
