-- SPDX-License-Identifier: BSD-3-Clause
-- Servers whose answers fail: so many within so long, of one server.
--
-- --script-arg count=5 within=10s; file=x-%H%M%S.pcapng writes the packets
-- around it.
local o = tapir.options({ count = 5, within = "10s", file = "",
    before = "10s", after = "30s" }, ...)

tapir.trigger{
    name = "dns-failures",
    when = "dns.flags.response == 1 and dns.flags.rcode != 0",
    count = o.count, within = o.within, by = "net.src",
    fields = { "dns.qry.name", "dns.flags.rcode", "net.dst" },
    action = function(e)
        local f = e.fields
        tapir.log{ server = f["net.src"], client = f["net.dst"],
            name = f["dns.qry.name"],
            rcode = tonumber(f["dns.flags.rcode"]) }
        if o.file ~= "" then
            tapir.start_write{ file = o.file, before = o.before,
                after = o.after }
        end
    end,
}
