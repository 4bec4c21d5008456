-- fields: tm.seq tm.tag tm.len tm.f tm.i tm.s tm.q _ws.col.Protocol _ws.col.Info
-- oracle: 4.4.5
-- Lua 5.3 and later: operators, integer division, string.unpack, utf8, goto.
local tm <const> = Proto("tm", "Telemetry")
local fields <const> = {
  seq = ProtoField.uint32("tm.seq", "Sequence", base.DEC),
  tag = ProtoField.uint8("tm.tag", "Tag", base.HEX, {[1] = "float", [2] = "int", [3] = "text", [5] = "quad"}),
  len = ProtoField.uint16("tm.len", "Length", base.DEC | base.UNIT_STRING, {" byte", " bytes"}),
  f   = ProtoField.double("tm.f", "Float"),
  i   = ProtoField.int32("tm.i", "Integer"),
  s   = ProtoField.string("tm.s", "Text", base.UNICODE),
  q   = ProtoField.uint64("tm.q", "Quad", base.DEC_HEX),
}
tm.fields = fields

local readers = {
  [1] = function(t, r) t:add(fields.f, r); return ("%.3f"):format((string.unpack(">d", r:raw()))) end,
  [2] = function(t, r) t:add(fields.i, r); return tostring(string.unpack(">i4", r:raw()) // 3) end,
  [3] = function(t, r) t:add(fields.s, r); return tostring(utf8.len(r:string(ENC_UTF_8))) end,
  [5] = function(t, r)
    t:add(fields.q, r)
    local q = r:uint64()
    return string.format("%s %x", q, q:lower() ~ 0xff & 0xffff)
  end,
}

function tm.dissector(tvb, pinfo, tree)
  pinfo.cols.protocol = "TM"
  local top = tree:add(tm, tvb())
  top:add(fields.seq, tvb(0, 4))
  local seq = tvb(0, 4):uint()
  pinfo.cols.info = ("seq=%d half=%s bits=%d"):format(seq, seq / 2, seq >> 1 & ~1)
  local off, words = 4, {}
  while off < tvb:len() do
    local tag, len = string.unpack(">I1I2", tvb:raw(off, 3))
    local sub = top:add(tvb(off, 3 + len), "Element")
    sub:add(fields.tag, tvb(off, 1))
    sub:add(fields.len, tvb(off + 1, 2))
    if not readers[tag] then
      sub:append_text(" (unknown)")
      goto continue
    end
    words[#words + 1] = readers[tag](sub, tvb(off + 3, len))
    sub:append_text(": " .. words[#words])
    ::continue::
    off = off + 3 + len
  end
  pinfo.cols.info:append(" " .. table.concat(words, "; "))
  return off
end

DissectorTable.get("udp.port"):add(7777, tm)
