-- SPDX-License-Identifier: BSD-3-Clause
-- A program.
-- says: os.execute: a script may not; with --lua-unsafe
function attack()
	os.execute("echo never")
end
