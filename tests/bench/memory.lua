-- SPDX-License-Identifier: BSD-3-Clause
-- What run --only lua-memory runs: a bit of everything that scripts make for a
-- packet, and nothing that they keep.
local m = Proto("mem", "Memory")
local f = m.fields
f.id = ProtoField.uint16("mem.id", "Id", base.HEX)
f.flags = ProtoField.uint16("mem.flags", "Flags", base.HEX)
f.qr = ProtoField.bool("mem.flags.qr", "Response", 16, nil, 0x8000)
f.octets = ProtoField.bytes("mem.octets", "Octets")
f.text = ProtoField.string("mem.text", "Text")
f.big = ProtoField.uint64("mem.big", "Big")
f.when = ProtoField.absolute_time("mem.when", "When")
m.experts.odd = ProtoExpert.new("mem.odd", "Odd", expert.group.SEQUENCE, expert.severity.NOTE)
local ttl, source = Field.new("ip.ttl"), Field.new("ip.src")
local data = Dissector.get("data")

function m.dissector(buf, pinfo, tree)
  if buf:len() < 12 then return 0 end
  pinfo.cols.protocol = "MEM"
  local t = tree:add(m, buf(), "Memory,", buf:len(), "octets")
  t:add(f.id, buf(0, 2))
  t:add(f.flags, buf(2, 2)):add(f.qr, buf(2, 2))
  t:add_le(f.big, buf(4, 8)):append_text(" " .. tostring(buf(4, 8):le_uint64() + 1))
  t:add(f.when, buf(4, 8), NSTime.new(buf(0, 2):uint(), 5))
  local made = buf(0, 12):bytes()
  made:set_index(0, bit.bxor(made:get_index(0), 0xff))
  local inner = made:tvb("Made")
  t:add(f.octets, inner(0, 12))
  t:add(f.text, "from " .. tostring(source() or "v6") .. " " .. tostring(ttl() or 0))
  if buf(1, 1):uint() % 16 == 0 then t:add_proto_expert_info(m.experts.odd) end
  pinfo.private.seen = (pinfo.private.seen or 0) + 1
  local parts = {}
  for i = 0, 3 do parts[#parts + 1] = ("%02x"):format(buf(i, 1):uint()) end
  pinfo.cols.info:set(table.concat(parts, " "))
  pinfo.cols.info:append(" " .. tostring(pinfo.src))
  pcall(function() return buf(buf:len(), 1):uint() end)
  data:call(buf(12):tvb(), pinfo, t)
  return buf:len()
end
DissectorTable.get("udp.port"):add(53, m)

local s = Proto("mems", "Memory of streams")
s.fields.len = ProtoField.uint16("mems.len", "Length")
function s.dissector(buf, pinfo, tree)
  dissect_tcp_pdus(buf, tree, 5, function(b, _, off)
    return 5 + math.min(b(off + 3, 2):uint(), 2000)
  end, function(b, _, t)
    t:add(s, b()):add(s.fields.len, b(3, 2))
    return b:len()
  end)
  return buf:len()
end
DissectorTable.get("tcp.port"):add(443, s)

local post = Proto("memp", "Memory afterwards")
post.fields.n = ProtoField.uint32("memp.n", "Infos")
function post.dissector(buf, pinfo, tree)
  tree:add(post):add(post.fields.n, #{ all_field_infos() }):set_generated()
end
register_postdissector(post)

local tap, seen = Listener.new("ip"), 0
function tap.packet(pinfo) seen = seen + pinfo.len % 2 end
