-- fields: oldtime.op oldtime.len oldtime.item oldtime.num oldtime.bits oldtime.text oldtime.path _ws.col.Protocol _ws.col.Info
-- oracle: 4.0.17
-- shows: fields
-- As scripts were for Lua 5.1: module, bit, unpack, long-hand everything.
module("oldtime", package.seeall)

local bit = bit
local OPS = { [0x01] = "READ", [0x02] = "WRITE", [0x81] = "READ-REPLY", [0x82] = "WRITE-REPLY" }

p_old = Proto("oldtime", "Old Time Protocol")
local f_op   = ProtoField.uint8("oldtime.op", "Operation", base.HEX, OPS)
local f_len  = ProtoField.uint16("oldtime.len", "Length", base.DEC)
local f_item = ProtoField.string("oldtime.item", "Item", FT_STRING)
local f_num  = ProtoField.uint32("oldtime.num", "Number", base.DEC)
local f_bits = ProtoField.uint32("oldtime.bits", "Bits", base.HEX)
local f_text = ProtoField.stringz("oldtime.text", "Text")
local f_path = ProtoField.string("oldtime.path", "Path")
p_old.fields = { f_op, f_len, f_item, f_num, f_bits, f_text, f_path }

local function split(s, sep)
    local out = {}
    for w in string.gmatch(s, "[^" .. sep .. "]+") do table.insert(out, w) end
    return unpack(out)
end

local function swab(n)
    return bit.bor(bit.lshift(bit.band(n, 0xff), 24), bit.lshift(bit.band(n, 0xff00), 8),
        bit.band(bit.rshift(n, 8), 0xff00), bit.rshift(n, 24))
end

function sum(...)
    local arg = { n = select("#", ...), ... }
    local s = 0
    for i = 1, arg.n do s = s + arg[i] end
    return s, arg.n
end

function p_old.dissector(buffer, pinfo, tree)
    local length = buffer:len()
    if length == 0 then return end
    if length < 3 then
        pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
        return
    end
    local offset = 0
    pinfo.cols.protocol = p_old.name
    while offset < length do
        if length - offset < 3 then
            pinfo.desegment_offset = offset
            pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
            return length
        end
        local op = buffer(offset, 1):uint()
        local len = buffer(offset + 1, 2):uint()
        if offset + 3 + len > length then
            pinfo.desegment_offset = offset
            pinfo.desegment_len = offset + 3 + len - length
            return length
        end
        local subtree = tree:add(p_old, buffer(offset, 3 + len), "Old Time, " .. (OPS[op] or "op " .. op))
        subtree:add(f_op, buffer(offset, 1))
        subtree:add(f_len, buffer(offset + 1, 2), len, "Length is", len, "octets")
        local body = len > 0 and buffer(offset + 3, len) or nil
        if bit.band(op, 0x7f) == 1 and body then
            local path = body:string()
            local a, b, c = split(path, "/")
            subtree:add(f_path, body, path)
            for i, w in pairs({ a, b, c }) do
                if type(w) == "string" then subtree:add(f_item, body, w):append_text(" #" .. i) end
            end
            pinfo.cols.info = string.format("%s %s (%d)", OPS[op], path, #{ a, b, c })
        elseif body then
            local nums = {}
            for i = 0, len - 4, 4 do
                local n = body:range(i, 4):uint()
                local sub = subtree:add(f_num, body(i, 4), n)
                sub:add(f_bits, body(i, 4), bit.tobit(swab(n)) % 2 ^ 32)
                sub:append_text(" = " .. bit.tohex(n) .. ", " .. bit.tohex(bit.bnot(n), 4) .. ", " ..
                    math.fmod(n, 7) .. ", " .. math.pow(2, 3) .. ", " .. string.format("%5.1f", math.log10(n + 1)))
                table.insert(nums, n)
            end
            local s, k = sum(unpack(nums))
            pinfo.cols.info = (OPS[op] or "?") .. " " .. k .. " numbers, " .. s
            if math.mod then subtree:add(buffer(offset, 1), "mod " .. math.mod(len, 4)) end
            if loadstring then subtree:add(buffer(offset, 1), "load", loadstring("return " .. len .. " + 1")()) end
        end
        offset = offset + 3 + len
    end
end

local tcp_table = DissectorTable.get("tcp.port")
tcp_table:add(5150, p_old)
tcp_table:add("5152-5154,5160", p_old)
