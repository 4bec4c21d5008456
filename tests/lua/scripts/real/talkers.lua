-- fields: frame.number
-- oracle: 4.0.17
-- Taps with filters, and what they print at the end.
local sizes, ports, seen = {}, {}, 0
local f_len = Field.new("frame.len")
local f_src = Field.new("ip.src")
local f_ports = Field.new("udp.port")

local tap = Listener.new(nil, "ip && udp")
function tap.packet(pinfo, tvb)
  seen = seen + 1
  local s = tostring(pinfo.src)
  sizes[s] = (sizes[s] or 0) + f_len().value
  for _, p in ipairs({ f_ports() }) do ports[p()] = (ports[p()] or 0) + 1 end
  print("udp", pinfo.number, s, tostring(f_src()), tvb:len(), tvb:offset())
end
function tap.reset() sizes, ports, seen = {}, {}, 0 end
function tap.draw()
  print(seen .. " datagrams")
  local order = {}
  for k in pairs(sizes) do order[#order + 1] = k end
  table.sort(order, function(a, b) return sizes[a] > sizes[b] or sizes[a] == sizes[b] and a < b end)
  for i, k in ipairs(order) do print(("%2d. %-15s %5d octets"):format(i, k, sizes[k])) end
  local list = {}
  for k, v in pairs(ports) do table.insert(list, k .. "x" .. v) end
  table.sort(list)
  print(table.concat(list, ","))
end

local frames = Listener.new("frame")
local total, first, last = 0
frames.packet = function(pinfo, tvb, userdata)
  total = total + pinfo.len
  first = first or pinfo.abs_ts
  last = pinfo.abs_ts
end
frames.draw = function() print("total", total, format_time(last - first)) end

local syn = Listener.new("tcp", "tcp.flags.syn == 1")
local syns = 0
function syn.packet(pinfo, tvb, info) syns = syns + 1; print("syn", pinfo.number, pinfo.src_port, pinfo.dst_port) end
function syn.draw() print("syns", syns) end
