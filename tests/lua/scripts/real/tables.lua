-- fields: mux.kind mux.sub mux.name alpha.x beta.y gamma.z frame.protocols _ws.col.Protocol _ws.col.Info
-- Sub-dissectors through tables of the script's own, and in ranges of ports.
local mux = Proto("mux", "Multiplexer")
mux.fields.kind = ProtoField.uint8("mux.kind", "Kind")
mux.fields.sub = ProtoField.uint8("mux.sub", "Sub", base.HEX)
mux.fields.name = ProtoField.string("mux.name", "Name")
local alpha, beta, gamma = Proto("alpha", "Alpha"), Proto("beta", "Beta"), Proto("gamma", "Gamma")
alpha.fields.x = ProtoField.uint16("alpha.x", "X")
beta.fields.y = ProtoField.uint16("beta.y", "Y")
gamma.fields.z = ProtoField.string("gamma.z", "Z")

local by_kind = DissectorTable.new("mux.kind", "Mux kind", ftypes.UINT8, base.DEC, mux)
local by_name = DissectorTable.new("mux.name", "Mux name", ftypes.STRING)
local data = Dissector.get("data")

function alpha.dissector(b, pinfo, tree)
  pinfo.cols.protocol = "ALPHA"
  pinfo.cols.info:append(" alpha")
  tree:add(alpha, b()):add(alpha.fields.x, b(0, 2))
  return 2
end
function beta.dissector(b, pinfo, tree)
  pinfo.cols.info:append(" beta")
  local t = tree:add(beta, b(), "Beta part")
  t:add_le(beta.fields.y, b(0, 2))
  if b:len() > 2 then data:call(b(2):tvb(), pinfo, t) end
end
function gamma.dissector(b, pinfo, tree)
  tree:add(gamma, b()):add(gamma.fields.z, b())
  pinfo.cols.info:append(" gamma")
  return b:len()
end
by_kind:add(1, alpha)
by_kind:add("2-4,9", beta)
by_kind:add(5, alpha)
by_kind:remove(5, alpha)
by_name:add("gam", gamma)

function mux.dissector(b, pinfo, tree)
  pinfo.cols.protocol = "MUX"
  pinfo.cols.info = "mux"
  local t = tree:add(mux, b(0, 6))
  t:add(mux.fields.kind, b(0, 1))
  t:add(mux.fields.sub, b(1, 1))
  t:add(mux.fields.name, b(2, 3))
  local kind = b(0, 1):uint()
  local rest = b(6):tvb()
  local used = by_kind:try(kind, rest, pinfo, tree)
  t:append_text(", used " .. tostring(used))
  local named = by_name:get_dissector(b(2, 3):string())
  if named then
    t:append_text(", " .. tostring(named))
    named:call(rest, pinfo, tree)
  end
  local d = by_kind:get_dissector(kind)
  if d then t:append_text(", by " .. tostring(d)) end
  if used == 0 and not named then data:call(rest, pinfo, tree) end
  return b:len()
end
local udp = DissectorTable.get("udp.port")
udp:add("31000-31010,31020", mux)
udp:add(7777, mux)
udp:add_for_decode_as(mux)
