-- SPDX-License-Identifier: BSD-3-Clause
-- The language and its libraries, as scripts of every age use them.
each("", [==[
1
1.0
20.0
7 / 2
6 / 2
2 ^ 3
7 % 3
-7 % 3
1e15
1e16
1e100
0x10
10 == 10.0
"10" + 5
"10" * "2"
10 .. 20
math.floor(3.7)
math.ceil(3.2)
math.floor(-3.7)
math.sqrt(16)
math.pow(2, 3)
math.pow(2, 0.5)
math.fmod(7, 3)
math.fmod(-7, 3)
math.modf(3.7)
math.max(1, 5, 3)
math.min(1.5, 2)
math.abs(-3)
math.ldexp(1, 4)
math.frexp(8)
math.log10(1000)
math.log(8, 2)
math.cosh(0)
math.sinh(0)
math.tanh(0)
math.atan2(1, 1)
math.pi
math.huge
-math.huge
math.deg(math.pi)
math.rad(180)
string.format("%d", 3)
string.format("%d", 3.0)
string.format("%5d|%-5d|%05d", 1, 2, 3)
string.format("%x %X %#x %o", 255, 255, 255, 8)
string.format("%08X", 3735928559)
string.format("%x", 2^31)
string.format("%c%c", 72, 105)
string.format("%s %s", "a", true)
string.format("%s", nil)
string.format("%10s|%-10s|", "a", "b")
string.format("%.3s", "abcdef")
string.format("%q", "a\nb\"c\0d")
string.format("%5.2f", 3.14159)
string.format("%e", 12345.678)
string.format("%g", 1e20)
string.format("%g", 0.1)
string.format("%i", 42)
string.format("%u", 42)
string.format("%%")
string.format("%a", 1)
string.format("%y", 1)
string.format("%d")
string.format("%d", "10")
string.format("%d", "x")
string.format("%s")
string.format("%5%")
string.format("%s", setmetatable({}, { __tostring = function() return "T" end }))
("x"):rep(3)
("x"):rep(0)
("x"):rep(-1)
("x"):rep(3, ",")
("abc"):reverse()
("abc"):upper()
("ABC"):lower()
("abc"):len()
#"abc"
("abc"):byte()
("abc"):byte(1, -1)
("abc"):byte(10)
string.char(72, 105)
string.char(256)
string.char()
("hello"):sub(2)
("hello"):sub(2, 3)
("hello"):sub(-3)
("hello"):sub(-3, -2)
("hello"):sub(0)
("hello"):sub(10)
("hello world"):find("o w")
("hello world"):find("o", 6)
("hello world"):find("xyz")
("hello world"):find("(o)( )")
("hello.world"):find(".", 1, true)
("hello.world"):find("%.")
("hello"):find("")
("hello"):find("", 10)
("hello"):find("l", -2)
("hello"):find("^l")
("hello"):find("o$")
("a[b]"):find("[]]")
("a-b"):find("[a-]-b")
("hello"):match("h(.)l")
("hello"):match("l+")
("hello"):match("()ll()")
("hello"):match("xyz")
("key = value"):match("^(%w+)%s*=%s*(%w+)$")
("  trim  "):match("^%s*(.-)%s*$")
("2024-01-02"):match("(%d+)-(%d+)-(%d+)")
("f(a(b)c)d"):match("%b()")
("THE (quick) fox"):find("%((%a+)%)")
("hello"):match("%f[%w]%w+")
("THE (quick) fox"):gsub("%f[%a]%a+", "X")
("abcabc"):match("(abc)%1")
("x"):match("[^a-c]")
("b"):match("[^a-c]")
("\0a"):match("%z")
("a\0b"):match("[%z]")
("a\0b"):find("\0")
("_A9"):match("^[%a_][%w_]*$")
("hello world"):gsub("o", "0")
("hello world"):gsub("o", "0", 1)
("hello world"):gsub("(%w+)", "<%1>")
("hello world"):gsub("%w+", "%0 %0", 1)
("hello"):gsub("", "-")
("abc"):gsub("%w", "%%%0")
("abc"):gsub(".", { a = "1", b = true })
("abc"):gsub(".", { a = "1", b = false })
("abc"):gsub("%w", function(c) return c:byte() end)
("abc"):gsub("b", function() end)
("$name is $age"):gsub("%$(%w+)", { name = "x", age = 5 })
("abc"):gsub("b", "%2")
("abc"):gsub("b", "%")
("abc"):gsub("b", 5)
("abc"):gsub("b", {})
("abc"):gsub("b", nil)
("abc"):gsub("(b", "x")
("abc"):match("[a")
("abc"):match("%")
("abc"):match("(a")
("abc"):match("a)")
("abc"):match("%b")
("abc"):match("%f")
("abc"):match("(a)%2")
("abc"):find("a", 1, 2, 3)
("aXb"):gsub("%u", "-")
("a,b,,c"):gsub(",", ";")
("x^2"):gsub("%^", "**")
("a.b.c"):gsub("%.", "/")
("test123"):gsub("%D", "")
("a\nb"):gsub("%c", "?")
("a!b"):gsub("%p", "")
("0xFf"):match("^0x(%x+)$")
table.concat({ 1, 2, 3 }, ",")
table.concat({ 1, 2.5, "x" }, "-")
table.concat({ "a", "b", "c" }, ",", 2)
table.concat({ "a", "b", "c" }, ",", 2, 2)
table.concat({}, ",")
table.concat({ {} })
#{ 1, 2, 3 }
select("#", 1, nil, nil)
select(2, "a", "b", "c")
select(-1, "a", "b", "c")
tonumber("10")
tonumber("0x1F")
tonumber("  5  ")
tonumber("5x")
tonumber("ff", 16)
tonumber("zz", 36)
tonumber("8", 8)
tonumber("1e2")
tonumber("")
tonumber(nil)
tonumber("10", 2)
tostring(nil)
tostring(true)
tostring(12)
tostring(1.5)
tostring(-0.0)
type(print)
type(nil)
next({})
rawequal("a", "a")
rawlen({ 1, 2 })
rawget({ a = 1 }, "a")
pcall(error, "x")
pcall(error, { 1 }) == false
pcall(error)
pcall(error, "x", 0)
xpcall(function() error("in", 0) end, function(m) return "H:" .. m end)
assert(1, "no")
assert(false, "no")
assert(false)
assert(nil)
({ 1, 2, 3 })[2]
("x"):rep(3):upper()
os.time{year=2020,month=1,day=1,hour=12} > 0
type(os.time())
type(os.clock())
os.date("!%Y-%m-%d %H:%M:%S", 0)
os.date("!%c", 0)
os.date("!*t", 86400).year
type(os.getenv("HOME"))
os.getenv("NO_SUCH_VARIABLE_X")
os.difftime(10, 5)
type(os.tmpname)
nil + 1
{} + 1
undefinedvariable.x
undefinedfunction()
("x").y.z
#5
{} < {}
1 < "2"
"a" .. {}
table.unpack({ 1, 2, 3 })
table.unpack({ 1, 2, 3 }, 2)
table.unpack({ 1, 2, 3 }, 2, 3)
table.pack(1, 2).n
type(_G)
_G._G == _G
type(package.path)
type(package.loaded)
package.loaded.string == string
type(require)
require("string") == string
type(debug)
type(collectgarbage("count"))
type(gui_enabled())
get_version():match("^%d+%.%d+") ~= nil
type(coroutine.running())
coroutine.status(coroutine.create(function() end))
coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b * 2 end)(1)
coroutine.resume(coroutine.create(function() error("inside", 0) end))
coroutine.resume(coroutine.create(function(...) return ... end), 1, 2)
]==])
each("4.0 ", [==[
unpack({ 1, 2, 3 })
loadstring("return 5")()
loadstring("return +")
math.pow(2, 10)
table.maxn({ 1, 2, [10] = 3 })
type(module)
]==])
each("4.4 ", [==[
7 // 2
-7 // 2
7.0 // 2
7 & 3
7 | 8
7 ~ 2
~0
1 << 4
256 >> 4
1 << 63
1 << 64
3 | 1.0
3 | 1.5
"3" | 0
math.type(1)
math.type(1.0)
math.type("1")
math.tointeger(3.0)
math.tointeger(3.5)
math.ult(1, -1)
math.maxinteger
math.mininteger
string.pack(">I2", 258)
string.unpack(">I2", "\1\2")
string.packsize(">I4")
utf8.char(233, 8364)
utf8.len("h\195\169")
utf8.codepoint("\195\169")
#utf8.charpattern
table.move({ 1, 2, 3 }, 1, 3, 2)[3]
math.floor(3.0)
3 == 3.0
1e3
2^53
10 // 0.0
1 // 0
1 % 0
string.format("%d", 3.5)
0x7fffffffffffffff + 1
0xffffffffffffffff
9007199254740993
100000000000000
tostring(3) == tostring(3.0)
load("return 5")()
load("return +")
load(string.dump(function() return 1 end))
]==])
local t = { 5, 2, 8, 1 }
table.sort(t)
print(table.concat(t, " "))
table.sort(t, function(a, b) return a > b end)
print(table.concat(t, " "))
table.insert(t, 9)
table.insert(t, 1, 7)
print(table.concat(t, " "))
print(table.remove(t), table.remove(t, 1), table.concat(t, " "))
print(pcall(table.insert, t, 20, 1))
print(pcall(table.insert, t, 1, 1, 1))
print(pcall(table.sort, { 3, "a", 1 }))
for w in ("one two three"):gmatch("%a+") do
	print(w)
end
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do
	print(k, v)
end
for p in ("abc"):gmatch("()") do
	print(p)
end
goto out
print("not reached")
::out::
print(select("#", ipairs({})))
