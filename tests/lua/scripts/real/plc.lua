-- fields: plc.tid plc.len plc.unit plc.fn plc.addr plc.qty plc.data plc.reg plc.err plc.resp_in plc.resp_to plc.time plc.exception plc.orphan frame.number
-- Requests and responses over TCP by dissect_tcp_pdus(); a state kept from packet to packet.
-- shows: fields
plc_proto = Proto("plc","PLC over TCP")

local fn_names = {
	[3] = "Read Registers",
	[6] = "Write Register",
	[16] = "Write Registers",
}
local err_names = {[1]="Illegal function",[2]="Illegal address",[3]="Illegal value"}

local pf = {}
pf.tid  = ProtoField.uint16("plc.tid",  "Transaction Id", base.DEC)
pf.len  = ProtoField.uint16("plc.len",  "Length")
pf.unit = ProtoField.uint8 ("plc.unit", "Unit")
pf.fn   = ProtoField.uint8 ("plc.fn",   "Function", base.DEC, fn_names, 0x7f)
pf.addr = ProtoField.uint16("plc.addr", "Address", base.HEX_DEC)
pf.qty  = ProtoField.uint16("plc.qty",  "Quantity")
pf.data = ProtoField.bytes ("plc.data", "Data", base.SPACE)
pf.reg  = ProtoField.uint16("plc.reg",  "Register")
pf.err  = ProtoField.uint8 ("plc.err",  "Exception", base.DEC, err_names)
pf.resp_in = ProtoField.framenum("plc.resp_in", "Response in", base.NONE, frametype.RESPONSE)
pf.resp_to = ProtoField.framenum("plc.resp_to", "Request in", base.NONE, frametype.REQUEST)
pf.time = ProtoField.relative_time("plc.time", "Time")

plc_proto.fields = {pf.tid, pf.len, pf.unit, pf.fn, pf.addr, pf.qty, pf.data, pf.reg, pf.err, pf.resp_in, pf.resp_to, pf.time}

local ef_error = ProtoExpert.new("plc.exception", "Exception response", expert.group.RESPONSE_CODE, expert.severity.WARN)
local ef_orphan = ProtoExpert.new("plc.orphan", "Response without request", expert.group.SEQUENCE, expert.severity.NOTE)
plc_proto.experts = {ef_error, ef_orphan}

local requests

function plc_proto.init()
	requests = {}
end

local function get_len(tvb, pinfo, offset)
	return tvb(offset + 2, 2):uint() + 4
end

local function dissect_pdu(tvb, pinfo, tree)
	pinfo.cols.protocol = "PLC"
	local subtree = tree:add(plc_proto, tvb())
	subtree:add(pf.tid, tvb(0,2))
	subtree:add(pf.len, tvb(2,2))
	subtree:add(pf.unit, tvb(4,1))
	subtree:add(pf.fn, tvb(5,1))
	local tid, fn = tvb(0,2):uint(), tvb(5,1):uint()
	local is_request = pinfo.dst_port == 5020
	if is_request then
		if not pinfo.visited then
			requests[tid] = { frame = pinfo.number, at = pinfo.abs_ts }
		end
		subtree:add(pf.addr, tvb(6,2))
		if fn == 3 then
			subtree:add(pf.qty, tvb(8,2))
		else
			subtree:add(pf.data, tvb(8))
		end
	else
		local r = requests[tid]
		if r then
			subtree:add(pf.resp_to, r.frame):set_generated()
			subtree:add(pf.time, NSTime.new(pinfo.abs_ts - r.at)):set_generated()
		else
			subtree:add_proto_expert_info(ef_orphan)
		end
		if bit.band(fn, 0x80) ~= 0 then
			subtree:add(pf.err, tvb(6,1)):add_proto_expert_info(ef_error, "Exception: " .. (err_names[tvb(6,1):uint()] or "?"))
		elseif tvb:len() > 6 then
			local regs = subtree:add(pf.data, tvb(6))
			for o = 6, tvb:len() - 2, 2 do
				regs:add(pf.reg, tvb(o, 2)):append_text(" at " .. (o - 6) / 2)
			end
		end
	end
	return tvb:len()
end

function plc_proto.dissector(tvb, pinfo, tree)
	dissect_tcp_pdus(tvb, tree, 4, get_len, dissect_pdu)
	return tvb:reported_len()
end

DissectorTable.get("tcp.port"):add(5020, plc_proto)
