-- fields: frame.number
-- shows: fields
-- SPDX-License-Identifier: BSD-3-Clause
-- What taps tell a Listener beside Pinfo and Tvb.
for _, name in ipairs { "eth", "ip", "tcp", "udp", "http" } do
	local tap = Listener.new(name)
	function tap.packet(pinfo, tvb, info)
		local all = {}
		for k, v in pairs(info) do
			all[#all + 1] = k .. "=" .. tostring(v) .. " (" .. type(v) .. ")"
		end
		table.sort(all)
		print(pinfo.number, name, table.concat(all, ", "))
	end
end
local bytes = 0
local flags = Listener.new("tcp", "tcp.flags.push == 1")
function flags.packet(pinfo, tvb, ...)
	local info = ...
	bytes = bytes + info.th_seglen
end
function flags.draw()
	print("pushed", bytes)
end
