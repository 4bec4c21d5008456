-- SPDX-License-Identifier: BSD-3-Clause
-- Folders removed.
-- says: Dir.remove_all: a script may not; with --lua-unsafe
function attack()
	Dir.remove_all("/tmp/no-such-folder")
end
