-- SPDX-License-Identifier: BSD-3-Clause
-- Int64 and UInt64: constructors, arithmetic, comparison, bits, octets.
for _, c in ipairs { "Int64", "UInt64" } do
	each("", ([[
	$()
	$(0)
	$(5)
	$(-1)
	$(-5)
	$(1.5)
	$(-1.5)
	$(4294967296)
	$(4294967295)
	$(2147483648)
	$(9007199254740993)
	$(1e15)
	$(1e18)
	$(1, 2)
	$(0xffffffff, 0xffffffff)
	$(0, 0x80000000)
	$("5")
	$("0x10")
	$("-7")
	$("abc")
	$("")
	$(nil)
	$({})
	$(Int64(7))
	$(UInt64(7))
	$(Int64(-7))
	$.new()
	$.new(7, 1)
	$.max()
	$.min()
	$(7):tonumber()
	$(0, 1):tonumber()
	$(0xffffffff, 0xffffffff):tonumber()
	$.max():tonumber()
	$.min():tonumber()
	$(0x12345678, 0x9abcdef0):tohex()
	$(0x12345678, 0x9abcdef0):tohex(4)
	$(0x12345678, 0x9abcdef0):tohex(-4)
	$(0x12345678, 0x9abcdef0):tohex(-16)
	$(0x12345678, 0x9abcdef0):tohex(20)
	$(0x12345678, 0x9abcdef0):tohex(0)
	$(255):tohex()
	$(255):tohex(2)
	$(255):tohex(-2)
	$.fromhex("ff")
	$.fromhex("0000000000000100")
	$.fromhex("ffffffffffffffff")
	$.fromhex("FFFF")
	$.fromhex("")
	$.fromhex("xyz")
	$.fromhex("12345678901234567890")
	$(0x12345678, 0x9abcdef0):higher()
	$(0x12345678, 0x9abcdef0):lower()
	$(-1):higher()
	$(-1):lower()
	$(0x12345678, 0x9abcdef0):encode()
	$(0x12345678, 0x9abcdef0):encode(true)
	$(0x12345678, 0x9abcdef0):encode(false)
	$.decode("\1\2\3\4\5\6\7\8")
	$.decode("\1\2\3\4\5\6\7\8", true)
	$.decode("\1\2\3\4\5\6\7\8", false)
	$.decode("\255\255\255\255\255\255\255\255")
	$.decode("\1\2")
	$.decode("")
	$.decode("\1\2\3\4\5\6\7\8\9")
	$(3) + $(4)
	$(3) + 4
	4 + $(3)
	$(3) - $(4)
	$(3) - 4
	4 - $(3)
	$(3) * $(4)
	$(3) * -4
	$(7) / $(2)
	$(-7) / $(2)
	7 / $(2)
	$(7) / 2
	$(7) / 0
	$(7) % $(4)
	$(-7) % $(4)
	$(7) % 0
	$(2) ^ $(10)
	$(2) ^ 63
	$(2) ^ 64
	$(2) ^ -1
	$(0) ^ 0
	$(-2) ^ 3
	$(10) ^ 19
	-$(5)
	-$.min()
	-$.max()
	$.max() + 1
	$.min() - 1
	$(3) == $(3)
	$(3) == $(4)
	$(3) ~= $(4)
	$(3) < $(4)
	$(3) <= $(3)
	$(3) > $(4)
	$(-1) < $(1)
	$(3) < 4
	3 < $(4)
	$(3) <= 3
	$(3) >= "3"
	$(3) == 3
	$(3) .. "x"
	"x" .. $(3)
	$(3) + "4"
	$(3) + "x"
	$(3) + {}
	$(3) + 1.5
	$(3) + nil
	#$(3)
	$(0xff):band(0x0f)
	$(0xff):band(0x0f, 0x3)
	$(0xff):band()
	$(0xf0):bor(0x0f)
	$(0xf0):bor(0x0f, $(0xf00))
	$(0xff):bxor(0x0f)
	$(0xff):bxor(0x0f, 0xf0)
	$(0):bnot()
	$(5):bnot()
	$(0x01020304, 0x05060708):bswap()
	$(1):lshift(4)
	$(1):lshift(63)
	$(1):lshift(64)
	$(1):lshift(65)
	$(1):lshift(-1)
	$(-1):rshift(4)
	$(-1):rshift(60)
	$(-1):rshift(64)
	$(-1):arshift(4)
	$(0, 0x80000000):arshift(4)
	$(256):arshift(4)
	$(1):rol(4)
	$(0, 0x80000000):rol(1)
	$(1):ror(1)
	$(0x10):ror(4)
	$(1):rol(68)
	$(1):band("0x3")
	$(3):band({})
	$(1):lshift()
	$(1):lshift("a")
	$(1):nothing()
	$(1).x
	$.tonumber(5)
	$.max().x
	type($(1))
	typeof($(1))
	$.__typeof
	tostring($(0xffffffff, 0x7fffffff))
	string.format("%s", $(3))
	$(3) == Int64(3)
	$(3) + Int64(3)
	$(3) + UInt64(3)
	Int64(3) - $(4)
	UInt64(3) - $(4)
	$(3) < Int64(4)
	$(3) < UInt64(4)
	$(3):tonumber() + 1
	({ [$(3)] = 1 })[$(3)]
	]]):gsub("%$", c))
end
