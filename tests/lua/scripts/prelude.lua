-- SPDX-License-Identifier: BSD-3-Clause
-- What stands before each script of values/ when it is run: expressions, one a
-- line, each printed with what it gives or the error that it ends in.
local load = loadstring or load

local function show(v)
	if type(v) == "string" then
		return '"' .. v:gsub("[^\32-\126]", function(c)
			return string.format("\\x%02x", c:byte())
		end) .. '"'
	end
	return tostring(v)
end

-- What an expression gives, or the error, without the place.
local function say(prefix, e)
	local f, why = load("return " .. e)
	if not f then
		print(prefix .. e .. " -> does not compile")
		return
	end
	local r = table.pack(pcall(f))
	local out = {}
	for i = 2, r.n do
		out[#out + 1] = show(r[i])
	end
	local text = table.concat(out, ", ")
	if not r[1] then
		text = "error: " .. text:gsub("%[string[^%]]*%]:%d+: ", "")
	end
	print(prefix .. e .. " -> " .. text)
end

local function each(prefix, list)
	for e in list:gmatch("[^\n]+") do
		e = e:gsub("^%s+", "")
		if e ~= "" then
			say(prefix, e)
		end
	end
end

