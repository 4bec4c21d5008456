-- fields: gq.header gq.type gq.name gq.map gq.players gq.max gq.ping gq.flags gq.flags.password gq.flags.secure gq.flags.bits gq.rule.name gq.rule.value gq.player.score gq.player.time gq.steamid _ws.col.Protocol _ws.col.Info
-- oracle: 4.0.17
-- bit32 of Lua 5.2, little endian, strings that end in NUL.
local gq = Proto("gq", "Game Query")

local types = {
  [0x49] = "A2S_INFO", [0x44] = "A2S_PLAYER", [0x45] = "A2S_RULES", [0x41] = "S2C_CHALLENGE",
}
local F = {
  header   = ProtoField.int32("gq.header", "Header", base.DEC, {[-1] = "single packet", [-2] = "split packet"}),
  type     = ProtoField.uint8("gq.type", "Type", base.HEX, types),
  name     = ProtoField.stringz("gq.name", "Server name"),
  map      = ProtoField.stringz("gq.map", "Map"),
  players  = ProtoField.uint8("gq.players", "Players"),
  max      = ProtoField.uint8("gq.max", "Maximum"),
  ping     = ProtoField.float("gq.ping", "Ping"),
  flags    = ProtoField.uint16("gq.flags", "Flags", base.HEX),
  password = ProtoField.bool("gq.flags.password", "Password", 16, {"yes", "no"}, 0x0001),
  secure   = ProtoField.bool("gq.flags.secure", "Secure", 16, nil, 0x0100),
  bits     = ProtoField.uint16("gq.flags.bits", "Bits", base.DEC, nil, 0x00f0),
  rname    = ProtoField.string("gq.rule.name", "Rule"),
  rvalue   = ProtoField.string("gq.rule.value", "Value"),
  score    = ProtoField.int32("gq.player.score", "Score"),
  time     = ProtoField.float("gq.player.time", "Time"),
  steamid  = ProtoField.uint64("gq.steamid", "Steam ID", base.HEX),
}
gq.fields = F

local function add_zstring(tree, field, buf, off)
  local size = buf(off):strsize()
  tree:add(field, buf(off, size))
  return off + size, buf(off):stringz()
end

local handlers = {}

handlers[0x49] = function(buf, off, tree, pinfo)
  local name, map
  off, name = add_zstring(tree, F.name, buf, off)
  off, map = add_zstring(tree, F.map, buf, off)
  tree:add_le(F.players, buf(off, 1)); tree:add_le(F.max, buf(off + 1, 1)); off = off + 2
  tree:add_le(F.ping, buf(off, 4)); off = off + 4
  local flags = buf(off, 2):le_uint()
  local ft = tree:add_le(F.flags, buf(off, 2))
  ft:add_le(F.password, buf(off, 2))
  ft:add_le(F.secure, buf(off, 2))
  ft:add_le(F.bits, buf(off, 2))
  off = off + 2
  tree:add_le(F.steamid, buf(off, 8))
  local id = buf(off, 8):le_uint64()
  pinfo.cols.info:append(' "' .. name .. '" on ' .. map)
  if bit32.band(flags, 0x0001) ~= 0 then pinfo.cols.info:append(" (locked)") end
  pinfo.cols.info:append(" id " .. tostring(id) .. " = 0x" .. id:tohex())
  pinfo.cols.info:append(string.format(" %d/%d", bit32.rshift(flags, 4), bit32.extract(flags, 4, 4)))
  return off + 8
end

handlers[0x44] = function(buf, off, tree, pinfo)
  local n = buf(off, 1):uint()
  local list = tree:add(buf(off), "Players (" .. n .. ")")
  off = off + 1
  for i = 1, n do
    local start = off
    local item = list:add(buf(off, 1), "Player " .. buf(off, 1):uint())
    local name
    off, name = add_zstring(item, F.name, buf, off + 1)
    item:add_le(F.score, buf(off, 4))
    item:add_le(F.time, buf(off + 4, 4), buf(off + 4, 4):le_float() * 2, "Time:", "doubled")
    off = off + 8
    item:set_text("Player: " .. name):append_text(", score " .. buf(off - 8, 4):le_int())
    item:set_len(off - start)
  end
  pinfo.cols.info:append(", " .. n .. " players")
  return off
end

handlers[0x45] = function(buf, off, tree, pinfo)
  local count = buf(off, 2):le_uint()
  off = off + 2
  for i = 1, count do
    local k, v = buf(off):stringz()
    local item = tree:add(buf(off), k)
    tree:add(F.rname, buf(off, #k)); off = off + #k + 1
    v = buf(off):stringz()
    tree:add(F.rvalue, buf(off, #v), v, "Value: <" .. v .. ">"); off = off + #v + 1
  end
  return off
end

function gq.dissector(buf, pinfo, tree)
  local len = buf:len()
  if len < 5 then return end
  pinfo.cols.protocol:set("GQ")
  pinfo.cols.info:set("")
  local t = tree:add(gq, buf())
  t:add_le(F.header, buf(0, 4))
  t:add(F.type, buf(4, 1))
  local kind = buf(4, 1):uint()
  pinfo.cols.info:set(types[kind] or ("Unknown 0x%02x"):format(kind))
  local h = handlers[kind]
  local used = h and h(buf, 5, t, pinfo) or 5
  if used < len then
    t:add(buf(used), "Trailing data: " .. tostring(buf(used)))
  end
end

for _, port in ipairs{7777, 27015, 27016} do
  DissectorTable.get("udp.port"):add(port, gq)
end
