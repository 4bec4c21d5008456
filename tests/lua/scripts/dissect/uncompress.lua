-- fields: pack.text frame.protocols
-- What is packed becomes a data source of its own; fields under the root alone.
local p = Proto("pack", "Packed")
p.fields.text = ProtoField.string("pack.text", "Text")
p.fields.byte = ProtoField.uint8("pack.byte", "Byte")
function p.dissector(b, pinfo, tree)
  pinfo.cols.protocol = "PACK"
  local t = tree:add(p, b())
  local r = b(1):uncompress("Unpacked")
  print(b:len() > 0, r and r:len(), r and r:string(), r and r:offset())
  if r then
    t:add(p.fields.text, r)
    t:add(p.fields.byte, r(3, 1))
    t:add(p.fields.text, r:tvb()(2, 5):tvb()(1, 3))
  end
  return b:len()
end
DissectorTable.get("udp.port"):add(7777, p)
