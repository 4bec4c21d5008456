-- SPDX-License-Identifier: BSD-3-Clause
-- What File reads, in every form; three handlers that take turns; what expires.
local function handler(name, kind, extensions)
	local fh = FileHandler.new(name, name, name, kind)
	fh.extensions = extensions
	function fh.read_open(file, capture)
		print("asked", name)
		return false
	end
	function fh.read() return false end
	register_filehandler(fh)
	return fh
end

handler("weak", "r", "other")
handler("suffix", "r", "txt;abc")
handler("strong", "rs", "")
handler("magic", "rm", "")
deregister_filehandler(handler("gone", "rm", ""))
local last = handler("last", "r", "other")
local kept
last.read_open = function(file, capture)
	print("asked", "last")
	print(file:read("*l"), file:read("*L") == "second\n", file:read("n", "*n", "l"))
	print(file:seek(), file:seek("set", 2), file:read(3, 0), file:seek("cur", -1))
	local n = 0
	for line in file:lines() do
		n = n + #line
	end
	print(n, file:read("l"), file:read(0), file:read(1), file:read("a"), file:seek("end"))
	print(file:seek("set"), #file:read("*a"), file:seek("cur"))
	print(pcall(file.read, file, "x"))
	print(pcall(file.write, file, "x"))
	capture.encap = wtap_encaps.PER_PACKET
	file:seek("set")
	kept = file
	return true
end
last.read = function(file, capture, frame)
	print("expired", pcall(kept.seek, kept))
	local line = file:read()
	if not line then
		return
	end
	frame.data = "\x45" .. line
	frame.encap = wtap_encaps.RAW_IP
	frame.captured_length = #line
	frame.original_length = 100
	frame.comment = { "one", "two" }
	print(frame.comment[1], #frame.data)
	return true
end
last.seq_read_close = function() print("sequence closed") end
last.read_close = function() print("closed") end

print(pcall(FileHandler.new, "a", "b", "c", "x"))
print(pcall(register_filehandler, FileHandler.new("a", "b", "c", "r")))
print(pcall(register_filehandler, last))
print(pcall(function() last.read = 5 end))
