-- fields: hextext.octets
-- TvbRange:bytes() of octets and of text in hexadecimal, with what separators the encoding allows.
local p = Proto("hextext", "Octets in text")
p.fields.octets = ProtoField.bytes("hextext.octets", "Octets")
local encodings = { ENC_STR_HEX, ENC_STR_HEX + ENC_SEP_SPACE, ENC_UTF_8 + ENC_STR_HEX + ENC_SEP_COLON + ENC_SEP_DASH,
    ENC_STR_HEX + ENC_SEP_COLON + ENC_SEP_DASH + ENC_SEP_DOT + ENC_SEP_NONE }
local texts = { "48 65 6c", " 4865", "4865-", "48-65-6", "48--65", ":4865", "486g", "aB.Cd", "48:65 66", "0x4865",
    "48 \0", "4", "48-", "48-6g", "48.65.66" }

function p.dissector(tvb, pinfo, tree)
    local t = tree:add(p, tvb())
    for _, s in ipairs(texts) do
        local b = ByteArray.new("zz" .. s, true):tvb("text")
        for i, e in ipairs(encodings) do
            local got = table.pack(b(2):bytes(e))
            print(#s, i, got.n, tostring(got[1]), tostring(got[2]))
            if got[1] then t:add(p.fields.octets, got[1]:tvb("octets")()) end
        end
    end
    print(select("#", tvb():bytes()), select("#", tvb():bytes(ENC_NA)), select(2, tvb(3, 5):bytes(ENC_BIG_ENDIAN)))
    print(pcall(function() return tvb():bytes(ENC_LITTLE_ENDIAN) end) == false, pcall(function() return tvb():bytes(ENC_SEP_SPACE) end) == false)
end
DissectorTable.get("udp.port"):add(7777, p)
