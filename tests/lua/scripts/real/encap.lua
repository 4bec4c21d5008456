-- fields: wrap.dir wrap.chan wrap.len frame.protocols ip.src udp.dstport _ws.col.Protocol _ws.col.Info
-- A link type for users: a header before Ethernet or IP.
local wrap = Proto("wrap", "Capture Wrapper")
local dirs = { [0] = "in", [1] = "out" }
local f = wrap.fields
f.dir = ProtoField.uint8("wrap.dir", "Direction", base.DEC, dirs)
f.chan = ProtoField.uint8("wrap.chan", "Channel")
f.len = ProtoField.uint16("wrap.len", "Length")
local inner = { [1] = Dissector.get("eth_withoutfcs"), [2] = Dissector.get("ip"), [3] = Dissector.get("data") }
function wrap.dissector(tvb, pinfo, tree)
  pinfo.cols.protocol = "WRAP"
  pinfo.cols.info = "Wrapped"
  local t = tree:add(wrap, tvb(0, 4))
  t:add(f.dir, tvb(0, 1))
  t:add(f.chan, tvb(1, 1))
  t:add(f.len, tvb(2, 2))
  pinfo.p2p_dir = tvb(0, 1):uint() == 0 and P2P_DIR_RECV or P2P_DIR_SENT
  local d = inner[tvb(1, 1):uint()]
  if d and tvb:len() > 4 then
    d:call(tvb(4):tvb(), pinfo, tree)
  end
end
DissectorTable.get("wtap_encap"):add(wtap.USER0, wrap)
DissectorTable.get("wtap_encap"):add(wtap_encaps and wtap_encaps.USER1 or wtap.USER1, wrap)
