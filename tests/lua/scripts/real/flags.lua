-- fields: fl.word fl.word.a fl.word.b fl.word.c fl.word.d fl.byte fl.s8 fl.s16 fl.s24 fl.s32 fl.bits fl.len fl.pct fl.range _ws.col.Protocol _ws.col.Info
-- Masks of every width, signed ones too; ranges; units.
local fl = Proto("fl", "Flags and masks")
local f = {}
f.word = ProtoField.uint32("fl.word", "Word", base.HEX)
f.a = ProtoField.bool("fl.word.a", "A", 32, {"on", "off"}, 0x80000000)
f.b = ProtoField.uint32("fl.word.b", "B", base.DEC, {[0] = "zero", [3] = "three"}, 0x70000000)
f.c = ProtoField.uint32("fl.word.c", "C", base.HEX, nil, 0x0fff0000)
f.d = ProtoField.int32("fl.word.d", "D", base.DEC, nil, 0x0000ffff)
f.byte = ProtoField.uint8("fl.byte", "Byte", base.OCT, nil, 0x7e)
f.s8 = ProtoField.int8("fl.s8", "S8", base.DEC, {[-1] = "minus one", [1] = "one"})
f.s16 = ProtoField.int16("fl.s16", "S16", base.DEC)
f.s24 = ProtoField.int24("fl.s24", "S24", base.DEC)
f.s32 = ProtoField.int32("fl.s32", "S32", base.DEC)
f.bits = ProtoField.uint24("fl.bits", "Bits", base.HEX, nil, 0x0ffff0)
f.len = ProtoField.uint16("fl.len", "Length", base.UNIT_STRING, {" octet", " octets"})
f.pct = ProtoField.uint8("fl.pct", "Percent", base.DEC + base.UNIT_STRING, {"%"})
f.range = ProtoField.uint8("fl.range", "Range", base.RANGE_STRING + base.HEX, {{0, 0x7f, "small"}, {0x80, 0xff, "large"}})
local order = {"word", "a", "b", "c", "d", "byte", "s8", "s16", "s24", "s32", "bits", "len", "pct", "range"}
for _, k in ipairs(order) do fl.fields[k] = f[k] end
function fl.dissector(tvb, pinfo, tree)
  pinfo.cols.protocol = "FL"
  local t = tree:add(fl, tvb())
  local w = t:add(f.word, tvb(0, 4))
  for _, k in ipairs{"a", "b", "c", "d"} do w:add(f[k], tvb(0, 4)) end
  local wl = t:add_le(f.word, tvb(0, 4))
  for _, k in ipairs{"a", "b", "c", "d"} do wl:add_le(f[k], tvb(0, 4)) end
  t:add(f.byte, tvb(4, 1))
  t:add(f.s8, tvb(5, 1))
  t:add(f.s16, tvb(6, 2)); t:add_le(f.s16, tvb(6, 2))
  t:add(f.s24, tvb(8, 3)); t:add_le(f.s24, tvb(8, 3))
  t:add(f.s32, tvb(11, 4)); t:add_le(f.s32, tvb(11, 4))
  t:add(f.bits, tvb(8, 3))
  t:add(f.len, tvb(6, 2)); t:add(f.len, 1); t:add(f.pct, tvb(5, 1)); t:add(f.range, tvb(5, 1)); t:add(f.range, tvb(4, 1))
  local names = {}
  for i = 0, 7 do if tvb(4, 1):bitfield(i, 1) == 1 then names[#names + 1] = "b" .. i end end
  pinfo.cols.info = table.concat(names, "|") .. " " .. tvb(0, 4):bitfield(1, 3) .. " " .. tvb(0, 4):bitfield(4, 12) .. " " .. bit.tohex(tvb(0, 4):uint()) ..
    " " .. bit.arshift(tvb(11, 4):int(), 4) .. " " .. bit.bnot(5) .. " " .. bit.lshift(1, 31) .. " " .. bit.tobit(0xffffffff)
end
DissectorTable.get("udp.port"):add(7777, fl)
