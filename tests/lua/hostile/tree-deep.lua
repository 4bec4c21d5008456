-- SPDX-License-Identifier: BSD-3-Clause
-- Items in items, which --json=tree goes through.
-- says: Maximum tree depth 500 exceeded
-- options: --json=tree
local f = ProtoField.uint8("hostile.f", "F")
function attack(tvb, pinfo, tree)
	for i = 1, 300000 do
		tree = tree:add(f, tvb(0, 1))
	end
end
function fields(p)
	p.fields = { f }
end
