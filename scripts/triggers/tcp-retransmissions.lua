-- SPDX-License-Identifier: BSD-3-Clause
-- Streams that send again what they have sent: so many segments within so
-- many seconds.
--
-- --script-arg count=3 within=10
local o = tapir.options({ count = 3, within = 10 }, ...)

local STREAMS = 4096		-- that are remembered; then all anew
local sent, known = {}, 0	-- by stream and port: the end of what was sent

-- Is this segment new?  Notes when it is not.
local function again(stream, e, from, to)
    local s = sent[stream]
    if not s then
        if known == STREAMS then
            sent, known = {}, 0
        end
        sent[stream] = { top = to, times = {} }
        known = known + 1
        return false
    end
    -- a keep-alive is one octet before the end
    if to > s.top or (to == s.top and to - from == 1) then
        s.top = math.max(s.top, to)
        return false
    end
    table.insert(s.times, e.time:tonumber())
    if #s.times > o.count then
        table.remove(s.times, 1)
    end
    if #s.times < o.count or s.times[#s.times] - s.times[1] > o.within then
        return false
    end
    s.times = {}
    return true
end

tapir.trigger{
    name = "tcp-retransmissions",
    when = "tcp.len > 0",
    fields = { "tcp.stream", "tcp.srcport", "tcp.seq", "tcp.len", "net.src",
        "net.dst", "tcp.dstport" },
    action = function(e)
        local f = e.fields
        local from = tonumber(f["tcp.seq"])
        if again(f["tcp.stream"] .. ":" .. f["tcp.srcport"], e, from,
            from + tonumber(f["tcp.len"])) then
            tapir.log{ from = f["net.src"], to = f["net.dst"],
                port = tonumber(f["tcp.dstport"]),
                stream = tonumber(f["tcp.stream"]) }
        end
    end,
}
