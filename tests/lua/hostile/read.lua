-- SPDX-License-Identifier: BSD-3-Clause
-- A file that is none of its business.
-- says: io.open /etc/passwd: a script reads
function attack()
	io.open("/etc/passwd")
end
