-- fields: tlv.tag tlv.length tlv.u8 tlv.u16 tlv.u24 tlv.u32 tlv.u64 tlv.text tlv.raw tlv.addr tlv.addr6 tlv.mac tlv.guid tlv.when tlv.oid tlv.eui _ws.col.Protocol _ws.col.Info _ws.expert.message
-- Nested elements, ProtoField.new with ftypes, a table of what a tag means.
local p = Proto("tlv", "Nested TLV")
local vs_tag = { [1]="Container", [2]="U8", [3]="U16", [4]="U32", [5]="U64", [6]="Text", [7]="IPv4", [8]="IPv6",
    [9]="MAC", [10]="GUID", [11]="Time", [12]="U24", [13]="OID", [14]="EUI", [0x7f]="Padding" }
local f = {
    tag    = ProtoField.new("Tag", "tlv.tag", ftypes.UINT8, vs_tag, base.HEX_DEC),
    length = ProtoField.new("Length", "tlv.length", ftypes.UINT8, nil, base.DEC, nil, "Octets that follow"),
    u8     = ProtoField.new("U8", "tlv.u8", ftypes.UINT8),
    u16    = ProtoField.new("U16", "tlv.u16", ftypes.UINT16, nil, base.DEC),
    u24    = ProtoField.new("U24", "tlv.u24", ftypes.UINT24, nil, base.HEX),
    u32    = ProtoField.new("U32", "tlv.u32", ftypes.UINT32, nil, base.OCT),
    u64    = ProtoField.new("U64", "tlv.u64", ftypes.UINT64),
    text   = ProtoField.new("Text", "tlv.text", ftypes.STRING),
    raw    = ProtoField.new("Raw", "tlv.raw", ftypes.BYTES, nil, base.NONE),
    addr   = ProtoField.new("Address", "tlv.addr", ftypes.IPv4),
    addr6  = ProtoField.new("Address", "tlv.addr6", ftypes.IPv6),
    mac    = ProtoField.new("MAC", "tlv.mac", ftypes.ETHER),
    guid   = ProtoField.new("GUID", "tlv.guid", ftypes.GUID),
    when   = ProtoField.new("When", "tlv.when", ftypes.ABSOLUTE_TIME, nil, base.UTC),
    oid    = ProtoField.new("Object", "tlv.oid", ftypes.OID),
    eui    = ProtoField.new("EUI", "tlv.eui", ftypes.EUI64),
}
p.fields = { f.tag, f.length, f.u8, f.u16, f.u24, f.u32, f.u64, f.text, f.raw, f.addr, f.addr6, f.mac, f.guid,
    f.when, f.oid, f.eui }
p.experts.short = ProtoExpert.new("tlv.short", "Element is cut short", expert.group.MALFORMED, expert.severity.ERROR)
p.experts.deep = ProtoExpert.new("tlv.deep", "Nested too deeply", expert.group.UNDECODED, expert.severity.CHAT)

local scalar = { [2]=f.u8, [3]=f.u16, [4]=f.u32, [5]=f.u64, [6]=f.text, [7]=f.addr, [8]=f.addr6, [9]=f.mac,
    [10]=f.guid, [11]=f.when, [12]=f.u24, [13]=f.oid, [14]=f.eui }

local function elements(tvb, tree, depth)
    local off, n = 0, 0
    while off + 2 <= tvb:len() do
        local tag, len = tvb(off, 1):uint(), tvb(off + 1, 1):uint()
        local sub = tree:add(tvb(off, 2), (vs_tag[tag] or "Tag " .. tag) .. ":")
        sub:add(f.tag, tvb(off, 1))
        sub:add(f.length, tvb(off + 1, 1))
        if off + 2 + len > tvb:len() then
            sub:add_proto_expert_info(p.experts.short)
            return n, off
        end
        sub:set_len(2 + len)
        if tag == 1 and depth < 3 then
            local inner = elements(tvb(off + 2, len):tvb(), sub, depth + 1)
            sub:append_text(" " .. inner .. " inside")
        elseif tag == 1 then
            sub:add_proto_expert_info(p.experts.deep, "Depth " .. depth)
        elseif scalar[tag] then
            local item = sub:add(scalar[tag], tvb(off + 2, len))
            sub:append_text(" " .. len)
        else
            sub:add(f.raw, tvb(off + 2, len))
        end
        n, off = n + 1, off + 2 + len
    end
    return n, off
end

function p.dissector(tvb, pinfo, tree)
    pinfo.cols.protocol = "TLV"
    local top = tree:add(p, tvb())
    local n, used = elements(tvb, top, 0)
    pinfo.cols.info = n .. " elements in " .. used .. " octets"
    top:append_text(" (" .. n .. ")")
    return used
end
DissectorTable.get("udp.port"):add(7777, p)
