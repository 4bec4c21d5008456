-- fields: ledger.kind ledger.amount ledger.balance ledger.id ledger.big ledger.mask ledger.rate ledger.diff ledger.note ledger.ref ledger.t32 ledger.t64 ledger.negative ledger.chat ledger.comment ledger.undecoded
-- shows: fields
-- Money in 64 bits: Int64, UInt64, expert infos of all kinds, over TCP by dissect_tcp_pdus.
local ledger = Proto("ledger", "Ledger")
local kinds = { [1] = "Credit", [2] = "Debit", [3] = "Note", [4] = "Times" }
local fields = {
    kind = ProtoField.uint16("ledger.kind", "Kind", base.DEC, kinds),
    amount = ProtoField.int64("ledger.amount", "Amount", base.DEC),
    balance = ProtoField.int64("ledger.balance", "Balance"),
    id = ProtoField.uint64("ledger.id", "Id", base.HEX),
    big = ProtoField.uint64("ledger.big", "Product", base.DEC),
    mask = ProtoField.uint64("ledger.mask", "Masked", base.HEX, nil, 0x00000000ffff0000),
    rate = ProtoField.double("ledger.rate", "Rate"),
    diff = ProtoField.int64("ledger.diff", "Difference"),
    note = ProtoField.string("ledger.note", "Note", base.UNICODE),
    ref = ProtoField.guid("ledger.ref", "Reference"),
    t32 = ProtoField.absolute_time("ledger.t32", "Time", base.UTC),
    t64 = ProtoField.absolute_time("ledger.t64", "Precise time", base.UTC),
}
ledger.fields = fields
local ex = {
    neg = ProtoExpert.new("ledger.negative", "Balance is negative", expert.group.RESPONSE_CODE, expert.severity.WARN),
    over = ProtoExpert.new("ledger.overflow", "Overflow", expert.group.SECURITY, expert.severity.ERROR),
    chat = ProtoExpert.new("ledger.chat", "Just so", expert.group.SEQUENCE, expert.severity.CHAT),
    comment = ProtoExpert.new("ledger.comment", "A comment", expert.group.COMMENTS_GROUP, expert.severity.COMMENT),
    undecoded = ProtoExpert.new("ledger.undecoded", "Not decoded", expert.group.UNDECODED, expert.severity.NOTE),
}
ledger.experts = { ex.neg, ex.over, ex.chat, ex.comment, ex.undecoded }
ledger.prefs.port = Pref.range("Ports", "6100-6101", "of TCP", 65535)
ledger.prefs.swap = Pref.bool("Low octet first", false, "")

local balances = {}
function ledger.init() balances = {} end

local function words(v)
    return string.format("hi=%x lo=%x num=%.0f", v:higher(), v:lower(), v:tonumber())
end

local function one(tvb, pinfo, tree)
    local t = tree:add(ledger, tvb(), "Ledger entry")
    local kind = tvb(4, 2):uint()
    t:add(fields.kind, tvb(4, 2))
    t:add(fields.id, tvb(6, 8)):append_text(" " .. words(tvb(6, 8):uint64()))
    local id = tvb(6, 8):uint64()
    t:add(fields.mask, tvb(6, 8))
    if kind == 1 or kind == 2 then
        local amount = tvb(14, 8):int64()
        local it = t:add(fields.amount, tvb(14, 8), amount)
        if kind == 2 then amount = -amount end
        local old = balances.now or Int64(0)
        local now = old + amount
        if not pinfo.visited then balances.now = now end
        it:add(fields.balance, now):set_generated()
        it:add(fields.diff, tvb(14, 8), now - old)
        if now < Int64.new(0) then
            it:add_proto_expert_info(ex.neg)
        elseif now == Int64.new(0, 0) then
            it:add_proto_expert_info(ex.chat, "Balance is zero")
        end
        local product = id * UInt64.new(3) / UInt64(2) + 1
        it:add(fields.big, tvb(6, 8), product)
        if product:lower() % 2 == 1 then it:add_tvb_expert_info(ex.comment, tvb(6, 8), "odd") end
        pinfo.cols.info:append(string.format(" %s %s -> %s;", kinds[kind], tostring(amount), tostring(now)))
        it:append_text(" | " .. tostring(amount:tohex(16)) .. " " .. amount:tohex(-16) .. " " ..
            tostring(id:lshift(4)) .. " " .. tostring(id:rshift(60)) .. " " .. id:band(0xff):tohex() .. " " ..
            tostring(id:bnot():rol(8)) .. " " .. tostring(id ~= UInt64(1)) .. " " .. tostring(amount <= Int64(5)) ..
            " " .. tostring(Int64.max() - amount) .. " " .. tostring(id % 1000) .. " " .. tostring(id ^ 2))
        it:add(fields.rate, tvb(14, 8)):append_text(" raw")
        it:add(fields.rate, tvb(14, 8), amount:tonumber() / 100)
    elseif kind == 3 then
        local range = tvb(14)
        t:add(fields.note, range, range:ustring())
        t:add_packet_field(fields.note, range, ENC_UTF_16 + ENC_BIG_ENDIAN)
        pinfo.cols.info:append(" Note " .. range:ustring() .. ";")
    elseif kind == 4 then
        t:add(fields.t32, tvb(14, 4))
        t:add(fields.t32, tvb(14, 4), NSTime(tvb(14, 4):uint(), 250000000))
        t:add(fields.t64, tvb(14, 8))
        t:add_le(fields.t64, tvb(14, 8))
        t:add(fields.ref, tvb(22, 16))
        local g = tvb(22, 16)
        t:add(g, "GUID " .. g(0,4):le_uint() % 7, tostring(g:bytes()))
    else
        t:add_proto_expert_info(ex.undecoded, "Kind " .. kind)
        t:add(tvb(14), "Rest: " .. tvb(14):bytes():tohex(false, " "))
    end
    return tvb:len()
end

function ledger.dissector(tvb, pinfo, tree)
    pinfo.cols.protocol = "LEDGER"
    pinfo.cols.info:clear()
    pinfo.cols.info:append("Entries:")
    dissect_tcp_pdus(tvb, tree, 4, function(b, p, o)
        return ledger.prefs.swap and b(o, 4):le_uint() or b(o, 4):uint()
    end, one, true)
    return tvb:len()
end

local ports
function ledger.prefs_changed()
    local tcp = DissectorTable.get("tcp.port")
    if ports then tcp:remove(ports, ledger) end
    ports = ledger.prefs.port
    tcp:add(ports, ledger)
end
DissectorTable.get("tcp.port"):add(ledger.prefs.port, ledger)
