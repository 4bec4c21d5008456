-- SPDX-License-Identifier: BSD-3-Clause
-- lamp.lua: lamps in a building, on port 7070 of UDP and TCP.
--
--	octet 0		version (high four bits), type (low four)
--	octet 1		length of the message, with these two octets
--	octets 2, 3	number of the lamp
--	Set		octet 4: brightness in percent
--	Status		octet 4: brightness, octets 5 and 6: temperature in tenths
--			of a degree, octet 7: flags
--	Alarm		text to the end
local lamp = Proto("lamp", "Lamp Protocol")

local types = { [1] = "Set", [2] = "Status", [3] = "Alarm" }
local f = lamp.fields
f.version = ProtoField.uint8("lamp.version", "Version", base.DEC, nil, 0xf0)
f.type = ProtoField.uint8("lamp.type", "Type", base.DEC, types, 0x0f)
f.length = ProtoField.uint8("lamp.length", "Length")
f.number = ProtoField.uint16("lamp.number", "Lamp")
f.brightness = ProtoField.uint8("lamp.brightness", "Brightness", base.UNIT_STRING, { " %" })
f.temperature = ProtoField.float("lamp.temperature", "Temperature")
f.flags = ProtoField.uint8("lamp.flags", "Flags", base.HEX)
f.on = ProtoField.bool("lamp.flags.on", "On", 8, nil, 0x80)
f.fault = ProtoField.bool("lamp.flags.fault", "Fault", 8, nil, 0x01)
f.text = ProtoField.string("lamp.text", "Text")
lamp.experts.unknown = ProtoExpert.new("lamp.unknown", "Unknown type", expert.group.UNDECODED, expert.severity.WARN)
lamp.experts.short = ProtoExpert.new("lamp.short", "Too short", expert.group.MALFORMED, expert.severity.ERROR)
lamp.prefs.port = Pref.uint("Port", 7070, "of UDP and TCP")

local HEADER = 4
local bodies = {}

bodies[1] = function(buf, tree)
  tree:add(f.brightness, buf(4, 1))
  return buf(4, 1):uint() .. " %"
end

bodies[2] = function(buf, tree)
  local temperature = buf(5, 2):int() / 10
  tree:add(f.brightness, buf(4, 1))
  tree:add(f.temperature, buf(5, 2), temperature)
  local flags = tree:add(f.flags, buf(7, 1))
  flags:add(f.on, buf(7, 1))
  flags:add(f.fault, buf(7, 1))
  local fault = buf(7, 1):bitfield(7) == 1 and ", FAULT" or ""
  return ("%d %%, %.1f degrees%s"):format(buf(4, 1):uint(), temperature, fault)
end

bodies[3] = function(buf, tree)
  tree:add(f.text, buf(4))
  return buf(4):string()
end

local least = { 5, 8, HEADER }

-- One message: all of a datagram, or a part of a stream.
local function message(buf, pinfo, tree)
  local t = tree:add(lamp, buf())
  pinfo.cols.protocol = "LAMP"
  if buf:len() < HEADER then
    t:add_proto_expert_info(lamp.experts.short)
    return buf:len()
  end
  local kind = buf(0, 1):bitfield(4, 4)
  t:add(f.version, buf(0, 1))
  local type_item = t:add(f.type, buf(0, 1))
  t:add(f.length, buf(1, 1))
  t:add(f.number, buf(2, 2))
  local info = ("%s lamp %d"):format(types[kind] or "Type " .. kind, buf(2, 2):uint())
  if not bodies[kind] then
    type_item:add_proto_expert_info(lamp.experts.unknown)
  elseif buf:len() < least[kind] then
    t:add_proto_expert_info(lamp.experts.short)
  else
    info = info .. ": " .. bodies[kind](buf, t)
  end
  pinfo.cols.info = info
  t:append_text(", " .. info)
  return buf:len()
end

local function length_of(buf, pinfo, offset)
  return math.max(HEADER, buf(offset + 1, 1):uint())
end

function lamp.dissector(buf, pinfo, tree)
  if pinfo.port_type == 2 then	-- TCP
    dissect_tcp_pdus(buf, tree, 2, length_of, message)
    return buf:len()
  end
  return message(buf, pinfo, tree)
end

DissectorTable.get("udp.port"):add(lamp.prefs.port, lamp)
DissectorTable.get("tcp.port"):add(lamp.prefs.port, lamp)
