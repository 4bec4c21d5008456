-- fields: frame.protocols heu.v data.data
-- A heuristic dissector, and the conversation that it takes.
local h = Proto("heu","Heu Protocol")
h.fields.v = ProtoField.uint8("heu.v","V")
local hd
local function heur(b,pinfo,tree) print("heur", pinfo.number, b(0,1):uint()) if b(0,1):uint() ~= 1 then return false end hd(b,pinfo,tree) pinfo.conversation = h return true end
function hd(b,pinfo,tree) pinfo.cols.protocol="HEU" pinfo.cols.info:set("heu info") local t=tree:add(h,b(0,1)) t:add(h.fields.v,b(0,1)) return b:len() end
h.dissector = function(b,p,t) print("hdissector", p.number) return hd(b,p,t) end
h:register_heuristic("udp", heur)
