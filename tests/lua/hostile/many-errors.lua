-- SPDX-License-Identifier: BSD-3-Clause
-- An error for each packet.
-- says: again
function attack()
	error("again")
end
