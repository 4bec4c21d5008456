-- SPDX-License-Identifier: BSD-3-Clause
-- ByteArrays without end.
-- says: more than 256 MiB|not enough memory|longer than 500 ms|ByteArray too large
function attack()
	local b = ByteArray.new("00")
	while true do
		b:append(b)
	end
end
