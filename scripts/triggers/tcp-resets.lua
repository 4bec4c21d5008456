-- SPDX-License-Identifier: BSD-3-Clause
-- Bursts of resets: so many within so long, by one host.
--
-- --script-arg count=10 within=10s
local o = tapir.options({ count = 10, within = "10s" }, ...)

tapir.trigger{
    name = "tcp-resets",
    when = "tcp.flags.reset == 1",
    count = o.count, within = o.within, by = "net.src",
    fields = { "net.dst", "tcp.srcport" },
    action = function(e)
        local f = e.fields
        tapir.log{ from = f["net.src"], port = tonumber(f["tcp.srcport"]),
            to = f["net.dst"] }
    end,
}
