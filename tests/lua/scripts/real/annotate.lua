-- fields: note.src note.text note.flow note.hit note.len frame.number
-- shows: fields
-- A post-dissector that reads fields of built-in protocols.
local note = Proto.new("note", "Annotations")
local F_src  = ProtoField.string("note.src", "Source")
local F_text = ProtoField.string("note.text", "Text")
local F_flow = ProtoField.string("note.flow", "Flow")
local F_hit  = ProtoField.bool("note.hit", "Hit")
local F_len  = ProtoField.uint32("note.len", "Length", base.DEC)
note.fields = { F_src, F_text, F_flow, F_hit, F_len }

local names = { "frame.number", "frame.len", "frame.protocols", "frame.time_epoch", "eth.src", "eth.dst", "eth.type", "ip.src", "ip.dst", "ip.proto",
  "ip.ttl", "ip.id", "ip.len", "ip.flags.df", "ip.hdr_len", "ip.version", "ip.dsfield", "ipv6.src", "ipv6.dst", "tcp.srcport", "tcp.dstport", "tcp.seq", "tcp.ack", "tcp.stream",
  "tcp.flags", "tcp.flags.syn", "tcp.window_size", "tcp.hdr_len", "udp.srcport", "udp.dstport", "udp.length", "udp.stream", "udp.checksum", "dns.qry.name",
  "dns.qry.type", "dns.id", "dns.flags.response", "dns.a", "http.request.method", "http.request.uri", "http.host", "http.response.code", "http.user_agent",
  "http.content_type", "data.data", "data.len", "arp.opcode", "icmp.type" }
local shown = { ["ip.proto"] = 1, ["eth.type"] = 1, ["arp.opcode"] = 1, ["ip.id"] = 1, ["ip.ttl"] = 1, ["ip.src"] = 1, ["dns.qry.name"] = 1 }
local extract = {}
for i, name in ipairs(names) do extract[i] = Field.new(name) end
local f_ipsrc, f_ipdst = Field.new("ip.src"), Field.new("ip.dst")
local f_data = Field.new("data.data")
local f_len = Field.new("frame.len")

local function tostr(v)
  if type(v) == "boolean" then return v and "1" or "0" end
  return tostring(v)
end

function note.dissector(tvb, pinfo, tree)
  local t = tree:add(note, "Annotations")
  for i, name in ipairs(names) do
    for j, info in ipairs({ extract[i]() }) do
      local v = info.value
      t:add(F_text, name .. "=" .. tostr(v) .. " [" .. type(v) .. "] " .. (shown[name] and info.display or "") .. " @" .. info.offset .. "+" .. info.len ..
        " " .. tostring(info) .. " " .. #info .. " " .. (info.range and info.range:len() or "-"))
    end
  end
  if f_ipsrc() then
    t:add(F_src, tostring(f_ipsrc().value))
    t:add(F_flow, tostring(f_ipsrc()) .. " -> " .. tostring(f_ipdst()))
    t:add(F_hit, f_ipsrc().value == Address.ip("10.0.0.1"))
  end
  t:add(F_len, f_len().value):set_generated()
  local d = f_data()
  if d then
    t:add(F_text, d.range, d.range:bytes():tohex())
    t:add(F_text, tostring(d.value):lower() .. " " .. d.value:len() .. " " .. d.value:get_index(0))
  end
end
register_postdissector(note)
