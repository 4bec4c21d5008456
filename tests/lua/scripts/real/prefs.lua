-- fields: pr.a pr.b pr.c _ws.col.Protocol _ws.col.Info
-- prints: changed
-- Preferences of each kind.
local pr = Proto("pr", "Preferences")
pr.fields.a = ProtoField.uint8("pr.a", "A")
pr.fields.b = ProtoField.string("pr.b", "B")
pr.fields.c = ProtoField.uint16("pr.c", "C", base.HEX)
local kinds = { { 1, "First", 0 }, { 2, "Second", 1 }, { 3, "Third", 7 } }
local defaults = { port = 7777, ports = "9000-9002,9010" }
pr.prefs.port = Pref.uint("Port", defaults.port, "Port number")
pr.prefs.verbose = Pref.bool("Verbose", true, "More words")
pr.prefs.key = Pref.string("Key", "s3cret", "A key")
pr.prefs.mode = Pref.enum("Mode", 1, "What to do", kinds, true)
pr.prefs.ports = Pref.range("Ports", defaults.ports, "Ports", 65535)
pr.prefs.text = Pref.statictext("Some words", "that say nothing")
local current = 0
function pr.prefs_changed()
  print("changed", pr.prefs.port, pr.prefs.verbose)
end
function pr.init()
  local tbl = DissectorTable.get("udp.port")
  if current ~= 0 then tbl:remove(current, pr) end
  current = pr.prefs.port
  if current ~= 0 then tbl:add(current, pr) end
end
function pr.dissector(b, pinfo, tree)
  pinfo.cols.protocol = "PR"
  local t = tree:add(pr, b())
  t:add(pr.fields.a, b(0, 1))
  if pr.prefs.verbose then t:add(pr.fields.b, pr.prefs.key):set_generated() end
  if pr.prefs.mode == 1 then t:add(pr.fields.c, b(0, 2)) else t:add_le(pr.fields.c, b(0, 2)) end
  pinfo.cols.info = tostring(pr.prefs.port) .. " " .. tostring(pr.prefs.verbose) .. " " .. pr.prefs.key .. " " ..
    pr.prefs.mode .. " " .. tostring(pr.prefs.ports)
end
DissectorTable.get("udp.port"):add(pr.prefs.ports, pr)
