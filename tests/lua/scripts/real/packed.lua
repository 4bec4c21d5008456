-- fields: pk.method pk.size pk.inner pk.word pk.plain _ws.col.Protocol _ws.col.Info
-- Octets that a script makes: unpacked, deciphered, put together.
local pk = Proto("pk", "Packed")
local f = {
  method = ProtoField.uint8("pk.method", "Method", base.DEC, { "zlib", "xor", "concat" }),
  size = ProtoField.uint16("pk.size", "Size"),
  inner = ProtoField.string("pk.inner", "Inner"),
  word = ProtoField.uint32("pk.word", "Word", base.HEX),
  plain = ProtoField.bytes("pk.plain", "Plain"),
}
pk.fields = { f.method, f.size, f.inner, f.word, f.plain }
local methods = {}
methods[1] = function(r) return r:uncompress("Unpacked") end
methods[2] = function(r)
  local bytes = r:bytes()
  for i = 0, bytes:len() - 1 do bytes:set_index(i, bit.bxor(bytes:get_index(i), 0x55)) end
  return bytes:tvb("Deciphered")()
end
methods[3] = function(r)
  local out = ByteArray.new()
  out:set_size(2)
  out:set_index(0, 0x41) out:set_index(1, 0x42)
  out:append(r:bytes())
  out:prepend(ByteArray.new("43 44"))
  local part = out:subset(1, out:len() - 1) .. ByteArray.new("45:46")
  return ByteArray.tvb(part, "Put together"):range()
end
function pk.dissector(b, pinfo, tree)
  pinfo.cols.protocol = "PK"
  local t = tree:add(pk, b())
  t:add(f.method, b(0, 1))
  t:add(f.size, b(1, 2))
  local m = methods[b(0, 1):uint()]
  if not m then return end
  local r = m(b(3, b(1, 2):uint()))
  if not r then t:append_text(" (broken)") return end
  local sub = t:add(r, "Inside: " .. r:len() .. " octets")
  sub:add(f.inner, r)
  sub:add(f.word, r(0, 4))
  sub:add(f.plain, r(1, 3))
  sub:add_le(f.word, r:range(0, 4))
  pinfo.cols.info = r:string() .. " " .. r:bytes(0, 2):tohex(true, ":") .. " " .. tostring(r:bytes())
  Dissector.get("data"):call(r:tvb(), pinfo, t)
end
DissectorTable.get("udp.port"):add(7777, pk)
