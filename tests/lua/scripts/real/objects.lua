-- fields: obj.kind obj.x obj.y obj.label obj.count obj.parts _ws.col.Protocol _ws.col.Info
-- oracle: 4.0.17
-- Classes by metatables, closures, coroutines, varargs, pcall, string methods.
local Reader = {}
Reader.__index = Reader
function Reader.new(tvb, tree) return setmetatable({ tvb = tvb, at = 0, tree = tree, stack = {} }, Reader) end
function Reader:left() return self.tvb:len() - self.at end
function Reader:take(n)
  if n > self:left() then error({ need = n, have = self:left() }) end
  local r = self.tvb(self.at, n)
  self.at = self.at + n
  return r
end
function Reader:add(field, n, ...)
  local r = self:take(n)
  return self.tree:add(field, r, ...), r
end
function Reader:push(...) table.insert(self.stack, self.tree) self.tree = self.tree:add(...) return self end
function Reader:pop() self.tree = table.remove(self.stack) return self end

local obj = Proto("obj", "Objects")
local F = setmetatable({}, { __call = function(t, kind, name, ...)
  t[name] = ProtoField[kind]("obj." .. name, name:sub(1, 1):upper() .. name:sub(2), ...)
  return t[name]
end })
local all = {}
for _, d in ipairs{ { "uint8", "kind", base.DEC, { [1] = "Point", [2] = "Label" } }, { "int16", "x" }, { "int16", "y" },
  { "string", "label" }, { "uint16", "count" }, { "none", "parts" } } do
  all[#all + 1] = F(unpack(d))
end
obj.fields = all

local function each(reader)
  return coroutine.wrap(function()
    while reader:left() > 0 do
      local kind = reader.tvb(reader.at, 1):uint()
      coroutine.yield(kind)
    end
  end)
end

local function sum(...)
  local total = 0
  for i = 1, select("#", ...) do total = total + (select(i, ...)) end
  return total
end

function obj.dissector(tvb, pinfo, root)
  pinfo.cols.protocol = "OBJ"
  local reader = Reader.new(tvb, root:add(obj, tvb()))
  local words, n = {}, 0
  reader:push(F.parts, tvb())
  local ok, err = pcall(function()
    for kind in each(reader) do
      n = n + 1
      reader:push(tvb(reader.at, 1), "Object #" .. n)
      reader:add(F.kind, 1)
      if kind == 1 then
        local _, x = reader:add(F.x, 2)
        local _, y = reader:add(F.y, 2)
        words[#words + 1] = ("(%d,%d)=%d"):format(x:int(), y:int(), sum(x:int(), y:int(), 1))
      elseif kind == 2 then
        local len = reader:take(1):uint()
        local item, r = reader:add(F.label, len)
        words[#words + 1] = r:string():gsub("%a", string.upper, 1):reverse()
        item:append_text(" [" .. (r:string():find("o", 1, true) or "none") .. "]")
      else
        error({ need = kind, have = -1 })
      end
      reader:pop()
    end
  end)
  reader.tree = reader.stack[1]
  if not ok then
    words[#words + 1] = type(err) == "table" and ("need " .. err.need .. " have " .. err.have) or "failed"
  end
  reader.tree:add(F.count, n):set_generated()
  pinfo.cols.info = table.concat(words, " ", 1, #words)
  return tvb:len()
end
DissectorTable.get("udp.port"):add(7777, obj)
