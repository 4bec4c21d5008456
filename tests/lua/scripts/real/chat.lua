-- fields: chat.line chat.verb chat.arg chat.target frame.number
-- shows: fields
-- A line protocol, with desegment_len and DESEGMENT_ONE_MORE_SEGMENT.
local chat = Proto("chat", "Chat lines")
local f_line = ProtoField.string("chat.line", "Line")
local f_verb = ProtoField.string("chat.verb", "Verb")
local f_arg = ProtoField.string("chat.arg", "Argument")
local f_target = ProtoField.new("Target", "chat.target", ftypes.STRING)
chat.fields = { f_line, f_verb, f_arg, f_target }

local function find_eol(tvb, from)
	for i = from, tvb:len() - 2 do
		if tvb(i, 1):uint() == 13 and tvb(i + 1, 1):uint() == 10 then
			return i
		end
	end
end

function chat.dissector(tvb, pinfo, tree)
	local off = 0
	pinfo.cols.protocol = "CHAT"
	while off < tvb:len() do
		local eol = find_eol(tvb, off)
		if not eol then
			pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
			pinfo.desegment_offset = off
			return
		end
		local r = tvb:range(off, eol - off)
		local t = tree:add(chat, tvb(off, eol + 2 - off), "Chat: " .. r:string())
		t:add(f_line, r)
		local verb, rest = r:string():match("^(%S+)%s*(.*)$")
		if verb then
			t:add(f_verb, tvb(off, #verb))
			if rest ~= "" then
				t:add(f_arg, tvb(off + #verb + 1, #rest))
			end
			if verb == "TO" then t:add(f_target, rest:upper()):set_generated(true) end
		end
		off = eol + 2
	end
	return off
end
DissectorTable.get("tcp.port"):add(6660, chat)
DissectorTable.get("tcp.port"):add("6661-6663,6697", chat)
