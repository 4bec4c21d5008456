-- SPDX-License-Identifier: BSD-3-Clause
-- As generators of exchange protocols' dissectors write them: a function to
-- display and one to dissect for each field, a range and a value for each
-- item, strings for all of them whether or not they are shown.  A packet of
-- marketgen.py has 93 items.

local omi_market = Proto("Omi.Market", "Omi Market 1.0")

local show = {}
local display = {}
local dissect = {}
local size_of = {}
local verify = {}

-- Fields

omi_market.fields.packet = ProtoField.new("Packet", "omi.market.packet", ftypes.STRING)
omi_market.fields.packet_header = ProtoField.new("Packet Header", "omi.market.packetheader", ftypes.STRING)
omi_market.fields.version = ProtoField.new("Version", "omi.market.version", ftypes.UINT8)
omi_market.fields.flags = ProtoField.new("Flags", "omi.market.flags", ftypes.STRING)
omi_market.fields.channel_id = ProtoField.new("Channel Id", "omi.market.channelid", ftypes.UINT16)
omi_market.fields.session = ProtoField.new("Session", "omi.market.session", ftypes.STRING)
omi_market.fields.sequence_number = ProtoField.new("Sequence Number", "omi.market.sequencenumber", ftypes.UINT64)
omi_market.fields.sending_time = ProtoField.new("Sending Time", "omi.market.sendingtime", ftypes.UINT64)
omi_market.fields.message_count = ProtoField.new("Message Count", "omi.market.messagecount", ftypes.UINT16)
omi_market.fields.message = ProtoField.new("Message", "omi.market.message", ftypes.STRING)
omi_market.fields.message_index = ProtoField.new("Message Index", "omi.market.messageindex", ftypes.UINT16)
omi_market.fields.message_header = ProtoField.new("Message Header", "omi.market.messageheader", ftypes.STRING)
omi_market.fields.message_length = ProtoField.new("Message Length", "omi.market.messagelength", ftypes.UINT16)
omi_market.fields.message_type = ProtoField.new("Message Type", "omi.market.messagetype", ftypes.STRING)
omi_market.fields.add_order_message = ProtoField.new("Add Order Message", "omi.market.addordermessage", ftypes.STRING)
omi_market.fields.order_executed_message = ProtoField.new("Order Executed Message", "omi.market.orderexecutedmessage", ftypes.STRING)
omi_market.fields.timestamp = ProtoField.new("Timestamp", "omi.market.timestamp", ftypes.UINT64)
omi_market.fields.order_reference_number = ProtoField.new("Order Reference Number", "omi.market.orderreferencenumber", ftypes.UINT64)
omi_market.fields.side = ProtoField.new("Side", "omi.market.side", ftypes.STRING)
omi_market.fields.shares = ProtoField.new("Shares", "omi.market.shares", ftypes.UINT32)
omi_market.fields.stock = ProtoField.new("Stock", "omi.market.stock", ftypes.STRING)
omi_market.fields.match_number = ProtoField.new("Match Number", "omi.market.matchnumber", ftypes.UINT64)
omi_market.fields.price = ProtoField.new("Price", "omi.market.price", ftypes.DOUBLE)

-- Preferences

show.packet = true
show.packet_header = true
show.message = true
show.message_header = true
show.add_order_message = true
show.order_executed_message = true

omi_market.prefs.show_packet_header = Pref.bool("Show Packet Header", show.packet_header, "Parse and add Packet Header to protocol tree")
omi_market.prefs.show_message = Pref.bool("Show Message", show.message, "Parse and add Message to protocol tree")
omi_market.prefs.show_message_header = Pref.bool("Show Message Header", show.message_header, "Parse and add Message Header to protocol tree")

function omi_market.prefs_changed()
  if show.packet_header ~= omi_market.prefs.show_packet_header then
    show.packet_header = omi_market.prefs.show_packet_header
  end
  if show.message ~= omi_market.prefs.show_message then
    show.message = omi_market.prefs.show_message
  end
  if show.message_header ~= omi_market.prefs.show_message_header then
    show.message_header = omi_market.prefs.show_message_header
  end
end

-- Trims what follows the first blank
trim_right_spaces = function(str)
  local finish = str:len()

  for i = 1, finish do
    if str:byte(i) == 0x20 then
      return str:sub(1, i - 1)
    end
  end

  return str
end

-- Version

size_of.version = 1

display.version = function(value)
  return "Version: "..value
end

dissect.version = function(buffer, offset, packet, parent)
  local length = size_of.version
  local range = buffer(offset, length)
  local value = range:uint()
  local display = display.version(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.version, range, value, display)

  return offset + length, value
end

-- Flags

size_of.flags = 1

display.flags = function(buffer, packet, parent)
  local display = ""

  -- Is Retransmission flag set?
  if buffer:bitfield(7) > 0 then
    display = display.."Retransmission|"
  end

  return "Flags: "..display:sub(1, -2)
end

dissect.flags = function(buffer, offset, packet, parent)
  local range = buffer(offset, size_of.flags)
  local display = display.flags(range, packet, parent)

  parent:add(omi_market.fields.flags, range, display)

  return offset + 1, range
end

-- Channel Id

size_of.channel_id = 2

display.channel_id = function(value)
  return "Channel Id: "..value
end

dissect.channel_id = function(buffer, offset, packet, parent)
  local length = size_of.channel_id
  local range = buffer(offset, length)
  local value = range:le_uint()
  local display = display.channel_id(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.channel_id, range, value, display)

  return offset + length, value
end

-- Session

size_of.session = 10

display.session = function(value)
  if value == nil or value == '' then
    return "Session: No Value"
  end

  return "Session: "..value
end

dissect.session = function(buffer, offset, packet, parent)
  local length = size_of.session
  local range = buffer(offset, length)
  local value = trim_right_spaces(range:string())
  local display = display.session(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.session, range, value, display)

  return offset + length, value
end

-- Sequence Number

size_of.sequence_number = 8

display.sequence_number = function(value)
  return "Sequence Number: "..value
end

dissect.sequence_number = function(buffer, offset, packet, parent)
  local length = size_of.sequence_number
  local range = buffer(offset, length)
  local value = range:uint64()
  local display = display.sequence_number(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.sequence_number, range, value, display)

  return offset + length, value
end

-- Sending Time

size_of.sending_time = 8

display.sending_time = function(value)
  -- Parse unix timestamp
  local seconds = math.floor(value:tonumber()/1000000000)
  local nanoseconds = value:tonumber()%1000000000

  return "Sending Time: "..os.date("%x %H:%M:%S.", seconds)..string.format("%09d", nanoseconds)
end

dissect.sending_time = function(buffer, offset, packet, parent)
  local length = size_of.sending_time
  local range = buffer(offset, length)
  local value = range:uint64()
  local display = display.sending_time(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.sending_time, range, value, display)

  return offset + length, value
end

-- Message Count

size_of.message_count = 2

display.message_count = function(value)
  return "Message Count: "..value
end

dissect.message_count = function(buffer, offset, packet, parent)
  local length = size_of.message_count
  local range = buffer(offset, length)
  local value = range:uint()
  local display = display.message_count(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.message_count, range, value, display)

  return offset + length, value
end

-- Packet Header

size_of.packet_header = 32

display.packet_header = function(packet, parent, length)
  return ""
end

dissect.packet_header_fields = function(buffer, offset, packet, parent)
  local index = offset
  local value

  index, value = dissect.version(buffer, index, packet, parent)
  index, value = dissect.flags(buffer, index, packet, parent)
  index, value = dissect.channel_id(buffer, index, packet, parent)
  index, value = dissect.session(buffer, index, packet, parent)
  index, value = dissect.sequence_number(buffer, index, packet, parent)
  index, value = dissect.sending_time(buffer, index, packet, parent)
  index, message_count = dissect.message_count(buffer, index, packet, parent)

  return index, message_count
end

dissect.packet_header = function(buffer, offset, packet, parent)
  if show.packet_header then
    local length = size_of.packet_header
    local range = buffer(offset, length)
    local display = display.packet_header(buffer, packet, parent)
    parent = parent:add(omi_market.fields.packet_header, range, display)
  end

  return dissect.packet_header_fields(buffer, offset, packet, parent)
end

-- Timestamp

size_of.timestamp = 6

display.timestamp = function(value)
  return "Timestamp: "..value
end

dissect.timestamp = function(buffer, offset, packet, parent)
  local length = size_of.timestamp
  local range = buffer(offset, length)
  local value = range:uint64()
  local display = display.timestamp(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.timestamp, range, value, display)

  return offset + length, value
end

-- Order Reference Number

size_of.order_reference_number = 8

display.order_reference_number = function(value)
  return "Order Reference Number: "..value
end

dissect.order_reference_number = function(buffer, offset, packet, parent)
  local length = size_of.order_reference_number
  local range = buffer(offset, length)
  local value = range:uint64()
  local display = display.order_reference_number(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.order_reference_number, range, value, display)

  return offset + length, value
end

-- Side

size_of.side = 1

display.side = function(value)
  if value == "B" then
    return "Side: Buy (B)"
  end
  if value == "S" then
    return "Side: Sell (S)"
  end

  return "Side: Unknown("..value..")"
end

dissect.side = function(buffer, offset, packet, parent)
  local length = size_of.side
  local range = buffer(offset, length)
  local value = range:string()
  local display = display.side(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.side, range, value, display)

  return offset + length, value
end

-- Shares

size_of.shares = 4

display.shares = function(value)
  return "Shares: "..value
end

dissect.shares = function(buffer, offset, packet, parent)
  local length = size_of.shares
  local range = buffer(offset, length)
  local value = range:uint()
  local display = display.shares(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.shares, range, value, display)

  return offset + length, value
end

-- Stock

size_of.stock = 8

display.stock = function(value)
  if value == nil or value == '' then
    return "Stock: No Value"
  end

  return "Stock: "..value
end

dissect.stock = function(buffer, offset, packet, parent)
  local length = size_of.stock
  local range = buffer(offset, length)
  local value = trim_right_spaces(range:string())
  local display = display.stock(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.stock, range, value, display)

  return offset + length, value
end

-- Match Number

size_of.match_number = 8

display.match_number = function(value)
  return "Match Number: "..value
end

dissect.match_number = function(buffer, offset, packet, parent)
  local length = size_of.match_number
  local range = buffer(offset, length)
  local value = range:uint64()
  local display = display.match_number(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.match_number, range, value, display)

  return offset + length, value
end

-- Price

size_of.price = 4

display.price = function(value)
  return "Price: "..value
end

translate_price = function(raw)
  return raw/10000
end

dissect.price = function(buffer, offset, packet, parent)
  local length = size_of.price
  local range = buffer(offset, length)
  local raw = range:uint()
  local value = translate_price(raw)
  local display = display.price(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.price, range, value, display)

  return offset + length, value
end

-- Add Order Message

size_of.add_order_message = function(buffer, offset)
  local index = 0

  index = index + size_of.timestamp
  index = index + size_of.order_reference_number
  index = index + size_of.side
  index = index + size_of.shares
  index = index + size_of.stock
  index = index + size_of.price

  return index
end

display.add_order_message = function(buffer, offset, size, packet, parent)
  return ""
end

dissect.add_order_message_fields = function(buffer, offset, packet, parent)
  local index = offset
  local value

  index, value = dissect.timestamp(buffer, index, packet, parent)
  index, value = dissect.order_reference_number(buffer, index, packet, parent)
  index, value = dissect.side(buffer, index, packet, parent)
  index, value = dissect.shares(buffer, index, packet, parent)
  index, value = dissect.stock(buffer, index, packet, parent)
  index, value = dissect.price(buffer, index, packet, parent)

  return index
end

dissect.add_order_message = function(buffer, offset, packet, parent)
  if show.add_order_message then
    local length = size_of.add_order_message(buffer, offset)
    local range = buffer(offset, length)
    local display = display.add_order_message(buffer, packet, parent)
    parent = parent:add(omi_market.fields.add_order_message, range, display)
  end

  return dissect.add_order_message_fields(buffer, offset, packet, parent)
end

-- Order Executed Message

size_of.order_executed_message = function(buffer, offset)
  local index = 0

  index = index + size_of.timestamp
  index = index + size_of.order_reference_number
  index = index + size_of.side
  index = index + size_of.shares
  index = index + size_of.match_number
  index = index + size_of.price

  return index
end

display.order_executed_message = function(buffer, offset, size, packet, parent)
  return ""
end

dissect.order_executed_message_fields = function(buffer, offset, packet, parent)
  local index = offset
  local value

  index, value = dissect.timestamp(buffer, index, packet, parent)
  index, value = dissect.order_reference_number(buffer, index, packet, parent)
  index, value = dissect.side(buffer, index, packet, parent)
  index, value = dissect.shares(buffer, index, packet, parent)
  index, value = dissect.match_number(buffer, index, packet, parent)
  index, value = dissect.price(buffer, index, packet, parent)

  return index
end

dissect.order_executed_message = function(buffer, offset, packet, parent)
  if show.order_executed_message then
    local length = size_of.order_executed_message(buffer, offset)
    local range = buffer(offset, length)
    local display = display.order_executed_message(buffer, packet, parent)
    parent = parent:add(omi_market.fields.order_executed_message, range, display)
  end

  return dissect.order_executed_message_fields(buffer, offset, packet, parent)
end

-- Payload

size_of.payload = function(buffer, offset, message_type)
  if message_type == "A" then
    return size_of.add_order_message(buffer, offset)
  end
  if message_type == "E" then
    return size_of.order_executed_message(buffer, offset)
  end

  return 0
end

dissect.payload = function(buffer, offset, packet, parent, message_type)
  if message_type == "A" then
    return dissect.add_order_message(buffer, offset, packet, parent)
  end
  if message_type == "E" then
    return dissect.order_executed_message(buffer, offset, packet, parent)
  end

  return offset
end

-- Message Length

size_of.message_length = 2

display.message_length = function(value)
  return "Message Length: "..value
end

dissect.message_length = function(buffer, offset, packet, parent)
  local length = size_of.message_length
  local range = buffer(offset, length)
  local value = range:uint()
  local display = display.message_length(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.message_length, range, value, display)

  return offset + length, value
end

-- Message Type

size_of.message_type = 1

display.message_type = function(value)
  if value == "A" then
    return "Message Type: Add Order Message (A)"
  end
  if value == "E" then
    return "Message Type: Order Executed Message (E)"
  end

  return "Message Type: Unknown("..value..")"
end

dissect.message_type = function(buffer, offset, packet, parent)
  local length = size_of.message_type
  local range = buffer(offset, length)
  local value = range:string()
  local display = display.message_type(value, buffer, offset, packet, parent)

  parent:add(omi_market.fields.message_type, range, value, display)

  return offset + length, value
end

-- Message Header

display.message_header = function(packet, parent, length)
  return ""
end

dissect.message_header_fields = function(buffer, offset, packet, parent)
  local index = offset

  index, message_length = dissect.message_length(buffer, index, packet, parent)
  index, message_type = dissect.message_type(buffer, index, packet, parent)

  return index, message_type
end

dissect.message_header = function(buffer, offset, packet, parent)
  if show.message_header then
    parent = parent:add(omi_market.fields.message_header, buffer(offset, 0))
    local index, message_type = dissect.message_header_fields(buffer, offset, packet, parent)
    local length = index - offset
    parent:set_len(length)
    local display = display.message_header(packet, parent, length)
    parent:append_text(display)

    return index, message_type
  end

  return dissect.message_header_fields(buffer, offset, packet, parent)
end

-- Message

display.message = function(packet, parent, length)
  return ""
end

dissect.message_fields = function(buffer, offset, packet, parent, size_of_message, message_index)
  local index = offset

  -- Implicit Message Index
  if message_index ~= nil then
    local iteration = parent:add(omi_market.fields.message_index, message_index)
    iteration:set_generated()
  end

  index, message_header = dissect.message_header(buffer, index, packet, parent)

  -- Dependency element: Message Type
  local message_type = buffer(index - 1, 1):string()

  index = dissect.payload(buffer, index, packet, parent, message_type)

  return index
end

dissect.message = function(buffer, offset, packet, parent, size_of_message, message_index)
  local index = offset + size_of_message

  if show.message then
    parent = parent:add(omi_market.fields.message, buffer(offset, 0))
    local current = dissect.message_fields(buffer, offset, packet, parent, size_of_message, message_index)
    parent:set_len(size_of_message)
    local display = display.message(packet, parent, size_of_message)
    parent:append_text(display)

    return index, current
  end

  dissect.message_fields(buffer, offset, packet, parent, size_of_message, message_index)

  return index
end

-- Packet

dissect.packet = function(buffer, packet, parent)
  local index = 0

  index, packet_header = dissect.packet_header(buffer, index, packet, parent)

  -- Dependency element: Message Count
  local message_count = buffer(index - 2, 2):uint()

  for message_index = 1, message_count do
    -- Dependency element: Message Length
    local message_length = buffer(index, 2):uint()
    local size_of_message = message_length + 2

    index = dissect.message(buffer, index, packet, parent, size_of_message, message_index)
  end

  return index
end

-- Protocol

function omi_market.init()
end

function omi_market.dissector(buffer, packet, parent)
  packet.cols.protocol = omi_market.name

  local protocol = parent:add(omi_market, buffer(), omi_market.description, "("..buffer:len().." Bytes)")

  return dissect.packet(buffer, packet, protocol)
end

local udp_table = DissectorTable.get("udp.port")
udp_table:add(26400, omi_market)

-- Heuristic

verify.packet_size = function(buffer)
  return buffer:len() >= size_of.packet_header
end

local function omi_market_heuristic(buffer, packet, parent)
  if not verify.packet_size(buffer) then return false end
  if buffer(0, 1):uint() ~= 1 then return false end

  packet.conversation = omi_market
  omi_market.dissector(buffer, packet, parent)

  return true
end

omi_market:register_heuristic("udp", omi_market_heuristic)
