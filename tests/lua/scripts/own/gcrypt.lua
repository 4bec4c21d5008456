-- SPDX-License-Identifier: BSD-3-Clause
-- Ciphers and digests, by vectors of FIPS 197, SP 800-38A, SP 800-67, the GCM paper, FIPS
-- 180 and RFC 4231.
local g = require("luagcrypt")
local function hex(s) return (s:gsub(".", function(c) return string.format("%02x", c:byte()) end)) end
local function raw(s) return (s:gsub("%s", ""):gsub("..", function(h) return string.char(tonumber(h, 16)) end)) end
local function is(a, b) assert(a == b:gsub("%s", ""), a .. " is not " .. b) end

local function check()
	local c = g.Cipher(g.CIPHER_AES128, g.CIPHER_MODE_ECB)
	c:setkey(raw "000102030405060708090a0b0c0d0e0f")
	local e = c:encrypt(raw "00112233445566778899aabbccddeeff")
	is(hex(e), "69c4e0d86a7b0430d8cdb78070b4c55a")
	is(hex(c:decrypt(e)), "00112233445566778899aabbccddeeff")
	c = GcryptCipher.open(g.CIPHER_AES256, g.CIPHER_MODE_ECB)
	c:setkey(raw "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	is(hex(c:encrypt(raw "00112233445566778899aabbccddeeff")), "8ea2b7ca516745bfeafc49904b496089")

	local key, text = raw "2b7e151628aed2a6abf7158809cf4f3c", "6bc1bee22e409f96e93d7e117393172a"
	local second = "ae2d8a571e03ac9c9eb76fac45af8e51"
	c = g.Cipher(g.CIPHER_AES, g.CIPHER_MODE_CBC)
	c:setkey(key)
	c:setiv(raw "000102030405060708090a0b0c0d0e0f")
	is(hex(c:encrypt(raw(text))), "7649abac8119b246cee98e9b12e9197d")
	is(hex(c:encrypt(raw(second))), "5086cb9b507219ee95db113a917678b2")
	c:setiv(raw "000102030405060708090a0b0c0d0e0f")
	is(hex(c:decrypt(raw "7649abac8119b246cee98e9b12e9197d")), text)
	local b = ByteArray.new(text)
	c:setiv(ByteArray.new("000102030405060708090a0b0c0d0e0f"))
	assert(tostring(c:encrypt(b)):lower() == "7649abac8119b246cee98e9b12e9197d")
	c = g.Cipher(g.CIPHER_AES128, g.CIPHER_MODE_CTR)
	c:setkey(key)
	c:setctr(raw "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
	is(hex(c:encrypt(raw(text))), "874d6191b620e3261bef6864990db6ce")
	is(hex(c:encrypt(raw(second):sub(1, 5))), "9806f66b79")

	for mode, more in pairs{ [g.CIPHER_MODE_CFB] = "c8a64537a0b3a93fcde3cdad9f1ce58b",
	    [g.CIPHER_MODE_OFB] = "7789508d16918f03f53c52dac54ed825" } do
		c = g.Cipher(g.CIPHER_AES128, mode)
		c:setkey(key)
		c:setiv(raw "000102030405060708090a0b0c0d0e0f")
		is(hex(c:encrypt(raw(text))), "3b3fd92eb72dad20333449f8e83cfb4a")
		is(hex(c:encrypt(raw(second))), more)
		c:setiv(raw "000102030405060708090a0b0c0d0e0f")
		is(hex(c:decrypt(raw("3b3fd92eb72dad20333449f8e83cfb4a" .. more))), text .. second)
	end
	-- SP 800-67, appendix B
	c = g.Cipher(g.CIPHER_3DES, g.CIPHER_MODE_ECB)
	c:setkey(raw "0123456789abcdef23456789abcdef01456789abcdef0123")
	is(hex(c:encrypt("The qufck brown fox jump")), "a826fd8ce53b855fcce21c8112256fe668d5c05dd9b6b900")
	is(hex(c:decrypt(raw "a826fd8ce53b855f")), hex("The qufc"))

	local function gcm()
		local m = g.Cipher(g.CIPHER_AES128, g.CIPHER_MODE_GCM)
		m:setkey(raw "feffe9928665731c6d6a8f9467308308")
		m:setiv(raw "cafebabefacedbaddecaf888")
		return m
	end
	local plain = raw [[d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
		1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39]]
	local aad, tag = raw "feedfacedeadbeeffeedfacedeadbeefabaddad2", raw "5bc94fbc3221a5db94fae95ae7121a47"
	c = gcm()
	c:authenticate(aad)
	e = c:encrypt(plain)
	is(hex(e), [[42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e
		21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091]])
	is(hex(c:gettag()), hex(tag))
	c = gcm()
	c:authenticate(aad, true)
	assert(c:decrypt(e) == plain)
	c:checktag(tag)
	c = gcm()
	c:authenticate(aad, true)
	c:decrypt(e)
	assert(not pcall(c.checktag, c, raw "00c94fbc3221a5db94fae95ae7121a47"))

	local h = g.Hash(g.MD_SHA256)
	h:write("a")
	h:write("bc")
	is(hex(h:read()), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
	h:reset()
	is(hex(h:read()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
	h = g.Hash(g.MD_SHA256, g.MD_FLAG_HMAC)
	h:setkey("Jefe")
	h:write("what do ya want for nothing?")
	is(hex(h:read()), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
	h = g.Hash(g.MD_MD5)
	h:write("abc")
	is(hex(h:read()), "900150983cd24fb0d6963f7d28e17f72")

	-- what is wrong is said
	for _, f in ipairs {
		function() g.Cipher(999, 1) end, function() g.Cipher(7, 999) end, function() g.Hash(999) end,
		function() g.Cipher(7, 1):setkey("short") end, function() g.Cipher(7, 1):encrypt(("x"):rep(16)) end,
		function() local m = g.Cipher(7, 3) m:setkey(key) m:encrypt("abc") end,
		function() g.Cipher(7, 3):gettag() end, function() g.Cipher(7, 3):setiv(("x"):rep(17)) end,
	} do
		assert(not pcall(f))
	end
end

-- built without libcrypto it says so
local good, why = pcall(g.Hash, g.MD_SHA256)
if good or not why:find("without libcrypto", 1, true) then
	check()
end
Listener.new("frame").draw = function() print("done") end
