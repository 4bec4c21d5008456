-- SPDX-License-Identifier: BSD-3-Clause
-- Certificates that end soon, or have ended: as a server sends them, by packet
-- time.  Of a chain the first is looked at, the server's own (RFC 5246, 7.4.2).
-- From TLS 1.3 on they are enciphered.
--
-- --script-arg days=30
local o = tapir.options({ days = 30 }, ...)

-- An element of DER (X.690): its tag, where its contents start and end.
local function element(s, at)
    local tag, n = s:byte(at, at + 1)
    if not n then
        return nil
    end
    at = at + 2
    if n >= 0x80 then
        local octets = n - 0x80
        n = 0
        for i = 1, octets do
            n = n * 256 + (s:byte(at + i - 1) or 0)
        end
        at = at + octets
    end
    return tag, at, at + n - 1
end

-- Days since 1970 of a date of the Gregorian calendar.
local function days(y, m, d)
    if m <= 2 then
        y, m = y - 1, m + 12
    end
    return 365 * y + y // 4 - y // 100 + y // 400 + (153 * m - 457) // 5 +
        d - 719469
end

-- UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5), as seconds since 1970.
local function seconds(tag, text)
    local y, m, d, H, M, S = text:match(tag == 0x17 and
        "^(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)Z$" or
        "^(%d%d%d%d)(%d%d)(%d%d)(%d%d)(%d%d)(%d%d)Z$")
    if not y then
        return nil
    end
    y = tonumber(y)
    if tag == 0x17 then
        y = y + (y < 50 and 2000 or 1900)
    end
    return days(y, tonumber(m), tonumber(d)) * 86400 + tonumber(H) * 3600 +
        tonumber(M) * 60 + tonumber(S)
end

-- The end of the certificate's validity (RFC 5280, 4.1).
local function not_after(s)
    local tag, at, stop = element(s, 1)	-- Certificate
    tag, at, stop = element(s, at)	-- TBSCertificate
    tag, _, stop = element(s, at)
    if tag == 0xa0 then			-- its version
        at = stop + 1
        tag, _, stop = element(s, at)
    end
    for _ = 1, 2 do			-- behind the serial number: signature, issuer
        at = stop + 1
        tag, _, stop = element(s, at)
    end
    tag, at, stop = element(s, stop + 1)	-- Validity
    tag, _, stop = element(s, at)		-- notBefore
    tag, at, stop = element(s, stop + 1)
    return seconds(tag, s:sub(at, stop))
end

tapir.trigger{
    name = "tls-certificates",
    when = "tls.handshake.certificate",
    fields = { "tls.handshake.certificate", "net.src", "tcp.srcport" },
    action = function(e)
        local f = e.fields
        local der = f["tls.handshake.certificate"]:gsub("%x%x",
            function(h) return string.char(tonumber(h, 16)) end)
        local good, ends = pcall(not_after, der)
        if not good or not ends then
            tapir.log{ server = f["net.src"],
                message = "its certificate cannot be read" }
            return
        end
        local left = (ends - e.time:tonumber()) / 86400
        if left <= o.days then
            tapir.log{ server = f["net.src"],
                port = tonumber(f["tcp.srcport"]),
                days = math.floor(left) }
        end
    end,
}
