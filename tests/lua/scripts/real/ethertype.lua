-- fields: ring.type ring.port ring.mac ring.inner ring.prio ring.seq _ws.col.Protocol _ws.col.Info frame.protocols
-- Below IP: an Ethernet type of our own, with what follows handed on by its type.
do
    local ring = Proto("ring", "Ring Supervision")
    local types = { [1] = "Test", [2] = "Link down", [3] = "Tunnel" }
    local f_type = ProtoField.uint8("ring.type", "Frame type", base.HEX, types, 0x0f)
    local f_prio = ProtoField.uint8("ring.prio", "Priority", base.DEC, nil, 0xe0)
    local f_port = ProtoField.uint8("ring.port", "Port")
    local f_mac = ProtoField.ether("ring.mac", "Manager")
    local f_seq = ProtoField.uint32("ring.seq", "Sequence", base.DEC)
    local f_inner = ProtoField.uint16("ring.inner", "Inner type", base.HEX, { [0x0800] = "IPv4", [0x86dd] = "IPv6" })
    ring.fields = { f_type, f_port, f_mac, f_inner, f_prio, f_seq }

    local ethertypes = DissectorTable.get("ethertype")

    function ring.dissector(tvbuf, pktinfo, root)
        pktinfo.cols.protocol:set("RING")
        local len = tvbuf:reported_length_remaining()
        local tree = root:add(ring, tvbuf:range(0, math.min(14, len)))
        tree:add(f_type, tvbuf:range(0, 1))
        tree:add(f_prio, tvbuf:range(0, 1))
        tree:add(f_port, tvbuf:range(1, 1))
        tree:add(f_mac, tvbuf:range(2, 6))
        tree:add(f_seq, tvbuf:range(8, 4))
        tree:add(f_inner, tvbuf:range(12, 2))
        local kind = tvbuf:range(0, 1):bitfield(4, 4)
        pktinfo.cols.info:set((types[kind] or "?") .. " from " .. tostring(tvbuf:range(2, 6):ether()) .. " seq " .. tvbuf:range(8, 4):uint())
        pktinfo.cols.info:append(", " .. tostring(pktinfo.dl_src) .. " > " .. tostring(pktinfo.dl_dst))
        if kind == 3 and len > 14 then
            return 14 + ethertypes:try(tvbuf:range(12, 2):uint(), tvbuf:range(14):tvb(), pktinfo, root)
        end
        return len
    end
    ethertypes:add(0x88b5, ring)
    DissectorTable.get("ethertype"):add(0x88b6, ring)
end
