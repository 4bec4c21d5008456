-- SPDX-License-Identifier: BSD-3-Clause
--
-- A dissector that does what its octets say, for tests/fuzz/fuzz_lua.c: each
-- four of them are a step, where in the octets it looks, how many it takes, and
-- what else it needs.
local p = Proto("steps", "Steps")
local f, kinds = p.fields, {}
local function field(name, make, ...)
  f[name] = ProtoField[make]("steps." .. name, name, ...)
  kinds[#kinds + 1] = f[name]
end
for _, name in ipairs { "none", "uint8", "uint16", "uint24", "uint32", "uint64",
    "int8", "int16", "int24", "int32", "int64", "float", "double", "string",
    "stringz", "bytes", "ubytes", "ether", "ipv4", "ipv6", "guid", "oid",
    "rel_oid", "systemid", "eui64", "ipxnet", "framenum", "relative_time",
    "absolute_time", "char", "bool", "protocol" } do
  if ProtoField[name] then pcall(field, name, name) end
end
field("flags", "uint16", base.HEX, { [1] = "one", [2] = "two" }, 0x0ff0)
field("signed", "int32", base.DEC, nil, 0x00fff000)
field("flag", "bool", 16, { "yes", "no" }, 0x0400)
field("dots", "bytes", base.DOT)
p.experts.odd = ProtoExpert.new("steps.odd", "Odd", expert.group.PROTOCOL,
  expert.severity.WARN)
local wanted = { Field.new("udp.srcport"), Field.new("frame.len"),
  Field.new("steps.uint8"), Field.new("tcp.stream"), Field.new("ip.src") }

-- What each step does: range, argument, tree, pinfo, all octets.
local steps = {}
local function step(fn) steps[#steps + 1] = fn end
for _, name in ipairs { "uint", "le_uint", "int", "le_int", "uint64",
    "le_uint64", "int64", "le_int64", "float", "le_float", "ether", "ipv4",
    "le_ipv4", "ipv6", "nstime", "le_nstime", "string", "stringz", "strsize",
    "ustring", "le_ustring", "ustringz", "le_ustringz", "bytes", "raw", "tvb",
    "len", "offset", "uncompress" } do
  step(function(r) return tostring(r[name](r, "name")) end)
end
step(function(r, a) return r:bitfield(a % 64, a // 4) end)
step(function(r, a) return r:string(a % 128 * 2) end)
step(function(r, a) return r:nstime(a % 128) end)
step(function(r, a) return r:range(a % 16, a // 16):bytes():tohex() end)
step(function(r, a, _, _, b) return b:raw(a, r:len()) end)
step(function(r, a, t) t:add(kinds[a % #kinds + 1], r) end)
step(function(r, a, t) t:add_le(kinds[a % #kinds + 1], r) end)
step(function(r, a, t) t:add_packet_field(kinds[a % #kinds + 1], r, a * 2) end)
step(function(r, a, t) t:add(kinds[a % #kinds + 1], r, a, "words", r) end)
step(function(r, a, t) t:add(kinds[a % #kinds + 1], r:string()) end)
step(function(r, _, t) t:add(p, r, "text"):append_text(r:raw()):set_len(3) end)
step(function(r, _, t) t:add(r, r:raw()):prepend_text("a"):set_generated() end)
step(function(r, a, t)
  local i = t:add(kinds[a % #kinds + 1], r)
  i:set_text(tostring(i.text) .. a):set_hidden()
  return i.visible, i.len, i.generated
end)
step(function(r, _, t) t:add_proto_expert_info(p.experts.odd, r:raw()) end)
step(function(r, _, t)
  t:add_tvb_expert_info(p.experts.odd, r, "here")
  t:add_expert_info(PI_MALFORMED, PI_ERROR, r:string())
end)
step(function(r, a, _, pinfo)
  local c = a % 2 == 0 and pinfo.cols.info or pinfo.cols.protocol
  c:set(r:raw())
  c:append(r:string())
  c:prepend("p")
  if a % 3 == 0 then c:fence() elseif a % 3 == 1 then c:clear_fence() end
  if a % 5 == 0 then c:clear() end
  return tostring(c)
end)
step(function(_, a, _, pinfo)
  local names = { "number", "len", "caplen", "abs_ts", "rel_ts", "delta_ts",
    "src", "dst", "net_src", "dl_dst", "lo", "hi", "src_port", "port_type",
    "match", "match_uint", "match_string", "curr_proto", "private" }
  return tostring(pinfo[names[a % #names + 1]])
end)
step(function(r, a, _, pinfo)
  pinfo.src = Address.ip("192.0.2." .. a)
  pinfo.dst_port = r:uint()
  pinfo.private[r:string()] = "x"
end)
step(function(r, a, _, pinfo)
  pinfo.desegment_offset = r:offset()
  pinfo.desegment_len = a == 255 and DESEGMENT_ONE_MORE_SEGMENT or a
end)
step(function(r, a, t, pinfo)
  local names = { "dns", "http", "eth_withoutfcs", "data", "tls", "ip", "ntp" }
  return Dissector.get(names[a % #names + 1]):call(r:tvb(), pinfo, t)
end)
step(function(r, a, t, pinfo)
  local names = { "udp.port", "tcp.port", "ethertype", "ip.proto" }
  return DissectorTable.get(names[a % #names + 1]):try(r:uint(), r:tvb(),
    pinfo, t)
end)
step(function(_, a)
  local v = { wanted[a % #wanted + 1]() }
  return #v, v[1] and v[1].display, v[1] and tostring(v[1].value),
    v[1] and v[1].label, v[1] and v[1].range and v[1].range:bytes()
end)
step(function(r)
  local b = r:bytes()
  b:set_size(b:len() + 3)
  b:append(ByteArray.new(b:tohex()))
  b:set_index(0, 7)
  return b:base64_decode():tvb("decoded")():string(), b:subset(1, 2):uint(),
    b:le_int64(), b .. b == b
end)
step(function(r, a)
  local formats = { "<I2 >I4 B", "z s1", "<i8 d f", "!4 <b xh", "c4 I3", "=n" }
  return Struct.unpack(formats[a % #formats + 1], r:raw(), 1)
end)
step(function(r) return Struct.tohex(r:raw()), Struct.fromhex(r:raw()) end)
step(function(r, a)
  local x, y = r:uint64(), UInt64.new(a, a)
  return (x + y) * y // (y + 1), x % (y + 1), x:bxor(y), x:lshift(a % 64),
    x:arshift(a % 64), tostring(x), x:tohex(-8), x < y, x:tonumber(),
    Int64.decode(r:raw()), UInt64.encode(y)
end)
step(function(r, a) return bit.bxor(bit.lshift(a, 3), r:uint()), bit.tohex(a) end)
step(function(r) return Address.ipv6(r:string()), Address.ip(r:string()) end)
step(function(r, a)
  local patterns = { "(\\w+)", "^(?<n>.)(.)*$", "[a-f]+|\\d", "(a|b)*?c" }
  local re = rex_pcre2 or rex_pcre
  return re and re.gsub(r:raw(), patterns[a % #patterns + 1], "%1") end)
step(function(r, a)
  local patterns = { "(%w+)", "%b()", "%f[%w]", "(.-)%s", "[^a]*$" }
  return r:raw():gsub(patterns[a % #patterns + 1], "<%0>"),
    string.format("%q", r:raw()) end)

local function run(b, pinfo, tree)
  local t = tree:add(p, b())
  for at = 0, math.min(b:len() - 4, 128), 4 do
    local fn = steps[b(at, 1):uint() % #steps + 1]
    local off, n = b(at + 1, 1):uint(), b(at + 2, 1):uint()
    pcall(function()
      local r = n == 0 and b(off) or b(off, n)
      local out = { fn(r, b(at + 3, 1):uint(), t, pinfo, b) }
      if #out > 1 then t:append_text(tostring(out[1])) end
    end)
  end
  return b:len()
end
function p.dissector(b, pinfo, tree) return run(b, pinfo, tree) end

-- Over TCP the first two octets of a unit are its length.
local s = Proto("units", "Units")
function s.dissector(b, pinfo, tree)
  dissect_tcp_pdus(b, tree, 2, function(t) return t(0, 2):uint() end,
    function(t, i, r) return run(t(2):tvb(), i, r) end)
  return b:len()
end

-- Who is asked of what nobody knows; and who only looks.
s:register_heuristic("udp", function(b, pinfo, tree)
  return b:len() > 4 and b(0, 1):uint() == 0x53 and run(b, pinfo, tree) > 0
end)
local post = Proto("after", "After")
post.fields.n = ProtoField.uint32("after.n", "N")
function post.dissector(b, pinfo, tree)
  tree:add(post, b()):add(post.fields.n, b:len())
  return tostring(pinfo.cols.info)
end
register_postdissector(post)
local seen = 0
local tap = Listener.new("frame", "udp")
function tap.packet(pinfo, b) seen = seen + b:len() + pinfo.number end

DissectorTable.get("udp.port"):add(7777, p)
DissectorTable.get("tcp.port"):add(7777, s)
DissectorTable.get("tcp.port"):add(7778, p)
