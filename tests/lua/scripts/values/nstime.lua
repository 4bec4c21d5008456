-- SPDX-License-Identifier: BSD-3-Clause
-- NSTime: seconds and nanoseconds.
each("", [[
NSTime()
NSTime.new()
NSTime(1)
NSTime(1, 5)
NSTime.new(1, 500000000)
NSTime.new(1.5)
NSTime.new(1.999999999)
NSTime.new(0.1)
NSTime.new(1e9)
NSTime.new(-1)
NSTime.new(-1.5)
NSTime.new(-1, -5)
NSTime.new(-1, 5)
NSTime.new(1, -5)
NSTime.new(0, 1.7)
NSTime.new(1, 1000000000)
NSTime.new(1, 2000000001)
NSTime.new("5")
NSTime.new("5.5")
NSTime.new("abc")
NSTime.new(nil)
NSTime.new(nil, 5)
NSTime.new({})
NSTime.new(1, "x")
NSTime.new(0, -5)
NSTime.new(1600000000, 123456789)
NSTime.new(4294967296)
NSTime.new(1, 5).secs
NSTime.new(1, 5).nsecs
NSTime.new(1, 5):tonumber()
NSTime.new(1, 500000000):tonumber()
NSTime.new(-1, -500000000):tonumber()
NSTime.new(1, 5) + NSTime.new(2, 3)
NSTime.new(1, 999999999) + NSTime.new(0, 1)
NSTime.new(1, 999999999) + NSTime.new(0, 999999999)
NSTime.new(1, 5) - NSTime.new(2, 3)
NSTime.new(3, 1) - NSTime.new(1, 2)
NSTime.new(1, 2) - NSTime.new(3, 1)
NSTime.new(1) + 1
1 + NSTime.new(1)
NSTime.new(1) - 1
NSTime.new(1) + 1.5
NSTime.new(1) + "1"
NSTime.new(1) + nil
NSTime.new(1) * 2
NSTime.new(1) / 2
-NSTime.new(1, 5)
-NSTime.new(0, 5)
-NSTime.new(-1, -5)
NSTime.new(1, 5) == NSTime.new(1, 5)
NSTime.new(1, 5) == NSTime.new(1, 6)
NSTime.new(1, 5) ~= NSTime.new(1, 6)
NSTime.new(1, 5) < NSTime.new(1, 6)
NSTime.new(1, 5) <= NSTime.new(1, 5)
NSTime.new(1, 5) > NSTime.new(0, 6)
NSTime.new(1, 5) >= NSTime.new(2, 6)
NSTime.new(1) == 1
NSTime.new(1) < 2
2 < NSTime.new(1)
NSTime.new(1) .. "s"
"s" .. NSTime.new(1)
tostring(NSTime.new(12, 345))
NSTime.new(1).x
NSTime.new(1):x()
NSTime.tonumber(1)
typeof(NSTime())
]])

local t = NSTime.new(1, 2)
t.secs = 10
t.nsecs = 20
print(t, t.secs, t.nsecs)
print(pcall(function() t.secs = "x" end))
print(pcall(function() t.secs = 1.5 end))
print(t)
print(pcall(function() t.x = 1 end))
print(pcall(function() t.nsecs = 2000000000 end))
print(t, t:tonumber())
