-- SPDX-License-Identifier: BSD-3-Clause
-- Handshakes that fail: by a fatal alert, or because nothing answers.
--
-- --script-arg wait=5s
local o = tapir.options({ wait = "5s" }, ...)

tapir.trigger{
    name = "tls-alert",
    when = "tls.alert_message.level == 2",
    fields = { "tls.alert_message.desc", "net.src", "net.dst",
        "tcp.stream" },
    action = function(e)
        local f = e.fields
        tapir.log{ from = f["net.src"], to = f["net.dst"],
            alert = tonumber(f["tls.alert_message.desc"]),
            stream = tonumber(f["tcp.stream"]) }
    end,
}

tapir.trigger{
    name = "tls-unanswered",
    when = "tls.handshake.type == 1",
    unless = "tls.handshake.type == 2 or tls.alert_message",
    within = o.wait, by = "tcp.stream",
    fields = { "tls.handshake.extensions_server_name", "net.src",
        "net.dst" },
    action = function(e)
        local f = e.fields
        tapir.log{ client = f["net.src"], server = f["net.dst"],
            name = f["tls.handshake.extensions_server_name"] }
    end,
}
