-- fields: tun.key tun.next tun.ok frame.protocols ip.src ipv6.src udp.dstport _ws.col.Protocol _ws.col.Info
-- oracle: 4.0.17
-- A protocol on IP, with another packet inside.
local tun = Proto("tun", "Small Tunnel")
tun.fields = {
  ProtoField.uint32("tun.key", "Key", base.HEX),
  ProtoField.uint8("tun.next", "Next", base.DEC, { [4] = "IPv4", [41] = "IPv6", [59] = "None" }),
  ProtoField.bool("tun.ok", "OK", base.NONE, { "good", "bad" }),
}
local key, nxt, ok = unpack(tun.fields)
local ip, ip6 = Dissector.get("ip"), Dissector.get("ipv6")
function tun.dissector(tvb, pinfo, tree)
  pinfo.cols.protocol = "TUN"
  pinfo.cols.info:set("Tunnel " .. tostring(pinfo.src) .. " to " .. tostring(pinfo.dst) .. " len " .. pinfo.len)
  local sub = tree:add(tun, tvb(0, 5))
  sub:add(key, tvb(0, 4))
  sub:add(nxt, tvb(4, 1))
  sub:add(ok, tvb(0, 1), tvb(0, 1):uint() == 0)
  local n = tvb(4, 1):uint()
  if n == 4 then ip:call(tvb(5):tvb(), pinfo, tree)
  elseif n == 41 then ip6:call(tvb(5):tvb(), pinfo, tree)
  else Dissector.get("data"):call(tvb(5):tvb(), pinfo, tree) end
  return tvb:len()
end
local ip_proto = DissectorTable.get("ip.proto")
ip_proto:add(253, tun)
ip_proto:add(254, tun)
