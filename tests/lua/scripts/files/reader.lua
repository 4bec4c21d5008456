-- SPDX-License-Identifier: BSD-3-Clause
-- Reads files that begin with FOO1; each record has its time, two lengths, what
-- it is to try, and its octets.
local fh = FileHandler.new("Foo reader", "foo", "A reader of foo", "rms")
fh.extensions = "foo;bar"
fh.supported_comment_types = wtap_comments.PER_PACKET
assert(fh.extensions == "foo;bar" and fh.supported_comment_types == 4 and fh.type == -1)
assert(fh.writing_must_seek == false and fh.writes_name_resolution == false)

function fh.read_open(file, capture)
	if file:read(4) ~= "FOO1" then
		return false
	end
	capture.encap = wtap_encaps.ETHERNET
	capture.time_precision = wtap_tsprecs.USEC
	capture.snapshot_length = 1000
	capture.private_table = { n = 0 }
	assert(capture.encap == 1 and capture.time_precision == 6 and capture.snapshot_length == 1000)
	return true
end

function fh.read(file, capture, frame)
	local at = file:seek()
	local head = file:read(16)
	if not head then
		assert(capture.private_table.n == 6)
		return false
	end
	assert(frame.encap == 1)
	capture.private_table.n = capture.private_table.n + 1
	local s, u, n, o, kind = Struct.unpack(">I4I4I2I2I4", head)
	frame.rec_type = wtap_rec_types.PACKET
	frame.time = NSTime(s, u * 1000)
	frame.flags = kind % 2 == 0 and wtap_presence_flags.TS + wtap_presence_flags.CAP_LEN or 0
	if kind == 3 then
		frame.encap = wtap_encaps.RAW_IP
	elseif kind == 4 then
		frame.comment = "a comment"
	end
	if kind == 5 then
		frame.data = file:read(n)
	else
		assert(frame:read_data(file, n))
	end
	frame.captured_length = n
	frame.original_length = o
	assert(frame.time == NSTime(s, u * 1000) and frame.captured_length == n and frame.original_length == o)
	return at
end

function fh.seek_read(file, capture, frame, at)
	file:seek("set", at)
	return fh.read(file, capture, frame)
end

register_filehandler(fh)
