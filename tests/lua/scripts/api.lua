-- SPDX-License-Identifier: BSD-3-Clause
-- Prints what a script is given, as api-4.4.5.txt has it: CLASS NAME, getter
-- CLASS NAME, setter CLASS NAME; with --lua-unsafe, for it looks into classes.
local registry = debug.getregistry()

local function names(prefix, t)
	for k in pairs(t) do
		print(prefix .. " " .. tostring(k))
	end
end

local function upvalue(f, i)
	if type(f) ~= "function" then
		return {}
	end
	local _, v = debug.getupvalue(f, i)
	return type(v) == "table" and v or {}
end

for _, mt in pairs(registry) do
	local name = type(mt) == "table" and rawget(mt, "__name")
	if name then
		local index = rawget(mt, "__index")
		-- methods are functions, getters addresses
		local members = type(index) == "table" and index or upvalue(index, 1)
		for k, v in pairs(members) do
			print((type(v) == "function" and "T " or "getter ") .. name .. " " .. tostring(k))
		end
		names("setter " .. name, upvalue(rawget(mt, "__newindex"), 1))
	end
end
for name, t in pairs(_G) do
	print("T _G " .. tostring(name))
	if type(t) == "table" and name ~= "_G" then
		names("T " .. name, t)
	end
end
