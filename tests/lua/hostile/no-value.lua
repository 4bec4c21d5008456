-- SPDX-License-Identifier: BSD-3-Clause
-- An address that is not there, added and read.
-- says: out of bounds
local own = Proto("own", "Own")
local ip = ProtoField.ipv4("own.ip", "IP")
own.fields = { ip }
local get = Field.new("own.ip")
function attack(tvb, pinfo, tree)
	tree:add(ip)
	return tostring(get().value)
end
