-- SPDX-License-Identifier: BSD-3-Clause
-- lamp-faults.lua: a lamp that says twice within a minute that it has a fault.
-- It needs lamp.lua, which knows the fields.
--
--	count=2  within=60s
local o = tapir.options({ count = 2, within = "60s" }, ...)

tapir.trigger{
  name = "lamp-faults",
  when = "lamp.flags.fault == 1",
  count = o.count, within = o.within, by = "lamp.number",
  fields = { "lamp.temperature" },
  action = function(event)
    tapir.log{ lamp = event.fields["lamp.number"], temperature = event.fields["lamp.temperature"],
      frame = event.frame }
  end,
}
