-- fields: sensor.magic sensor.version sensor.kind sensor.flags sensor.flags.alarm sensor.flags.low sensor.count sensor.reading sensor.reading.id sensor.reading.value sensor.crc sensor.age _ws.col.Protocol _ws.col.Info
-- oracle: 4.0.17
-- Written for Lua 5.1: module(), bit, unpack, table.getn, loadstring; NSTime of a fraction.
module("sensor_dissector", package.seeall)

local kinds = { [0] = "Hello", [1] = "Reading", [4] = "Alarm", [9] = "Bye" }
local sensor_proto = Proto("sensor", "Field Sensor Protocol")

local f_magic   = ProtoField.uint16("sensor.magic", "Magic", base.HEX)
local f_version = ProtoField.uint8 ("sensor.version", "Version", base.DEC, nil, 0xF0)
local f_kind    = ProtoField.uint8 ("sensor.kind", "Kind", base.DEC, kinds, 0x0F)
local f_flags   = ProtoField.uint8 ("sensor.flags", "Flags", base.HEX)
local f_alarm   = ProtoField.bool  ("sensor.flags.alarm", "Alarm", 8, {"raised", "clear"}, 0x80)
local f_low     = ProtoField.bool  ("sensor.flags.low", "Battery low", 8, nil, 0x01)
local f_count   = ProtoField.uint8 ("sensor.count", "Readings", base.DEC)
local f_reading = ProtoField.bytes ("sensor.reading", "Reading")
local f_id      = ProtoField.uint8 ("sensor.reading.id", "Sensor id", base.DEC_HEX)
local f_value   = ProtoField.int16 ("sensor.reading.value", "Value", base.DEC)
local f_age     = ProtoField.relative_time("sensor.age", "Age")
local f_crc     = ProtoField.uint16("sensor.crc", "CRC", base.HEX)

sensor_proto.fields = { f_magic, f_version, f_kind, f_flags, f_alarm, f_low, f_count,
                        f_reading, f_id, f_value, f_crc, f_age }

function checksum(buf, last)
    local sum = 0
    for i = 0, last - 1 do
        sum = bit.band(sum + buf(i, 1):uint(), 0xFFFF)
    end
    return bit.bxor(sum, 0x5A5A)
end

function split(n) return bit.rshift(n, 8), bit.band(n, 0xff) end

local twice = loadstring("local a = ... return a * 2")

function sensor_proto.dissector(buf, pkt, root)
    if buf:len() < 6 then return 0 end
    pkt.cols.protocol = sensor_proto.name
    local kind = bit.band(buf(2, 1):uint(), 0x0F)
    local t = root:add(sensor_proto, buf(0, buf:len()))
    t:append_text(", " .. (kinds[kind] or ("kind " .. kind)))
    t:add(f_magic, buf(0, 2))
    t:add(f_version, buf(2, 1))
    t:add(f_kind, buf(2, 1))
    local fl = t:add(f_flags, buf(3, 1))
    fl:add(f_alarm, buf(3, 1))
    fl:add(f_low, buf(3, 1))
    local n = buf(4, 1):uint()
    t:add(f_count, buf(4, 1))
    local off, values = 5, {}
    for i = 1, n do
        local r = t:add(f_reading, buf(off, 3))
        r:add(f_id, buf(off, 1))
        r:add(f_value, buf(off + 1, 2))
        table.insert(values, buf(off + 1, 2):int())
        off = off + 3
    end
    local hi, lo = unpack({ split(buf(off, 2):uint()) })
    local c = t:add(f_crc, buf(off, 2))
    if checksum(buf, off) == buf(off, 2):uint() then
        c:append_text(" [correct]")
    else
        c:append_text(string.format(" [incorrect, should be 0x%04x]", checksum(buf, off)))
        c:add_expert_info(PI_CHECKSUM, PI_WARN, "Bad checksum")
    end
    t:add(f_age, NSTime.new(n * 1.75)):set_generated()
    local sum = 0
    for _, v in ipairs(values) do sum = sum + twice(v) / 2 end
    pkt.cols.info = string.format("%s, %d readings, sum %d, crc %02x/%02x",
        kinds[kind] or "Unknown", (table.getn or function(t) return #t end)(values), sum, hi, lo)
end

local udp_table = DissectorTable.get("udp.port")
udp_table:add(7777, sensor_proto)
