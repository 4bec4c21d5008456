-- fields: frame.number tcp.stream pa.len pa.text pb.len pb.text pc.line tcp.segment tcp.segment.count tcp.reassembled.length _ws.col.Protocol
-- oracle: 4.0.17
-- shows: fields
-- Units of streams in pieces: dissect_tcp_pdus(), desegment_len with a number, and with one more segment.
local pa, pb, pc = Proto("pa", "By dissect_tcp_pdus"), Proto("pb", "By desegment_len"), Proto("pc", "By one more segment")
for _, p in ipairs { pa, pb } do
  p.fields.len = ProtoField.uint16(p.name:lower() .. ".len", "Length")
  p.fields.text = ProtoField.string(p.name:lower() .. ".text", "Text")
end
pc.fields.line = ProtoField.string("pc.line", "Line")

local function unit(p, b, pinfo, tree)
  local t = tree:add(p, b())
  t:add(p.fields.len, b(0, 2))
  if b:len() > 2 then t:add(p.fields.text, b(2)) end
end

function pa.dissector(b, pinfo, tree)
  pinfo.cols.protocol = "PA"
  dissect_tcp_pdus(b, tree, 2, function(tvb, _, off) return math.max(2, tvb(off, 2):uint()) end, function(tvb, info, t)
    unit(pa, tvb, info, t)
    return tvb:len()
  end)
  return b:len()
end

function pb.dissector(b, pinfo, tree)
  local off = 0
  pinfo.cols.protocol = "PB"
  while off < b:len() do
    local left = b:len() - off
    local need = left < 2 and 2 or math.max(2, b(off, 2):uint())
    if left < need then
      pinfo.desegment_offset = off
      pinfo.desegment_len = need - left
      return
    end
    unit(pb, b(off, need):tvb(), pinfo, tree)
    off = off + need
  end
end

function pc.dissector(b, pinfo, tree)
  local off = 0
  pinfo.cols.protocol = "PC"
  while off < b:len() do
    local rest = b(off):string()
    local stop = rest:find("\n", 1, true)
    if not stop then
      pinfo.desegment_offset = off
      pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
      return
    end
    tree:add(pc, b(off, stop)):add(pc.fields.line, b(off, stop - 1))
    off = off + stop
  end
end

local ports = DissectorTable.get("tcp.port")
ports:add(5001, pa)
ports:add(5002, pb)
ports:add(5003, pc)
