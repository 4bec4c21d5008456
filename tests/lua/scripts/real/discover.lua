-- fields: disc.op disc.id disc.name frame.protocols _ws.col.Protocol _ws.col.Info
-- Heuristic over UDP and TCP, that takes the conversation over.
local disc = Proto("disc", "Discovery")
disc.fields.op = ProtoField.uint8("disc.op", "Operation", base.DEC, {"Who", "Here", "Gone"})
disc.fields.id = ProtoField.guid("disc.id", "Id")
disc.fields.name = ProtoField.string("disc.name", "Name", base.ASCII)

function disc.dissector(buffer, pinfo, tree)
    pinfo.cols.protocol = disc.description:upper():sub(1, 4)
    local t = tree:add(disc, buffer(), "Discovery,", buffer:len(), "octets")
    t:add(disc.fields.op, buffer(4, 1))
    if buffer:len() >= 21 then t:add(disc.fields.id, buffer(5, 16)) end
    if buffer:reported_length_remaining(21) > 0 then
        t:add(disc.fields.name, buffer(21))
        pinfo.cols.info = "Name " .. buffer(21):string()
    else
        pinfo.cols.info = "Operation " .. buffer(4, 1):uint()
    end
    return buffer:len()
end

local function heuristic(buffer, pinfo, tree)
    if buffer:captured_len() < 5 then return false end
    if buffer:range(0, 4):string() ~= "DISC" then return false end
    if buffer:range(4, 1):uint() > 3 then return false end
    disc.dissector(buffer, pinfo, tree)
    pinfo.conversation = disc
    return true
end

disc:register_heuristic("udp", heuristic)
disc:register_heuristic("tcp", heuristic)
