-- SPDX-License-Identifier: BSD-3-Clause
-- Writes files of its own format: with tshark by `-F lines', with tapir by a Dumper.
local fh = FileHandler.new("Lines of octets", "lines", "A writer of lines", "ws")
fh.extensions = "lines"
fh.supported_comment_types = 0

function fh.can_write_encap(encap)
	return encap == wtap_encaps.PER_PACKET or encap == wtap_encaps.ETHERNET
end

local kept
function fh.write_open(file, capture)
	kept = file
	capture.private_table = { n = 0, bytes = 0 }
	assert(file:write("LINES ", capture.encap, " ", file:seek(), "\n"))
	return true
end

function fh.write(file, capture, frame)
	local p = capture.private_table
	p.n = p.n + 1
	p.bytes = p.bytes + #frame.data
	file:write(string.format("%d %s %d/%d %d %d ", p.n, tostring(frame.time), frame.captured_length,
	    frame.original_length, frame.encap, frame.flags % 4))
	file:write(Struct.tohex(frame.data), " ")
	assert(frame:write_data(file, 4))
	file:write("\n")
	return true
end

function fh.write_close(file, capture)
	file:write("END ", capture.private_table.n, " ", capture.private_table.bytes, "\n")
	return true
end

register_filehandler(fh)
if not tapir then return end

-- tshark -F lines
local kind = wtap_name_to_file_type_subtype("lines")
assert(kind == fh.type and wtap_file_type_subtype_name(kind) == "lines")
assert(wtap_file_type_subtype_description(kind) == "Lines of octets" and wtap_name_to_file_type_subtype("line") == nil)
local out
local l = Listener.new("frame")
function l.packet()
	out = out or Dumper.new_for_current("out.lines", kind)
	out:dump_current()
end
function l.draw()
	out:flush()
	out:close()
	for i, f in ipairs {
		function() out:close() end, function() out:dump_current() end, function() kept:write("x") end,
		function() Dumper.new("x.lines", kind, wtap_encaps.RAW_IP) end,
		function() Dumper.new("/nonexistent/x.lines", kind) end, function() Dumper.new("x.lines", kind + 1) end,
	} do
		print(i, (select(2, pcall(f)):gsub("^.*%.lua:%d+: ", "")))
	end
	local by_hand = Dumper.new("hand.lines", kind, wtap_encaps.ETHERNET)
	by_hand:dump(2.5, PseudoHeader.none(), ByteArray.new("0001020304"))
	by_hand:close()
	Dumper.new("left.lines", kind, wtap_encaps.ETHERNET)
end
