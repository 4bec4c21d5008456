-- SPDX-License-Identifier: BSD-3-Clause
-- Units of less than nothing.
-- says: still here
function attack(tvb, pinfo, tree)
	dissect_tcp_pdus(tvb, tree, -100, function() return -50 end,
	    function(part) return #tostring(part:bytes()) end)
	dissect_tcp_pdus(tvb, tree, 0, function() return -50 end,
	    function(part) return #tostring(part:bytes()) end)
	error("still here")
end
