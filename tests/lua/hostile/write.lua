-- SPDX-License-Identifier: BSD-3-Clause
-- A file written.
-- says: io.open to write: a script may not; with --lua-unsafe
function attack()
	io.open("x.txt", "w")
end
