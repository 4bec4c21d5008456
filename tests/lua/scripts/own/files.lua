-- SPDX-License-Identifier: BSD-3-Clause
-- Files that a script forgets to close are closed in time.
for i = 1, 3000 do
	assert(io.open(__FILE__))
end
for i = 1, 3000 do
	Dir.open(__DIR__)
end
for i = 1, 300 do
	for line in io.lines(__FILE__) do
		if line:find("SPDX") then break end
	end
end
for i = 1, 300 do
	local f = io.open(__FILE__)
	assert(f:read("a"):find("in time"))
	assert(f:close())
	assert(not pcall(f.read, f) and io.type(f) == "closed file")
end
local held = {}
for i = 1, 256 do
	held[i] = assert(io.open(__FILE__))
end
local good, why = pcall(io.open, __FILE__)
assert(not good and why:find("256 files are open", 1, true), why)
held[1]:close()
assert(io.open(__FILE__)):close()
local tap = Listener.new("frame")
function tap.draw()
	print("done")
end
