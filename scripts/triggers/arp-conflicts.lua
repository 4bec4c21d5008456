-- SPDX-License-Identifier: BSD-3-Clause
-- Two stations that claim one IPv4 address (RFC 5227, 2.4).
--
-- --script-arg within=60 (seconds): later, the address has moved
local o = tapir.options({ within = 60 }, ...)

local ADDRESSES = 65536		-- that are remembered; then all anew
local owner, known = {}, 0

tapir.trigger{
    name = "arp-conflicts",
    -- a probe, from 0.0.0.0, claims nothing
    when = "arp.opcode in {1, 2} and arp.src.proto_ipv4 != 0.0.0.0",
    fields = { "arp.src.proto_ipv4", "arp.src.hw_mac" },
    action = function(e)
        local ip = e.fields["arp.src.proto_ipv4"]
        local mac = e.fields["arp.src.hw_mac"]
        local now, was = e.time:tonumber(), owner[ip]
        if not was then
            if known == ADDRESSES then
                owner, known = {}, 0
            end
            known = known + 1
        elseif was.mac ~= mac and now - was.time <= o.within then
            tapir.log{ address = ip, was = was.mac, now = mac }
            tapir.mark(ip .. " was claimed by " .. was.mac)
        end
        owner[ip] = { mac = mac, time = now }
    end,
}
