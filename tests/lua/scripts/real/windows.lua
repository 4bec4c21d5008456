-- fields: win.x _ws.col.Protocol _ws.col.Info
-- prints: string|false|nil|true
-- What has to do with windows, menus and files, in a script that dissects too.
set_plugin_info({ version = "1.2.3", author = "somebody", description = "test", repository = "none" })
if gui_enabled() then
  local w = TextWindow.new("Title")
  w:set("text")
end
local function menu() new_dialog("Ask", function() end, "one", "two") end
register_menu("Lua/Menu", menu, MENU_TOOLS_UNSORTED)
print(type(get_version()), GUI_ENABLED, persconffile_path and type(persconffile_path("x")), type(datafile_path("y")))
print(Dir.exists("/nonexistent"), file_exists and file_exists("/nonexistent/file"), type(Dir.personal_config_path()), type(USER_DIR), type(DATA_DIR))
print(_VERSION == nil, running_superuser ~= nil, type(Dir.open), (pcall(require, "no.such.module")))
local major, minor, micro = get_version():match("(%d+)%.(%d+)%.(%d+)")
if tonumber(major) < 1 then return end
local win = Proto("win", "Windows")
win.fields.x = ProtoField.uint8("win.x", "X")
function win.dissector(b, p, t)
  local i = t:add(win, b()):add(win.fields.x, b(0, 1))
  p.cols.info = tostring(i.text ~= nil) .. " " .. typeof(b) .. typeof(b()) .. typeof(p.src) .. typeof(i) .. typeof(win)
end
DissectorTable.get("udp.port"):add(7777, win)
