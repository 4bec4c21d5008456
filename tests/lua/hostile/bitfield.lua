-- SPDX-License-Identifier: BSD-3-Clause
-- Bits that begin where numbers end.
-- says: out of range
function attack(tvb)
	return tvb(0, 4):bitfield(math.maxinteger, 1)
end
