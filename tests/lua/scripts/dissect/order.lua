-- fields: ord.v ord.n ord.v2
-- SPDX-License-Identifier: BSD-3-Clause
-- Items that are added to one that others stand behind.
local p = Proto("ordp","Order")
local v = ProtoField.uint8("ord.v","V")
local v2 = ProtoField.uint8("ord.v2","V2")
local n = ProtoField.none("ord.n","N")
p.fields = {v,v2,n}
function p.dissector(tvb,pinfo,tree)
 local t = tree:add(p,tvb())
 local a = t:add(v,tvb(0,1))
 local g = t:add(n,tvb())
 local b = t:add(v,tvb(1,1))
 a:add(v,tvb(2,1))
 g:add(v,tvb(3,1)):add(v2,tvb(1,1))
 t:add(v2, tvb(0,1))
 a:add(v2, tvb(2,1))
 tree:add(v,9)
end
DissectorTable.get("udp.port"):add(7777,p)
