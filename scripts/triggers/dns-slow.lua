-- SPDX-License-Identifier: BSD-3-Clause
-- Queries that are answered slowly, or not at all.
--
-- --script-arg slow=0.5 (seconds), wait=2s (then it is unanswered)
local o = tapir.options({ slow = 0.5, wait = "2s" }, ...)

tapir.trigger{
    name = "dns-slow",
    when = ("dns.time > %g"):format(o.slow),
    fields = { "dns.time", "dns.qry.name", "net.src" },
    action = function(e)
        local f = e.fields
        tapir.log{ server = f["net.src"], name = f["dns.qry.name"],
            seconds = tonumber(f["dns.time"]) }
    end,
}

tapir.trigger{
    name = "dns-unanswered",
    when = "dns and not icmp and dns.flags.response == 0",
    unless = "dns and dns.flags.response == 1", within = o.wait,
    by = { "udp.stream", "dns.id" },
    fields = { "dns.qry.name", "net.src", "net.dst" },
    action = function(e)
        local f = e.fields
        tapir.log{ server = f["net.dst"], client = f["net.src"],
            name = f["dns.qry.name"] }
    end,
}
