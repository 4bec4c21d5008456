-- SPDX-License-Identifier: BSD-3-Clause
-- What the host and tapir keep for a script, in every way (how much each counts,
-- load.sh asks).  Where collecting garbage does not help, time may be over first.
-- says: more than 256 MiB|longer than
local p = Proto("hostilep", "Hostile, too")
local keys = DissectorTable.new("hostile.keys", "Keys", ftypes.STRING)
local n = 0
function attack()
	local long = string.rep(string.rep("x", 1000), 1000)
	local strings = {}
	for i = 1, 100 do
		strings[i] = string.rep("x", 10000)
	end
	for _ = 1, 7 do
		n = n + 1
		ProtoField.uint8("hostile.f", long)
		ProtoField.uint16("hostile.f", "F", base.DEC, strings)
		ProtoExpert.new("hostile.e", long, expert.group.DEBUG, expert.severity.NOTE)
		FileHandler.new("hostile", long, "hostile", "r").extensions = long
		p.prefs["p" .. n] = Pref.string("Label", long, "Help")
		keys:add(long .. n, p)
	end
end
