-- fields: cc.step _ws.col.Protocol _ws.col.Info
-- pinfo.cols in every form.
local cc = Proto("cc", "Columns")
cc.fields.step = ProtoField.uint8("cc.step", "Step")
local steps = {
  function(p) p.cols.protocol = "CC" p.cols.info = "assigned" end,
  function(p) p.cols.protocol:set("CC2") p.cols.info:set("set") end,
  function(p) p.cols.info:append(" appended to ip") end,
  function(p) p.cols.info:prepend("before ") p.cols.protocol:prepend("X-") p.cols.protocol:append("-Y") end,
  function(p) p.cols.info:clear() p.cols.info:append("after clear") end,
  function(p) p.cols.info = "fenced" p.cols.info:fence() p.cols.info = " rest" p.cols.info:append("!") end,
  function(p) p.cols.info = "a" p.cols.info:fence() p.cols.info:clear() p.cols.info:append("b") p.cols.info:prepend("<") end,
  function(p) p.cols.info = "a" p.cols.info:fence() p.cols.info:clear_fence() p.cols.info = "c" end,
  function(p) p.cols["info"] = "by index" p.cols['protocol'] = "CC9" end,
  function(p) local c = p.cols c.info = "through a local" c.protocol = ("cc"):upper() end,
  function(p) p.columns.info = "columns" end,
  function(p) p.cols.info = 42 p.cols.protocol = 7 end,
  function(p) p.cols.info = tostring(p.cols.protocol) .. "|" .. tostring(p.cols.src) end,
  function(p) p.cols.info:set("x") p.cols.info:append("") p.cols.info:append(" y") p.cols.info:preppend("z ") end,
  function(p) p.cols.info = "tab\tand \"quotes\" and \195\169" end,
  function(p) p.cols.src = "elsewhere" p.cols.info = "src set" end,
}
function cc.dissector(b, pinfo, tree)
  local t = tree:add(cc, b())
  t:add(cc.fields.step, b(0, 1))
  local step = steps[b(0, 1):uint()]
  if step then step(pinfo) end
  return b:len()
end
DissectorTable.get("udp.port"):add(7777, cc)
