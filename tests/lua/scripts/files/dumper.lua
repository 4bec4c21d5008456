-- SPDX-License-Identifier: BSD-3-Clause
-- Writes files into the folder that it is run in.
local d = Dumper.new("one.pcap")
d:dump(1.5, PseudoHeader.none(), ByteArray.new("00010203"))
d:dump(1700000000.25, PseudoHeader.eth(), ByteArray.new("000102030405"))
d:flush()
d:close()
local n = Dumper.new("nano.pcap", wtap_filetypes.PCAP_NSEC, wtap_encaps.RAW_IP)
n:dump(1.25, PseudoHeader.none(), ByteArray.new("45000203"))
n:close()
local g = Dumper.new("ng.pcapng", wtap_filetypes.PCAPNG, wtap_encaps.RAW_IP)
g:dump(1.5, PseudoHeader.none(), ByteArray.new("45000203"))
g:close()
for _, f in ipairs {
	function() d:close() end,
	function() d:dump(1, PseudoHeader.none(), ByteArray.new("00")) end,
	function() d:flush() end,
	function() n:dump_current() end,
	function() Dumper.new("/nonexistent/x.pcap") end,
	function() Dumper.new("x.pcap", 12345) end,
	function() Dumper.new("x.pcap", wtap_filetypes.PCAP, 12345) end,
	function() Dumper.new_for_current("x.pcap") end,
	function() Dumper.new("x.pcap"):dump(5, nil, ByteArray.new("00")) end,
} do
	assert(not pcall(f))
end

local l = Listener.new("frame")
local current, open
function l.packet(pinfo, tvb)
	current = current or Dumper.new_for_current("current.pcap")
	current:dump_current()
	-- closed by the end of the script
	open = open or Dumper.new("open.pcap", wtap_filetypes.PCAP)
	open:dump_current()
end
function l.draw()
	current:close()
end
