-- fields: st.a st.b st.c st.s st.d _ws.col.Protocol _ws.col.Info
-- Struct.unpack on raw octets.
local st = Proto("st", "Structs")
local a = ProtoField.uint16("st.a", "A")
local b_ = ProtoField.int32("st.b", "B")
local c = ProtoField.uint8("st.c", "C", base.HEX)
local s = ProtoField.string("st.s", "S")
local d = ProtoField.double("st.d", "D")
st.fields = { a, b_, c, s, d }
function st.dissector(tvb, pinfo, tree)
  local raw = tvb:raw()
  local va, vb, vc, pos = Struct.unpack(">HiB", raw)
  local t = tree:add(st, tvb())
  t:add(a, tvb(0, 2), va):append_text(" (" .. va .. ")")
  t:add(b_, tvb(2, 4), vb)
  t:add(c, tvb(6, 1), vc)
  local vs, next = Struct.unpack("s", raw, pos)
  t:add(s, tvb(pos - 1, #vs), vs)
  local vd = Struct.unpack("<d", tvb:raw(next - 1, 8))
  t:add(d, tvb(next - 1, 8), vd)
  local le = Struct.unpack("<I3", raw)
  local e = Struct.unpack(">E", raw, 1)
  pinfo.cols.protocol = "ST"
  pinfo.cols.info = ("%d %d 0x%02X %q %.2f %d %s %s %d"):format(va, vb, vc, vs, vd, le, tostring(e),
    Struct.tohex(Struct.pack(">I2s", va, "x")), Struct.size("<i4i8"))
  return next + 7
end
DissectorTable.get("udp.port"):add(7777, st)
