-- fields: frame.protocols _ws.col.Protocol
-- SPDX-License-Identifier: BSD-3-Clause
-- What pinfo has, what may be set, and what others see of that.
local p = Proto("pinfop", "Pinfo Proto")
local q = Proto("pinfoq", "Called Proto")
local post = Proto("pinfopost", "Post Proto")

local words = DissectorTable.new("pinfop.words", "Words", ftypes.STRING)
local numbers = DissectorTable.new("pinfop.numbers", "Numbers", ftypes.UINT16)

local names = { "number", "len", "caplen", "abs_ts", "visited", "src", "dst", "net_src", "net_dst", "dl_src", "dl_dst",
	"lo", "hi", "src_port", "dst_port", "port_type", "match", "match_uint", "curr_proto", "in_error_pkt", "fragmented",
	"p2p_dir", "desegment_len", "desegment_offset",
	"match_string" }

local function show(tree, pinfo, what)
	local t = tree:add(what)
	for _, name in ipairs(names) do
		local ok, value = pcall(function() return pinfo[name] end)
		t:add(name .. ": " .. (ok and type(value) .. " " .. tostring(value) or "error"))
	end
end

local function set(tree, pinfo, name, value)
	local ok, why = pcall(function() pinfo[name] = value end)
	tree:add("set " .. name .. ": " .. (ok and "done" or "error"))
end

function q.dissector(tvb, pinfo, tree)
	show(tree, pinfo, "called")
	pinfo.src_port = 3
end

function p.dissector(tvb, pinfo, tree)
	tree = tree:add(p, tvb())
	show(tree, pinfo, "before")
	set(tree, pinfo, "src_port", 1)
	set(tree, pinfo, "dst_port", 2)
	set(tree, pinfo, "src_port", 65536)
	set(tree, pinfo, "dst_port", "x")
	set(tree, pinfo, "src", Address.ip("1.2.3.4"))
	set(tree, pinfo, "net_dst", Address.ip("5.6.7.8"))
	set(tree, pinfo, "dst", 5)
	set(tree, pinfo, "p2p_dir", P2P_DIR_RECV)
	set(tree, pinfo, "dl_src", Address.ip("9.9.9.9"))
	set(tree, pinfo, "number", 1)
	set(tree, pinfo, "visited", true)
	set(tree, pinfo, "len", 1)
	set(tree, pinfo, "nothing", 1)
	show(tree, pinfo, "after")
	q.dissector:call(tvb, pinfo, tree)
	tree:add("port " .. pinfo.src_port)
	words:try("a word", tvb, pinfo, tree)
	numbers:try(77, tvb, pinfo, tree)
end

function post.dissector(tvb, pinfo, tree)
	show(tree, pinfo, "post")
end

words:add("a word", q)
numbers:add(77, q)
DissectorTable.get("udp.port"):add(7777, p)
DissectorTable.get("tcp.port"):add(5003, p)
register_postdissector(post)
