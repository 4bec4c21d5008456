-- SPDX-License-Identifier: BSD-3-Clause
-- As people write them by hand: the header of a packet of market.lua, and a line.
local p = Proto("ticks", "Tick Protocol")

local flags = { [0] = "live", [1] = "sent again" }
local kinds = { [65] = "Add Order", [69] = "Order Executed" }

local f_version = ProtoField.uint8("ticks.version", "Version", base.DEC)
local f_flags = ProtoField.uint8("ticks.flags", "Flags", base.HEX, flags)
local f_channel = ProtoField.uint16("ticks.channel", "Channel", base.DEC)
local f_session = ProtoField.string("ticks.session", "Session")
local f_sequence = ProtoField.uint64("ticks.sequence", "Sequence", base.DEC)
local f_count = ProtoField.uint16("ticks.count", "Messages", base.DEC)
local f_kind = ProtoField.uint8("ticks.kind", "First message", base.HEX, kinds)
p.fields = { f_version, f_flags, f_channel, f_session, f_sequence, f_count, f_kind }

function p.dissector(buffer, pinfo, tree)
    if buffer:len() < 35 then return 0 end
    pinfo.cols.protocol = "TICKS"
    local subtree = tree:add(p, buffer(), "Tick Protocol")
    subtree:add(f_version, buffer(0, 1))
    subtree:add(f_flags, buffer(1, 1))
    subtree:add_le(f_channel, buffer(2, 2))
    subtree:add(f_session, buffer(4, 10))
    subtree:add(f_sequence, buffer(14, 8))
    local count = buffer(30, 2):uint()
    subtree:add(f_count, buffer(30, 2), count)
    local kind = buffer(34, 1):uint()
    local item = subtree:add(f_kind, buffer(34, 1))
    item:append_text(" of " .. count)
    pinfo.cols.info:set(string.format("%s, %d messages on channel %d",
        kinds[kind] or "Unknown", count, buffer(2, 2):le_uint()))
    return buffer:len()
end

DissectorTable.get("udp.port"):add(26400, p)
