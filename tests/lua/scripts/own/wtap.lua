-- SPDX-License-Identifier: BSD-3-Clause
-- Types of files, as tshark 4.0.17 numbers and names them, of those that a
-- Dumper writes.
local names = { [0] = "pcapng", "pcap", "nsecpcap" }
local words = { [0] = "Wireshark/... - pcapng", "Wireshark/tcpdump/... - pcap", "Wireshark/tcpdump/... - nanosecond pcap" }
for i = 0, 2 do
	assert(wtap_file_type_subtype_name(i) == names[i])
	assert(wtap_file_type_subtype_description(i) == words[i])
	assert(wtap_name_to_file_type_subtype(names[i]) == i)
end
assert(wtap_file_type_subtype_name(-1) == nil and wtap_name_to_file_type_subtype("nothing") == nil)
assert(not pcall(wtap_file_type_subtype_name))
assert(wtap_pcap_file_type_subtype() == 1 and wtap_pcapng_file_type_subtype() == 0)
assert(wtap_pcap_nsec_file_type_subtype() == 2)
Listener.new("frame").draw = function() print("done") end
