-- SPDX-License-Identifier: BSD-3-Clause
-- DHCP servers that are not ours: those that offer or acknowledge and are not
-- in the list; without one, each but the first that was seen.
--
-- --script-arg servers=192.0.2.1,192.0.2.2
local o = tapir.options({ servers = "" }, ...)

local ours, first = {}, nil
for address in o.servers:gmatch("[^,%s]+") do
    ours[address] = true
    first = ""
end

tapir.trigger{
    name = "dhcp-rogues",
    when = "dhcp.option.dhcp in {2, 5}",
    fields = { "dhcp.option.dhcp_server_id", "dhcp.ip.your", "eth.src" },
    action = function(e)
        local f = e.fields
        local server = f["dhcp.option.dhcp_server_id"]
        if not server then
            return
        elseif not first then
            first, ours[server] = server, true
        elseif not ours[server] then
            tapir.log{ server = server, mac = f["eth.src"],
                offers = f["dhcp.ip.your"] }
            tapir.mark("DHCP server " .. server .. " is not ours")
        end
    end,
}
