-- SPDX-License-Identifier: BSD-3-Clause
-- Streams that send again what they have sent: so many segments within so
-- many seconds.
--
-- --script-arg count=3 within=10
local o = tapir.options({ count = 3, within = 10 }, ...)

local STREAMS = 4096		-- that are remembered; then all anew
local times, known = {}, 0	-- by stream and port: of what was sent again

-- Is it one too many?
local function many(stream, now)
    local t = times[stream]
    if not t then
        if known == STREAMS then
            times, known = {}, 0
        end
        t = {}
        times[stream] = t
        known = known + 1
    end
    table.insert(t, now)
    if #t > o.count then
        table.remove(t, 1)
    end
    if #t < o.count or now - t[1] > o.within then
        return false
    end
    times[stream] = {}
    return true
end

tapir.trigger{
    name = "tcp-retransmissions",
    when = "tcp.analysis.retransmission && tcp.len > 0",
    fields = { "tcp.stream", "tcp.srcport", "net.src", "net.dst",
        "tcp.dstport" },
    action = function(e)
        local f = e.fields
        if many(f["tcp.stream"] .. ":" .. f["tcp.srcport"],
            e.time:tonumber()) then
            tapir.log{ from = f["net.src"], to = f["net.dst"],
                port = tonumber(f["tcp.dstport"]),
                stream = tonumber(f["tcp.stream"]) }
        end
    end,
}
