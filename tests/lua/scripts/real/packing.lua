-- fields: packing.text
-- oracle: 4.4.5
-- What 4.4.5 unpacks besides zlib's: LZNT1, LZ77, HPACK's Huffman code, Base64.
local p = Proto("packing", "Packing")
local text = ProtoField.string("packing.text", "Text")
p.fields = { text }

local packed = {
    { "uncompress_hpack_huff", "f1e3c2e5f23a6ba0ab90f4ff", "a8eb10649cbf", "a8eb10649c00", "ffffffff", "1f", "18", "4869",
        "ffffffea", "aec3771a4b" },
    { "uncompress_lz77", "3f0000006162636465666768696a6b6c6d6e6f707172737475767778797a", "ffffff1f61626317000fff2601",
        "ffffff1f616263f7000fff2601", "00000000", "ffffff1f616263", "ffffff1f61626310001700", "ffffff1f61626317000f20",
        "ffffff1f616263170012170017001317000f0517000f", "ffffff1f61626317000fff1500" },
    { "uncompress_lznt1", "0230616263", "0200", "73b0005468652071756963006b2062726f776e2000666f78206a756d700073206f76657220740100f06c617a7920646f1c673b023409b0005020736c40656570732e208f900000010203040506070800090a0b0c0d0e0f1000111213141516171800191a1b1c1d1e1f20002122232425262761012e00", "02306162", "03b0016100", "15307477656e7479206f637465747320616e64206d6f72650000ffff", "04b00261000000",
        "01b0", "02b0006162", "03b00261ff0f", "0430616263" },
}
local coded = { "SGVsbG8=", "SGVsbG8", "SGVs bG8=", "SG*s", "====", "SGVsbG8=SGVs", "-_-_", "+/+/", "S", "SGVsbG8=\r\n",
    "SGVsb*8=", "A===", "QUJD*REVG" }

local function try(t, method, range, what)
    local ok, got = pcall(function() return range[method](range, "unpacked") end)
    t:add(range, method .. " " .. what .. ": " .. tostring(ok) .. " " .. (not ok and "error" or got == nil and "nil" or
        got:offset() .. "+" .. got:len() .. " " .. tostring(got:bytes()):sub(1, 160)))
    if ok and got and got:len() > 0 and got:len() < 20 then t:add(text, got) end
end

function p.dissector(tvb, pinfo, tree)
    local t = tree:add(p, tvb())
    for _, list in ipairs(packed) do
        for i = 2, #list do
            try(t, list[1], ByteArray.new(list[i]):tvb("packed")(), i)
        end
    end
    for i, s in ipairs(coded) do
        for _, method in ipairs{ "decode_base64", "decode_base64url" } do
            try(t, method, ByteArray.new(s, true):tvb("coded")(), i)
        end
    end
end
DissectorTable.get("udp.port"):add(7777, p)
