-- SPDX-License-Identifier: BSD-3-Clause
-- The end of the run.
-- says: os.exit: a script may not; with --lua-unsafe
function attack()
	os.exit(0)
end
