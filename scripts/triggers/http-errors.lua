-- SPDX-License-Identifier: BSD-3-Clause
-- Servers that answer with errors of their own: so many within so long.
--
-- --script-arg count=5 within=60s least=500
local o = tapir.options({ count = 5, within = "60s", least = 500 }, ...)

tapir.trigger{
    name = "http-errors",
    when = ("http.response.code >= %d"):format(o.least),
    count = o.count, within = o.within, by = { "net.src", "tcp.srcport" },
    fields = { "http.response.code", "net.dst" },
    action = function(e)
        local f = e.fields
        tapir.log{ server = f["net.src"], port = tonumber(f["tcp.srcport"]),
            client = f["net.dst"], code = tonumber(f["http.response.code"]) }
    end,
}
