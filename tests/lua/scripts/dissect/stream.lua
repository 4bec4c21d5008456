-- fields: frame.number pdu.len pdu.text pdus.len pdus.text
-- shows: fields
-- Units of a stream, by hand and by dissect_tcp_pdus().
local p = Proto("pdu", "Unit")
p.fields.len = ProtoField.uint16("pdu.len", "Length")
p.fields.text = ProtoField.string("pdu.text", "Text")
function p.dissector(b, pinfo, tree)
  local off = 0
  while off < b:len() do
    if b:len() - off < 2 then
      pinfo.desegment_offset = off
      pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
      return
    end
    local n = b(off, 2):uint()
    if b:len() - off < n then
      pinfo.desegment_offset = off
      pinfo.desegment_len = n - (b:len() - off)
      return
    end
    local t = tree:add(p, b(off, n))
    t:add(p.fields.len, b(off, 2))
    t:add(p.fields.text, b(off + 2, n - 2))
    off = off + n
  end
  return b:len()
end
DissectorTable.get("tcp.port"):add(5001, p)

local q = Proto("pdus", "Units")
q.fields.len = ProtoField.uint16("pdus.len", "Length")
q.fields.text = ProtoField.string("pdus.text", "Text")
local function length(b, pinfo, off) return b(off, 2):uint() end
local function one(b, pinfo, tree)
  local t = tree:add(q, b())
  t:add(q.fields.len, b(0, 2))
  t:add(q.fields.text, b(2))
  return b:len()
end
function q.dissector(b, pinfo, tree)
  dissect_tcp_pdus(b, tree, 2, length, one)
  return b:len()
end
DissectorTable.get("tcp.port"):add(5002, q)
