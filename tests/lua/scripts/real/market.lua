-- fields: mkt.version mkt.sequence mkt.sendingtime mkt.messagecount mkt.message.type mkt.message.length mkt.price mkt.quantity mkt.side mkt.symbol mkt.flags mkt.flags.open mkt.flags.last mkt.optional mkt.text _ws.col.Protocol _ws.col.Info
-- As generators of exchange protocols write them: one function for each field.
local omi_mkt = Proto("Lua.Mkt.Udp", "Lua Market Data")
local show = {}
local mkt = {}

omi_mkt.fields.version = ProtoField.new("Version", "mkt.version", ftypes.UINT8)
omi_mkt.fields.sequence = ProtoField.new("Sequence", "mkt.sequence", ftypes.UINT32)
omi_mkt.fields.sending_time = ProtoField.new("Sending Time", "mkt.sendingtime", ftypes.UINT64)
omi_mkt.fields.message_count = ProtoField.new("Message Count", "mkt.messagecount", ftypes.UINT8)
omi_mkt.fields.message = ProtoField.new("Message", "mkt.message", ftypes.STRING)
omi_mkt.fields.message_type = ProtoField.new("Message Type", "mkt.message.type", ftypes.STRING)
omi_mkt.fields.message_length = ProtoField.new("Message Length", "mkt.message.length", ftypes.UINT16)
omi_mkt.fields.price = ProtoField.new("Price", "mkt.price", ftypes.DOUBLE)
omi_mkt.fields.quantity = ProtoField.new("Quantity", "mkt.quantity", ftypes.UINT32)
omi_mkt.fields.side = ProtoField.new("Side", "mkt.side", ftypes.STRING)
omi_mkt.fields.symbol = ProtoField.new("Symbol", "mkt.symbol", ftypes.STRING)
omi_mkt.fields.flags = ProtoField.new("Flags", "mkt.flags", ftypes.STRING)
omi_mkt.fields.flags_open = ProtoField.new("Open", "mkt.flags.open", ftypes.UINT8, {[1]="Yes",[0]="No"}, base.DEC, 0x01)
omi_mkt.fields.flags_last = ProtoField.new("Last", "mkt.flags.last", ftypes.UINT8, {[1]="Yes",[0]="No"}, base.DEC, 0x80)
omi_mkt.fields.optional = ProtoField.new("Optional", "mkt.optional", ftypes.INT64)
omi_mkt.fields.text = ProtoField.new("Text", "mkt.text", ftypes.STRING)

show.flags = true
show.message = true
omi_mkt.prefs.show_flags = Pref.bool("Show Flags", show.flags, "Parse and add Flags to protocol tree")
omi_mkt.prefs.show_message = Pref.bool("Show Message", show.message, "Parse and add Message to protocol tree")

function omi_mkt.prefs_changed()
  local changed = false
  if show.flags ~= omi_mkt.prefs.show_flags then show.flags = omi_mkt.prefs.show_flags changed = true end
  if show.message ~= omi_mkt.prefs.show_message then show.message = omi_mkt.prefs.show_message changed = true end
  if changed then reload() end
end

translate = {}
mkt.price = { size = 8 }
translate.price = function(raw) return raw:tonumber() / 10000 end
mkt.price.display = function(value) return "Price: " .. value end
mkt.price.dissect = function(buffer, offset, packet, parent)
  local range = buffer(offset, mkt.price.size)
  local raw = range:le_int64()
  local value = translate.price(raw)
  local display = mkt.price.display(value, buffer, offset, packet, parent)
  parent:add(omi_mkt.fields.price, range, value, display)
  return offset + mkt.price.size, value
end
mkt.quantity = { size = 4 }
mkt.quantity.dissect = function(buffer, offset, packet, parent)
  local range = buffer(offset, 4)
  local value = range:le_uint()
  parent:add(omi_mkt.fields.quantity, range, value, "Quantity: " .. value)
  return offset + 4, value
end
mkt.side = { size = 1 }
mkt.side.display = function(value)
  if value == "B" then return "Side: Buy (B)" end
  if value == "S" then return "Side: Sell (S)" end
  return "Side: Unknown(" .. value .. ")"
end
mkt.side.dissect = function(buffer, offset, packet, parent)
  local range = buffer(offset, 1)
  local value = range:string()
  parent:add(omi_mkt.fields.side, range, value, mkt.side.display(value))
  return offset + 1, value
end
mkt.symbol = { size = 8 }
mkt.symbol.dissect = function(buffer, offset, packet, parent)
  local range = buffer(offset, 8)
  local last = 0
  for i = 0, 7 do if range:bytes():get_index(i) == 0 then last = i break end end
  local value = last > 0 and buffer(offset, last):string() or ""
  if last == 0 then value = range:string() end
  parent:add(omi_mkt.fields.symbol, range, value, "Symbol: " .. value)
  return offset + 8, value
end
mkt.flags = { size = 1 }
mkt.flags.display = function(range)
  local s = ""
  if range:bitfield(7) > 0 then s = s .. "Open|" end
  if range:bitfield(0) > 0 then s = s .. "Last|" end
  return s:sub(1, -2)
end
mkt.flags.dissect = function(buffer, offset, packet, parent)
  local range = buffer(offset, 1)
  local element = parent:add(omi_mkt.fields.flags, range, mkt.flags.display(range), "Flags: " .. mkt.flags.display(range))
  if show.flags then
    element:add(omi_mkt.fields.flags_open, range)
    element:add(omi_mkt.fields.flags_last, range)
  end
  return offset + 1
end
mkt.optional = { size = 8 }
mkt.optional.dissect = function(buffer, offset, packet, parent)
  local range = buffer(offset, 8)
  local value = range:le_int64()
  local display = value == Int64(0x00000000, 0x80000000) and "Optional: No Value" or "Optional: " .. tostring(value)
  parent:add(omi_mkt.fields.optional, range, value, display)
  return offset + 8, value
end
mkt.text = {}
mkt.text.dissect = function(buffer, offset, packet, parent, size)
  local range = buffer(offset, size)
  local value = range:stringz()
  parent:add(omi_mkt.fields.text, range, value, "Text: " .. value)
  return offset + size, value
end

local messages = {
  A = { "Add Order", { "symbol", "side", "price", "quantity", "flags" } },
  X = { "Execute", { "symbol", "quantity", "optional" } },
}

mkt.message = {}
mkt.message.dissect = function(buffer, offset, packet, parent)
  local length = buffer(offset, 2):le_uint()
  local tag = buffer(offset + 2, 1):string()
  local what = messages[tag]
  local tree = parent
  local range = buffer(offset, length)
  if show.message then
    tree = parent:add(omi_mkt.fields.message, range, what and what[1] or tag)
  end
  tree:add(omi_mkt.fields.message_length, buffer(offset, 2), length, "Message Length: " .. length)
  tree:add(omi_mkt.fields.message_type, buffer(offset + 2, 1), tag, "Message Type: " .. (what and what[1] or "Unknown") .. " (" .. tag .. ")")
  local at = offset + 3
  if not what then
    mkt.text.dissect(buffer, at, packet, tree, length - 3)
  else
    for _, name in ipairs(what[2]) do
      at = mkt[name].dissect(buffer, at, packet, tree)
    end
    if show.message then tree:append_text(" [" .. (at - offset) .. "]") end
  end
  return offset + length
end

function omi_mkt.init() end

function omi_mkt.dissector(buffer, packet, parent)
  packet.cols.protocol = omi_mkt.name
  local protocol = parent:add(omi_mkt, buffer(), omi_mkt.description, "(" .. buffer:len() .. " Bytes)")
  protocol:add(omi_mkt.fields.version, buffer(0, 1))
  protocol:add(omi_mkt.fields.sequence, buffer(1, 4), buffer(1, 4):le_uint(), "Sequence: " .. buffer(1, 4):le_uint())
  local t = buffer(5, 8):le_uint64()
  local seconds = math.floor(t:tonumber() / 1000000000)
  local nanoseconds = t:tonumber() % 1000000000
  protocol:add(omi_mkt.fields.sending_time, buffer(5, 8), t, "Sending Time: " .. os.date("!%Y-%m-%d %H:%M:%S.", seconds) .. string.format("%09d", nanoseconds))
  local count = buffer(13, 1):uint()
  protocol:add(omi_mkt.fields.message_count, buffer(13, 1), count, "Message Count: " .. count)
  local offset = 14
  for i = 1, count do
    offset = mkt.message.dissect(buffer, offset, packet, protocol)
  end
  if offset < buffer:len() then
    protocol:add(buffer(offset), "Padding")
  end
end

local function omi_heuristic(buffer, packet, parent)
  if buffer:len() < 14 then return false end
  if buffer(0, 1):uint() ~= 7 then return false end
  packet.conversation = omi_mkt
  omi_mkt.dissector(buffer, packet, parent)
  return true
end
omi_mkt:register_heuristic("udp", omi_heuristic)
local udp_table = DissectorTable.get("udp.port")
udp_table:add_for_decode_as(omi_mkt)
